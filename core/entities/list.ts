import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, shape } from '../kernel/shape.ts'
import { entities } from './entity.ts'
import { entityRows } from './reads.ts'

export const listEntities = listing({ name: 'entities.list', zone: 'finance', permit: 'entities.read', view: entityRows })

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
