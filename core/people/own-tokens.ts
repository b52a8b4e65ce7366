import { addMilliseconds } from '../kernel/day.ts'
import { add, command, query, remove, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import { anInstant, many, shape, text } from '../kernel/shape.ts'
import { credential } from './access.ts'
import { everyPermit, referenceOf, tokenRow } from './credentials.ts'
import { expandPermits, isKnownEntry } from './permits.ts'
import { ownSession, tokensOf } from './questions.ts'
import { tokens, users } from './user.ts'

/** Days for which a token that somebody makes for themselves lasts at most. */
const longest = 366

/** A key for a program of one's own. It has only rights that are named, never more than the caller has, and it ends. No token makes another one. */
export const createOwnToken = command({
  name: 'people.createOwnToken',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ label: text, expiresAt: anInstant, scopes: many(text, 500) }),
  output: shape({ token: text, reference: text }),
  refusals: ['people.noUserOfItsOwn', 'people.onlySignedIn', 'people.unknownPermit', 'people.beyondOwnRights', 'people.tokenTooLong'],
  load: async (_input, read, { caller }) => ({
    user: await read.get(users, caller.user),
    own: (await read.ask(ownSession, {}))[0],
    known: await everyPermit(read),
    fresh: await credential(read, 'token'),
  }),
  decide: ({ label, expiresAt, scopes }, { user, own, known, fresh }, now) => {
    if (!user) return refuse('people.noUserOfItsOwn')
    if (!own) return refuse('people.onlySignedIn')
    const odd = scopes.find((entry) => !isKnownEntry(entry, known))
    if (odd !== undefined || scopes.length === 0) return refuse('people.unknownPermit', { permit: odd ?? '–' })
    const beyond = [...expandPermits(scopes, known)].find((permit) => !now.caller.permits.has(permit))
    if (beyond !== undefined) return refuse('people.beyondOwnRights', { permit: beyond })
    if (expiresAt <= fresh.at || expiresAt > addMilliseconds(fresh.at, longest * 86_400_000))
      return refuse('people.tokenTooLong', { days: String(longest) })
    const hash = now.digest(fresh.secret) as Row<typeof tokens>['hash']
    return {
      result: { token: fresh.sealed, reference: referenceOf(hash) },
      changes: [
        add(tokens, { hash, user: user.id, label, createdAt: fresh.at, expiresAt, scopes: [...new Set(scopes)] }),
        tell('people.tokenCreated', { user: user.id, label }),
      ],
    }
  },
})

export const ownTokens = query({
  name: 'people.ownTokens',
  zone: 'setup',
  permit: null,
  input: shape({}),
  output: shape({ tokens: many(tokenRow) }),
  ask: async (_input, read, { caller }) => ({
    tokens: (await read.ask(tokensOf, { user: caller.user as never })).map(({ hash, ...token }) => ({
      reference: referenceOf(hash),
      ...token,
    })),
  }),
})

export const revokeOwnToken = command({
  name: 'people.revokeOwnToken',
  zone: 'setup',
  permit: null,
  offline: 'never',
  input: shape({ reference: text }),
  output: shape({ reference: text }),
  refusals: ['people.unknownToken'],
  load: (_input, read, { caller }) => read.ask(tokensOf, { user: caller.user as never }),
  decide: ({ reference }, held, { caller }) => {
    const token = held.find(({ hash }) => referenceOf(hash) === reference)
    if (!token) return refuse('people.unknownToken', { reference })
    return {
      result: { reference },
      changes: [remove(tokens, token.hash), tell('people.tokenRevoked', { user: caller.user, label: token.label })],
    }
  },
})
