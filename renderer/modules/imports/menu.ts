import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

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
]
export const creates: readonly Creates[] = [
  { zone: 'operations', word: 'imports.contracts', opens: '/imports/new', permit: 'imports.write', order: 10 },
]
export const details: Details = { 'imports.list': '/imports/$id' }
