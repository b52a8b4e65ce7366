import type { Module } from '../kernel/operation.ts'
import { groups, entities, numberSeries } from './entity.ts'

export const entitiesModule = {
  name: 'entities',
  needs: [],
  records: [groups, entities, numberSeries],
  operations: [],
  permits: [],
  events: [],
} as const satisfies Module
