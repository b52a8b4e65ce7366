import { record } from '../kernel/record.ts'
import { anInstant, choice, codeOf, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

/** A person who signs in, or a program that does so by a token. */
export const users = record(
  'users',
  shape({
    id: idOf('users'),
    login: text,
    name: text,
    email: maybe(text),
    title: maybe(text),
    /** Language and culture the person chose; until then the browser's or the system's count. */
    language: maybe(text),
    culture: maybe(text),
    theme: maybe(choice('light', 'dark', 'system')),
    roles: many(codeOf('roles')),
    /** Legal entities whose records the person sees; `null` means all. */
    entities: maybe(many(codeOf('entities'))),
    active: flag,
    /** Whose customers a device in the field carries; `null` means all that the person sees. */
    territories: maybe(many(codeOf('territories'))),
  }),
  {
    key: 'id',
    devices: ['always'],
    personal: { keep: 'use', fields: { login: 'user.login', name: 'user.name', email: 'user.email', title: 'user.role' } },
  },
)

/** A bundle of permits, as data. `*` stands for every permit, `module.*` for a module's. */
export const roles = record('roles', shape({ code: codeOf('roles'), name: text, permits: many(text) }), {
  key: 'code',
  devices: ['always'],
  personal: { keep: 'use', not: ['name'] },
})

/** The argon2id verifier of a person's password. */
export const passwords = record('passwords', shape({ user: idOf('users'), verifier: text }), { key: 'user', secret: true })

/** A browser that is signed in. The key is the SHA-256 of the cookie, never the cookie. */
export const sessions = record(
  'sessions',
  shape({
    hash: codeOf('sessions'),
    user: idOf('users'),
    label: text,
    createdAt: anInstant,
    seenAt: anInstant,
    expiresAt: anInstant,
    /** What the person has shown: a password, a code of the second factor too, or a provider's word. Empty: from before this was kept. */
    shownBy: maybe(choice('password', 'code', 'provider')),
  }),
  { key: 'hash', secret: true, personal: { keep: 'use', fields: { label: 'user.trace' } } },
)

/** A program's credential. The key is the SHA-256 of the token, never the token. */
export const tokens = record(
  'tokens',
  shape({
    hash: codeOf('tokens'),
    user: idOf('users'),
    label: text,
    createdAt: anInstant,
    expiresAt: maybe(anInstant),
    /** Rights of the user that the token has, written as in a role; `null`: all of them. */
    scopes: maybe(many(text, 500)),
  }),
  { key: 'hash', secret: true, personal: { keep: 'use', fields: { label: 'user.trace' } } },
)
