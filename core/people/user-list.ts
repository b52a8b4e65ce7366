import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, many, shape } from '../kernel/shape.ts'
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
  output: shape({ roles: many(roles.shape) }),
  ask: async (_input, read) => ({ roles: await read.list(roles, { order: ['name'], limit: 1000 }) }),
})
