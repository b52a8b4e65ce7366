import { command, remove, tell } from '../kernel/operation.ts'
import { aSession, shape } from '../kernel/shape.ts'
import { ownSession } from './questions.ts'
import { sessions } from './user.ts'

export const signOut = command({
  name: 'people.signOut',
  zone: 'setup',
  permit: null,
  offline: 'local',
  input: shape({}),
  output: shape({ session: aSession }),
  refusals: [],
  load: async (_input, read) => (await read.ask(ownSession, {}))[0],
  decide: (_input, own, now) => ({
    result: { session: null },
    changes: own ? [remove(sessions, own.hash), tell('people.signedOut', { user: now.caller.user })] : [],
  }),
})
