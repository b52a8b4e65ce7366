import { add, command, put, remove, tell, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, idOf, many, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'
import { samePermits } from './built-in.ts'
import { loginOf, passwordFault, shortestPassword, userByLogin, type User } from './access.ts'
import { refusedTogether } from './duties.ts'
import { beyondReach } from './reach.ts'
import { activeHolders, ownSession, passwordVerifier, sessionsOf } from './questions.ts'
import { administratorRole } from './roles.ts'
import { passwords, roles, sessions, users } from './user.ts'

/** The rule rests on the set of administrators, which is guarded by holding their role: two cannot leave at the same moment. */
export async function otherAdministrators(read: Read, user: string): Promise<number> {
  await read.hold(roles, administratorRole)
  const holders = await read.ask(activeHolders, { role: administratorRole })
  return holders.filter((holder) => holder.user !== user).length
}
const isAdministrator = (user: Pick<User, 'roles' | 'active'>): boolean => user.active && user.roles.includes(administratorRole)

const sameList = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
  one === other || (one !== null && other !== null && samePermits(one, other))
const sameRights = (one: User, other: User): boolean => sameList(one.roles, other.roles) && sameList(one.entities, other.entities)

const particulars = {
  login: text,
  name: text,
  email: maybe(text),
  title: maybe(text),
  roles: many(codeOf('roles'), 20),
  /** `null`: all of them. */
  entities: maybe(many(codeOf('entities'), 500)),
  /** Whose customers a device of the person carries; `null`: all. */
  territories: maybe(many(codeOf('territories'), 500)),
}

export const loginForm = /^[\p{L}\p{N}][\p{L}\p{N}._@+-]*$/u
function fault(
  input: { login: string; roles: readonly Code<'roles'>[] },
  known: ReadonlyMap<string, unknown>,
  holder: User | undefined,
  self: string | null,
) {
  const login = loginOf(input.login)
  if (!loginForm.test(login)) return refuse('people.badLogin', { login: input.login })
  if (holder && holder.id !== self) return refuse('people.loginTaken', { login })
  const unknown = input.roles.find((code) => !known.has(code))
  return unknown === undefined ? undefined : refuse('people.unknownRole', { role: unknown })
}

export const createUser = command({
  name: 'people.createUser',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ ...particulars, password: maybe(text) }),
  secrets: ['password'],
  output: users.shape,
  refusals: [
    'people.badLogin',
    'people.loginTaken',
    'people.unknownRole',
    'people.beyondReach',
    'people.passwordTooShort',
    'people.passwordTooEasy',
    'people.dutiesTogether',
  ],
  load: async ({ login, roles: wanted, password }, read) => {
    const weak = password === null ? undefined : passwordFault(password, login)
    const [made] = password === null || weak ? [] : await read.ask(passwordVerifier, { password })
    const known = await read.some(roles, wanted)
    return {
      holder: await userByLogin(read, login),
      known,
      weak,
      verifier: made?.verifier,
      together: await refusedTogether(read, [...known.values()]),
    }
  },
  decide: ({ password: _password, ...input }, { holder, known, weak, verifier, together }, now) => {
    const wrong = fault(input, known, holder, null) ?? beyondReach(now, input.entities) ?? together
    if (wrong) return wrong
    if (weak) return refuse(weak, { least: String(shortestPassword) })
    const user: User = {
      ...input,
      id: now.newId() as Id<'users'>,
      login: loginOf(input.login),
      language: null,
      culture: null,
      theme: null,
      active: true,
    }
    return {
      result: user,
      changes: [
        add(users, user),
        ...(verifier === undefined ? [] : [add(passwords, { user: user.id, verifier })]),
        tell('people.userCreated', { user: user.id }),
      ],
    }
  },
})

export const editUser = command({
  name: 'people.editUser',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users'), ...particulars }),
  output: users.shape,
  refusals: [
    'people.unknownUser',
    'people.beyondReach',
    'people.badLogin',
    'people.loginTaken',
    'people.unknownRole',
    'people.lastAdministrator',
    'people.dutiesTogether',
  ],
  load: async ({ user: id, login, roles: wanted }, read) => ({
    together: await refusedTogether(read, [...(await read.some(roles, wanted)).values()]),
    user: await read.get(users, id),
    holder: await userByLogin(read, login),
    known: await read.some(roles, wanted),
    others: await otherAdministrators(read, id),
    open: await read.ask(sessionsOf, { user: id }),
    own: (await read.ask(ownSession, {}))[0],
  }),
  decide: ({ user: id, ...input }, { user, holder, known, others, open, own, together }, now) => {
    if (!user) return refuse('people.unknownUser', { user: id })
    const wrong =
      fault(input, known, holder, user.id) ??
      beyondReach(now, user.entities, input.entities) ??
      (sameList(user.roles, input.roles) ? undefined : together)
    if (wrong) return wrong
    const edited: User = { ...user, ...input, login: loginOf(input.login) }
    if (isAdministrator(user) && !isAdministrator(edited) && others === 0) return refuse('people.lastAdministrator', { user: user.name })
    // Whose rights change signs in anew: no session that somebody holds grows with them. The one that changes them stays.
    const ended = sameRights(user, edited) ? [] : open.filter(({ hash }) => hash !== own?.hash).map(({ hash }) => remove(sessions, hash))
    return { result: edited, changes: [put(users, edited), ...ended, tell('people.userChanged', { user: user.id })] }
  },
})

export const deactivateUser = command({
  name: 'people.deactivateUser',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users') }),
  output: users.shape,
  refusals: ['people.unknownUser', 'people.beyondReach', 'people.lastAdministrator'],
  load: async ({ user: id }, read) => ({
    user: await read.get(users, id),
    others: await otherAdministrators(read, id),
    open: await read.ask(sessionsOf, { user: id }),
  }),
  decide: ({ user: id }, { user, others, open }, now) => {
    if (!user) return refuse('people.unknownUser', { user: id })
    const beyond = beyondReach(now, user.entities)
    if (beyond) return beyond
    if (isAdministrator(user) && others === 0) return refuse('people.lastAdministrator', { user: user.name })
    const left: User = { ...user, active: false }
    // Nobody stays signed in. Tokens are kept for the record: they open nothing while their user is inactive.
    return {
      result: left,
      changes: [put(users, left), ...open.map(({ hash }) => remove(sessions, hash)), tell('people.userDeactivated', { user: user.id })],
    }
  },
})

export const reactivateUser = command({
  name: 'people.reactivateUser',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users') }),
  output: users.shape,
  refusals: ['people.unknownUser', 'people.beyondReach'],
  load: ({ user: id }, read) => read.get(users, id),
  decide: ({ user: id }, user, now) => {
    if (!user) return refuse('people.unknownUser', { user: id })
    const beyond = beyondReach(now, user.entities)
    if (beyond) return beyond
    const back: User = { ...user, active: true }
    return { result: back, changes: [put(users, back), tell('people.userChanged', { user: user.id })] }
  },
})

export const setPassword = command({
  name: 'people.setPassword',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users'), password: text }),
  secrets: ['password'],
  output: shape({ user: idOf('users') }),
  refusals: ['people.unknownUser', 'people.beyondReach', 'people.passwordTooShort', 'people.passwordTooEasy'],
  load: async ({ user: id, password }, read) => {
    const user = await read.get(users, id)
    const weak = user && passwordFault(password, user.login)
    if (!user || weak) return { user, weak, verifier: undefined, open: [] }
    const [made] = await read.ask(passwordVerifier, { password })
    // Read, so that two who set it at once are put in order.
    await read.get(passwords, id)
    return { user, weak, verifier: made!.verifier, open: await read.ask(sessionsOf, { user: id }) }
  },
  decide: ({ user: id }, { user, weak, verifier, open }, now) => {
    if (!user) return refuse('people.unknownUser', { user: id })
    const beyond = beyondReach(now, user.entities)
    if (beyond) return beyond
    if (weak || verifier === undefined) return refuse(weak ?? 'people.passwordTooShort', { least: String(shortestPassword) })
    // Whoever knew the old one is signed out everywhere.
    return {
      result: { user: user.id },
      changes: [
        put(passwords, { user: user.id, verifier }),
        ...open.map(({ hash }) => remove(sessions, hash)),
        tell('people.passwordSet', { user: user.id }),
      ],
    }
  },
})
