import { view } from '../kernel/record.ts'
import { anInstant, choice, codeOf, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

/** Everybody who may sign in, with their roles. */
export const userRows = view({
  view: 'people.users',
  row: shape({
    id: idOf('users'),
    login: text,
    name: text,
    email: maybe(text),
    title: maybe(text),
    roles: many(codeOf('roles')),
    entities: maybe(many(codeOf('entities'))),
    active: flag,
  }),
  key: 'id',
  search: ['login', 'name', 'email', 'title'],
  order: ['name'],
})

/** Where everybody is signed in, the last used first. */
export const sessionRows = view({
  view: 'people.sessions',
  row: shape({
    /** The beginning of the fingerprint. */
    reference: text,
    user: idOf('users'),
    userName: text,
    label: text,
    createdAt: anInstant,
    seenAt: anInstant,
    expiresAt: anInstant,
    shownBy: maybe(choice('password', 'code', 'provider')),
  }),
  key: 'reference',
  search: ['userName', 'label'],
  order: ['-seenAt'],
})
