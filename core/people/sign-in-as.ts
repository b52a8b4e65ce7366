import { command, query, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { credential, openSession, userByLogin } from './access.ts'
import { deviceUser, installationFacts, ownSession } from './questions.ts'
import { signedIn } from './sign-in.ts'
import { sessions, users } from './user.ts'

/** One click in the demo company, whose people have no passwords. Everywhere else it is refused. */
export const signInAs = command({
  name: 'people.signInAs',
  zone: 'setup',
  permit: 'public',
  offline: 'local',
  input: shape({ login: text }),
  output: signedIn,
  refusals: ['people.notADemo', 'people.unknownUser'],
  load: async ({ login }, read) => {
    const [installation] = await read.ask(installationFacts, {})
    if (!installation?.demo) return { demo: false as const }
    const [own] = await read.ask(ownSession, {})
    const [device] = await read.ask(deviceUser, {})
    const user = await userByLogin(read, login)
    // A device is its own person's, in the demo too.
    const here = device === undefined || device.user === user?.id ? user : undefined
    return { demo: true as const, user: here, own, fresh: await credential(read, 'session') }
  },
  decide: ({ login }, facts, now) => {
    if (!facts.demo) return refuse('people.notADemo')
    const { user, own, fresh } = facts
    if (!user?.active) return refuse('people.unknownUser', { user: login })
    const { grant, change } = openSession(user, fresh, now)
    const rotated = own ? [remove(sessions, own.hash)] : []
    return {
      result: { session: grant, user: user.id, name: user.name },
      changes: [...rotated, change, tell('people.signedIn', { user: user.id })],
    }
  },
})

/** The people whom a visitor of the demo company may sign in as: on a device its own person alone; elsewhere than in the demo nobody. */
export const demoPeople = query({
  name: 'people.demoPeople',
  zone: 'setup',
  permit: 'public',
  input: shape({}),
  output: shape({
    people: many(shape({ user: idOf('users'), login: text, name: text, title: maybe(text), entities: maybe(many(codeOf('entities'))) })),
  }),
  ask: async (_input, read) => {
    const [installation] = await read.ask(installationFacts, {})
    if (!installation?.demo) return { people: [] }
    const active = await read.list(users, { where: { field: 'active', is: 'equal', value: true }, order: ['name'], limit: 100 })
    const [own] = await read.ask(deviceUser, {})
    const offered = own ? active.filter(({ id }) => id === own.user) : active
    return { people: offered.map(({ id, login, name, title, entities }) => ({ user: id, login, name, title, entities })) }
  },
})
