import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { builtInOf, roleDefinitions } from './built-in.ts'
import { userRows } from './reads.ts'
import { roles, users } from './user.ts'

export const listUsers = listing({ name: 'people.users', zone: 'setup', permit: 'people.read', view: userRows })

export const getUser = query({
  name: 'people.user',
  zone: 'setup',
  permit: 'people.read',
  input: shape({ user: idOf('users') }),
  output: users.shape,
  refusals: ['people.unknownUser'],
  ask: async ({ user: id }, read) => (await read.get(users, id)) ?? refuse('people.unknownUser', { user: id }),
})

export const listRoles = query({
  name: 'people.roles',
  zone: 'setup',
  permit: 'people.read',
  input: shape({}),
  output: shape({
    roles: many(
      shape({
        ...roles.shape.fields,
        /** The product's present definition; `null` where somebody here made the role. */
        definition: maybe(many(text)),
        /** A built-in role that somebody changed no longer follows the product. */
        changed: flag,
        /** What the product's definition has gained since, and the role does not open. */
        offered: many(text),
      }),
    ),
  }),
  ask: async (_input, read) => {
    const given = new Map((await read.list(roleDefinitions, { limit: 1000 })).map((row) => [row.role, row]))
    const all = await read.list(roles, { order: ['name'], limit: 1000 })
    return {
      roles: all.map((role) => ({
        ...role,
        ...(builtInOf(role, given.get(role.code)) ?? { definition: null, changed: false, offered: [] }),
      })),
    }
  },
})
