import { add, command, query, remove, tell, type Read } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { anInstant, flag, idOf, many, maybe, shape, text, type Code } from '../kernel/shape.ts'
import { credential } from './access.ts'
import { beyondReach } from './reach.ts'
import { expandPermits, isKnownEntry } from './permits.ts'
import { knownPermits, ownSession, sessionsOf, tokensOf } from './questions.ts'
import { roles, sessions, tokens, users } from './user.ts'

/** Digits of a fingerprint that point at a session or token. */
const referenceLength = 16
export const referenceOf = (hash: string): string => hash.slice(0, referenceLength)

export const scopesField = maybe(many(text, 500))
export const tokenRow = shape({ reference: text, label: text, createdAt: anInstant, expiresAt: maybe(anInstant), scopes: scopesField })
export const everyPermit = async (read: Read): Promise<readonly string[]> => (await read.ask(knownPermits, {})).map(({ permit }) => permit)

/** A program's key to the product: it may do what its user may, or the part of it that its scopes name. The token is in the answer, once, and nowhere else. */
export const createToken = command({
  name: 'people.createToken',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users'), label: text, expiresAt: maybe(anInstant), scopes: scopesField }),
  output: shape({ token: text, reference: text }),
  refusals: ['people.unknownUser', 'people.beyondReach', 'people.unknownPermit', 'people.beyondOwnRights', 'people.tokenEnded'],
  load: async ({ user: id }, read) => {
    const user = await read.get(users, id)
    return {
      user,
      held: await read.some(roles, user?.roles ?? []),
      known: await everyPermit(read),
      fresh: await credential(read, 'token'),
    }
  },
  decide: ({ user: id, label, expiresAt, scopes }, { user, held, known, fresh }, now) => {
    if (!user?.active) return refuse('people.unknownUser', { user: id })
    const beyond = beyondReach(now, user.entities)
    if (beyond) return beyond
    const odd = scopes?.find((entry) => !isKnownEntry(entry, known))
    if (odd !== undefined) return refuse('people.unknownPermit', { permit: odd })
    // Else a program whose token has few rights would make itself one that has all.
    const rights = expandPermits(scopes ?? [...held.values()].flatMap(({ permits }) => permits), known)
    const more = [...rights].find((permit) => !now.caller.permits.has(permit))
    if (more !== undefined) return refuse('people.beyondOwnRights', { permit: more })
    if (expiresAt !== null && expiresAt <= fresh.at) return refuse('people.tokenEnded', { at: expiresAt })
    const hash = now.digest(fresh.secret) as Row<typeof tokens>['hash']
    return {
      result: { token: fresh.sealed, reference: referenceOf(hash) },
      changes: [
        add(tokens, { hash, user: user.id, label, createdAt: fresh.at, expiresAt, scopes }),
        tell('people.tokenCreated', { user: user.id, label }),
      ],
    }
  },
})

export const listTokens = query({
  name: 'people.tokens',
  zone: 'setup',
  permit: 'people.read',
  input: shape({ user: idOf('users') }),
  output: shape({ tokens: many(tokenRow) }),
  ask: async ({ user }, read) => ({
    tokens: (await read.ask(tokensOf, { user })).map(({ hash, ...token }) => ({ reference: referenceOf(hash), ...token })),
  }),
})

export const revokeToken = command({
  name: 'people.revokeToken',
  zone: 'setup',
  permit: 'people.write',
  offline: 'never',
  input: shape({ user: idOf('users'), reference: text }),
  output: shape({ reference: text }),
  refusals: ['people.unknownToken'],
  load: ({ user }, read) => read.ask(tokensOf, { user }),
  decide: ({ user, reference }, held) => {
    const token = held.find(({ hash }) => referenceOf(hash) === reference)
    if (!token) return refuse('people.unknownToken', { reference })
    return { result: { reference }, changes: [remove(tokens, token.hash), tell('people.tokenRevoked', { user, label: token.label })] }
  },
})

const sessionRows = many(shape({ reference: text, label: text, createdAt: anInstant, seenAt: anInstant, expiresAt: anInstant, own: flag }))
const shown = (held: readonly { hash: Code<'sessions'> }[], own: { hash: string } | undefined) =>
  held.map(({ hash, ...session }) => ({ reference: referenceOf(hash), ...session, own: hash === own?.hash }) as never)

/** Where somebody is signed in; without a user, where the caller is. Of others it takes the right to read people. */
export const listSessions = query({
  name: 'people.sessions',
  zone: 'setup',
  permit: null,
  input: shape({ user: maybe(idOf('users')) }),
  output: shape({ sessions: sessionRows }),
  refusals: ['people.notYours'],
  ask: async ({ user }, read, { caller }) => {
    if (user !== null && user !== caller.user && !caller.permits.has('people.read')) return refuse('people.notYours')
    const [own] = await read.ask(ownSession, {})
    return { sessions: shown(await read.ask(sessionsOf, { user: user ?? (caller.user as never) }), own) }
  },
})

/** Signs a browser out from afar: one's own, or with the right to change people anybody's. */
export const revokeSession = command({
  name: 'people.revokeSession',
  zone: 'setup',
  permit: null,
  offline: 'local',
  input: shape({ user: maybe(idOf('users')), reference: text }),
  output: shape({ reference: text }),
  refusals: ['people.notYours', 'people.unknownSession'],
  load: ({ user }, read, { caller }) => read.ask(sessionsOf, { user: user ?? (caller.user as never) }),
  decide: ({ user, reference }, held, { caller }) => {
    if (user !== null && user !== caller.user && !caller.permits.has('people.write')) return refuse('people.notYours')
    const session = held.find(({ hash }) => referenceOf(hash) === reference)
    if (!session) return refuse('people.unknownSession', { reference })
    return {
      result: { reference },
      changes: [remove(sessions, session.hash), tell('people.sessionRevoked', { user: user ?? caller.user })],
    }
  },
})
