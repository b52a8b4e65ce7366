import type { Creates, Details, MenuEntry, Takes } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'operations',
    group: 'task',
    word: 'imports.toReview',
    opens: '/imports/review',
    permit: 'imports.write',
    task: 'imports.toReview',
    order: 30,
    icon: 'eye',
  },
  {
    zone: 'operations',
    group: 'task',
    word: 'imports.unfinished',
    opens: '/imports/unfinished',
    permit: 'imports.write',
    task: 'imports.unfinished',
    order: 40,
    icon: 'pause',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'imports.list',
    opens: '/imports',
    permit: 'imports.read',
    order: 30,
    shortcut: 'M',
    icon: 'upload',
  },
  {
    zone: 'operations',
    group: 'resource',
    word: 'imports.headingMappings',
    opens: '/imports/headings',
    permit: 'imports.read',
    order: 50,
    icon: 'columns',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'operations', word: 'imports.contracts', opens: '/imports/new', permit: 'imports.write', order: 10 },
  { zone: 'operations', word: 'imports.usage', opens: '/imports/new?subject=usage', permit: 'imports.write', order: 12 },
  { zone: 'operations', word: 'imports.incidents', opens: '/imports/new?subject=incidents', permit: 'imports.write', order: 14 },
  { zone: 'operations', word: 'imports.time', opens: '/imports/new?subject=time', permit: 'imports.write', order: 16 },
  { zone: 'operations', word: 'imports.expenses', opens: '/imports/new?subject=expenses', permit: 'imports.write', order: 18 },
]
export const details: Details = { 'imports.list': '/imports/$id' }
export const takes: Takes = { endings: ['xlsx', 'csv', 'tsv', 'txt'], opens: '/imports/new', permit: 'imports.write' }
