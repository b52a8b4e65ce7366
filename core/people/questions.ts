import { question } from '../kernel/record.ts'
import { anInstant, choice, codeOf, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

/**
 * Compares a password with its verifier. Without a verifier the host works just as long on a dummy, so that nobody learns which logins exist.
 * The host counts failures per login and address; while `waitSeconds` is above nothing, no password is looked at.
 */
export const passwordCheck = question(
  'people.passwordCheck',
  shape({ login: text, password: text, verifier: maybe(text) }),
  shape({ right: flag, waitSeconds: count }),
)

/** The argon2id verifier of a new password. */
export const passwordVerifier = question('people.passwordVerifier', shape({ password: text }), shape({ verifier: text }))

/**
 * A fresh random credential, and what its holder is called (a browser's name). `secret` serves to compute its fingerprint; only `sealed` may go into a result, for results are kept in the log:
 * the host that sealed it opens it again on its way out, once. Times are those of the real clock, also where a demo's clock stands still.
 */
export const newCredential = question(
  'people.newCredential',
  shape({ purpose: choice('session', 'token') }),
  shape({ secret: text, sealed: text, label: text, at: anInstant, expiresAt: anInstant }),
)

/** The session that the call came with; nothing where it came by token or from the machine itself. */
export const ownSession = question('people.ownSession', shape({}), shape({ hash: codeOf('sessions') }))

/** What the host knows of itself. */
export const installationFacts = question('people.installation', shape({}), shape({ demo: flag }))

/** Every right that an operation may ask for. */
export const knownPermits = question('people.permits', shape({}), shape({ permit: text }))

/** Operations by name with the right that each takes. */
export const operationPermits = question('people.operationPermits', shape({}), shape({ operation: text, permit: text }))

/** Operations that say what they move, so that a role may do them up to an amount. */
export const limitableOperations = question('people.limitableOperations', shape({}), shape({ operation: text }))

/** Rows of a record for which one person did both halves of a rule, the last first: the log knows. */
export const rowsDoneBoth = question(
  'people.rowsDoneBoth',
  shape({ record: text, one: many(text), other: many(text), limit: count }),
  shape({ user: idOf('users'), userName: text, row: text, one: text, other: text, doneAt: anInstant }),
)

/** Active users who hold a role. */
export const activeHolders = question('people.activeHolders', shape({ role: codeOf('roles') }), shape({ user: idOf('users') }))

/** Roles that a person has saved, ever: the log knows. */
export const rolesSavedByPeople = question('people.rolesSavedByPeople', shape({}), shape({ role: codeOf('roles') }))

/** Whose device this is; nothing on anything else. */
export const deviceUser = question('people.deviceUser', shape({}), shape({ user: idOf('users') }))

/** Whether anybody was ever set up. */
export const userCount = question('people.userCount', shape({}), shape({ users: count }))

/** The browsers that a person is signed in with, the last used first. `reference` is the beginning of the fingerprint: enough to point at one, useless to whoever sees it. */
export const sessionsOf = question(
  'people.sessionsOf',
  shape({ user: idOf('users') }),
  shape({ hash: codeOf('sessions'), label: text, createdAt: anInstant, seenAt: anInstant, expiresAt: anInstant }),
)

/** The tokens that stand for a person. */
export const tokensOf = question(
  'people.tokensOf',
  shape({ user: idOf('users') }),
  shape({ hash: codeOf('tokens'), label: text, createdAt: anInstant, expiresAt: maybe(anInstant), scopes: maybe(many(text, 500)) }),
)
