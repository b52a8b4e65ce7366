import { command, put, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aSession, idOf, shape, text } from '../kernel/shape.ts'
import { credential, openSession, passwordFault, shortestPassword } from './access.ts'
import { ownSession, passwordCheck, passwordVerifier, sessionsOf } from './questions.ts'
import { passwords, sessions, users } from './user.ts'

/** One's own password, with the present one as proof. Other browsers are signed out, and this one gets a new session. */
export const changePassword = command({
  name: 'people.changePassword',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ present: text, password: text }),
  secrets: ['present', 'password'],
  output: shape({ user: idOf('users'), session: aSession }),
  refusals: [
    'people.wrongCredentials',
    'people.tooManyAttempts',
    'people.noUserOfItsOwn',
    'people.passwordTooShort',
    'people.passwordTooEasy',
  ],
  load: async ({ present, password }, read, now) => {
    const user = await read.get(users, now.caller.user)
    if (!user) return undefined
    const known = await read.get(passwords, user.id)
    const [check] = await read.ask(passwordCheck, { login: user.login, password: present, verifier: known?.verifier ?? null })
    const weak = passwordFault(password, user.login)
    const [made] = check!.right && !weak ? await read.ask(passwordVerifier, { password }) : []
    const [own] = await read.ask(ownSession, {})
    const kept = own && (await read.get(sessions, own.hash))
    const open = await read.ask(sessionsOf, { user: user.id })
    return { user, check: check!, weak, verifier: made?.verifier, kept, open, fresh: await credential(read, 'session') }
  },
  decide: (_input, facts, now) => {
    if (!facts) return refuse('people.noUserOfItsOwn')
    const { user, check, weak, verifier, kept, open, fresh } = facts
    if (check.waitSeconds > 0) return refuse('people.tooManyAttempts', { seconds: String(check.waitSeconds) })
    if (!check.right) return refuse('people.wrongCredentials')
    if (weak || verifier === undefined) return refuse(weak ?? 'people.passwordTooShort', { least: String(shortestPassword) })
    const session = kept && openSession(user, fresh, now, kept.shownBy ?? 'password')
    return {
      result: { user: user.id, session: session?.grant ?? null },
      changes: [
        put(passwords, { user: user.id, verifier }),
        ...open.map(({ hash }) => remove(sessions, hash)),
        ...(session ? [session.change] : []),
        tell('people.passwordSet', { user: user.id }),
      ],
    }
  },
})
