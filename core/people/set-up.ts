import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { maybe, shape, text, type Id } from '../kernel/shape.ts'
import { credential, loginOf, openSession, passwordFault, shortestPassword, type User } from './access.ts'
import { definitionOf, roleDefinitions } from './built-in.ts'
import { passwordVerifier, userCount } from './questions.ts'
import { administratorRole, firstRoles } from './roles.ts'
import { signedIn } from './sign-in.ts'
import { passwords, roles, users } from './user.ts'

/** The very first act in a new installation: its administrator, and the roles to give to others. */
export const setUp = command({
  name: 'people.setUp',
  zone: 'setup',
  permit: 'public',
  offline: 'never',
  input: shape({ name: text, login: text, password: text, email: maybe(text) }),
  secrets: ['password'],
  output: signedIn,
  refusals: ['people.alreadySetUp', 'people.passwordTooShort', 'people.passwordTooEasy'],
  load: async ({ password, login }, read) => {
    const [counted] = await read.ask(userCount, {})
    const present = await read.some(
      roles,
      firstRoles.map((role) => role.code),
    )
    if (counted!.users > 0 || passwordFault(password, login)) return { users: counted!.users, present }
    const [made] = await read.ask(passwordVerifier, { password })
    return { users: 0, present, made: { verifier: made!.verifier, fresh: await credential(read, 'session') } }
  },
  decide: (input, { users: existing, present, made }, now) => {
    if (existing > 0) return refuse('people.alreadySetUp')
    const fault = passwordFault(input.password, input.login)
    if (fault || !made) return refuse(fault ?? 'people.passwordTooShort', { least: String(shortestPassword) })
    const user: User = {
      id: now.newId() as Id<'users'>,
      login: loginOf(input.login),
      name: input.name,
      email: input.email,
      title: null,
      language: null,
      culture: null,
      theme: null,
      roles: [administratorRole],
      entities: null,
      territories: null,
      active: true,
    }
    const { grant, change } = openSession(user, made.fresh, now)
    // Added, not put: where two set up at once, the second finds the roles there and is refused.
    const seeds = firstRoles
      .filter((role) => !present.has(role.code))
      .flatMap((role) => [add(roles, role), put(roleDefinitions, definitionOf(role))])
    const verifier: Row<typeof passwords> = { user: user.id, verifier: made.verifier }
    return {
      result: { session: grant, user: user.id, name: user.name },
      changes: [...seeds, add(users, user), add(passwords, verifier), change, tell('people.userCreated', { user: user.id })],
    }
  },
})
