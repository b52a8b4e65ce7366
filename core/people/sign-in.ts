import { command, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aSession, idOf, shape, text } from '../kernel/shape.ts'
import { credential, loginOf, openSession, userByLogin } from './access.ts'
import { ownSession, passwordCheck } from './questions.ts'
import { passwords, sessions } from './user.ts'

export const signedIn = shape({ session: aSession, user: idOf('users'), name: text })

export const signIn = command({
  name: 'people.signIn',
  zone: 'setup',
  permit: 'public',
  offline: 'local',
  input: shape({ login: text, password: text }),
  secrets: ['password'],
  output: signedIn,
  refusals: ['people.wrongCredentials', 'people.tooManyAttempts'],
  load: async ({ login, password }, read) => {
    const user = await userByLogin(read, login)
    const known = user?.active ? await read.get(passwords, user.id) : undefined
    const [check] = await read.ask(passwordCheck, { login: loginOf(login), password, verifier: known?.verifier ?? null })
    const [own] = await read.ask(ownSession, {})
    return { user, check: check!, own, fresh: await credential(read, 'session') }
  },
  decide: (_input, { user, check, own, fresh }, now) => {
    if (check.waitSeconds > 0) return refuse('people.tooManyAttempts', { seconds: String(check.waitSeconds) })
    if (!user?.active || !check.right) return refuse('people.wrongCredentials')
    const { grant, change } = openSession(user, fresh, now)
    // Whoever signs in gets a new session: one that somebody slipped in before is of no use.
    const rotated = own ? [remove(sessions, own.hash)] : []
    return {
      result: { session: grant, user: user.id, name: user.name },
      changes: [...rotated, change, tell('people.signedIn', { user: user.id })],
    }
  },
})
