import { listing } from '../kernel/listing.ts'
import { command, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { count, idOf, shape } from '../kernel/shape.ts'
import { ownSession, sessionsOf } from './questions.ts'
import { beyondReach } from './reach.ts'
import { sessionRows } from './reads.ts'
import { sessions, users } from './user.ts'

/** Where everybody is signed in. */
export const listAllSessions = listing({ name: 'people.allSessions', zone: 'setup', permit: 'people.read', view: sessionRows })

/** Signs a person out everywhere at once: a lost telephone, a notice given. One's own session of this moment stays. */
export const revokeSessions = command({
  name: 'people.revokeSessions',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users') }),
  output: shape({ ended: count }),
  refusals: ['people.unknownUser', 'people.beyondReach'],
  load: async ({ user: id }, read) => ({
    user: await read.get(users, id),
    open: await read.ask(sessionsOf, { user: id }),
    own: (await read.ask(ownSession, {}))[0],
  }),
  decide: ({ user: id }, { user, open, own }, now) => {
    if (!user) return refuse('people.unknownUser', { user: id })
    const beyond = beyondReach(now, user.entities)
    if (beyond) return beyond
    const ended = open.filter(({ hash }) => hash !== own?.hash)
    return {
      result: { ended: ended.length },
      changes: [...ended.map(({ hash }) => remove(sessions, hash)), tell('people.sessionRevoked', { user: id })],
    }
  },
})
