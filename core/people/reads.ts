import { view } from '../kernel/record.ts'
import { codeOf, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

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
