import type { Module } from '../kernel/operation.ts'
import { groups, entities, numberSeries, periods } from './entity.ts'
import { mergedNames, mergedSeries } from './merged.ts'
import { countLostNumbers, listLostNumbers, lostNumberRows, lostNumbers } from './lost-number.ts'
import { getEntity, listEntities, listGroups } from './list.ts'
import { entityRows } from './reads.ts'
import { sayNumbersGiven } from './numbers-given.ts'
import { saveEntity } from './save.ts'
import { countUnfounded } from './unfounded.ts'

export const entitiesModule = {
  name: 'entities',
  needs: [],
  records: [groups, entities, numberSeries, periods, mergedNames, mergedSeries, lostNumbers],
  views: [entityRows, lostNumberRows],
  operations: [listEntities, getEntity, listGroups, saveEntity, listLostNumbers, sayNumbersGiven],
  permits: ['entities.read', 'entities.write'],
  events: ['entities.saved', 'entities.groupSaved', 'entities.numbersGiven'],
  tasks: [
    { name: 'entities.unfounded', zone: 'setup', permit: 'entities.write', count: countUnfounded },
    { name: 'entities.lostDocuments', zone: 'finance', permit: 'entities.write', count: countLostNumbers },
  ],
  // They belong to `entities.foundGroup`, which joins the module in `harmony.ts`.
  says: ['entities.foundGroup', 'entities.groupFounded', 'entities.groupBooksOpen'],
} as const satisfies Module
