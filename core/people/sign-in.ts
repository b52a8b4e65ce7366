import { command, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aSession, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { credential, loginOf, openSession, userByLogin } from './access.ts'
import { ownSession, passwordCheck } from './questions.ts'
import { codeFault, confirmedFactor, judge } from './second-factor.ts'
import { passwords, sessions } from './user.ts'

export const signedIn = shape({ session: aSession, user: idOf('users'), name: text })

/**
 * Signing in goes in two steps where somebody has a second factor: password alone is answered with `people.codeNeeded`, and the same call with the code signs
 * in. Whoever does not know the password does not learn that there is a second factor.
 */
export const signIn = command({
  name: 'people.signIn',
  zone: 'setup',
  permit: 'public',
  offline: 'local',
  input: shape({ login: text, password: text, code: maybe(text) }),
  secrets: ['password', 'code'],
  output: signedIn,
  refusals: [
    'people.wrongCredentials',
    'people.tooManyAttempts',
    'people.codeNeeded',
    'people.wrongCode',
    'people.codesElsewhere',
    'people.factorLost',
  ],
  load: async ({ login, password, code }, read, now) => {
    const user = await userByLogin(read, login)
    const known = user?.active ? await read.get(passwords, user.id) : undefined
    const [check] = await read.ask(passwordCheck, { login: loginOf(login), password, verifier: known?.verifier ?? null })
    const [own] = await read.ask(ownSession, {})
    const factor = user && check!.right ? await confirmedFactor(read, user.id) : undefined
    const judged = factor && code !== null ? await judge(factor, code, read, now) : undefined
    return { user, check: check!, own, factor, judged, fresh: await credential(read, 'session') }
  },
  decide: (_input, { user, check, own, factor, judged, fresh }, now) => {
    if (check.waitSeconds > 0) return refuse('people.tooManyAttempts', { seconds: String(check.waitSeconds) })
    if (!user?.active || !check.right) return refuse('people.wrongCredentials')
    if (factor && !judged) return refuse('people.codeNeeded')
    const fault = judged && codeFault(judged)
    if (fault) return fault
    const { grant, change } = openSession(user, fresh, now, judged ? 'code' : 'password')
    // Whoever signs in gets a new session: one that somebody slipped in before is of no use.
    const rotated = own ? [remove(sessions, own.hash)] : []
    return {
      result: { session: grant, user: user.id, name: user.name },
      changes: [...rotated, ...(judged ? [judged.spent] : []), change, tell('people.signedIn', { user: user.id })],
    }
  },
})
