import type { Module } from '../kernel/operation.ts'
import { groups, entities, numberSeries, periods } from './entity.ts'
import { mergedNames, mergedSeries } from './merged.ts'
import { getEntity, listEntities } from './list.ts'
import { entityRows } from './reads.ts'
import { saveEntity } from './save.ts'

export const entitiesModule = {
  name: 'entities',
  needs: [],
  records: [groups, entities, numberSeries, periods, mergedNames, mergedSeries],
  views: [entityRows],
  operations: [listEntities, getEntity, saveEntity],
  permits: ['entities.read', 'entities.write'],
  events: ['entities.saved'],
} as const satisfies Module
