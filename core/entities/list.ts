import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, many, shape } from '../kernel/shape.ts'
import { entities, groups } from './entity.ts'
import { entityRows } from './reads.ts'

export const listEntities = listing({ name: 'entities.list', zone: 'finance', permit: 'entities.read', view: entityRows })

/** The group of the house, and those that were bought. */
export const listGroups = query({
  name: 'entities.groups',
  zone: 'finance',
  permit: 'entities.read',
  input: shape({}),
  output: shape({ groups: many(groups.shape) }),
  ask: async (_input, read) => ({ groups: await read.list(groups, { order: ['code'], limit: 1000 }) }),
})

/** One legal entity in full, as its form needs it. */
export const getEntity = query({
  name: 'entities.get',
  zone: 'finance',
  permit: 'entities.read',
  input: shape({ entity: codeOf('entities') }),
  output: entities.shape,
  refusals: ['entities.unknown'],
  ask: async ({ entity }, read) => (await read.get(entities, entity)) ?? refuse('entities.unknown', { entity }),
})
