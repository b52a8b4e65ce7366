import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'indexation.toReview',
    opens: '/prices',
    permit: 'indexation.approve',
    task: 'indexation.toReview',
    order: 40,
    icon: 'percent',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'indexation.batches',
    opens: '/prices',
    permit: 'indexation.read',
    order: 45,
    icon: 'percent',
  },
  { zone: 'finance', group: 'resource', word: 'indexation.series', opens: '/indices', permit: 'indexation.read', order: 25, icon: 'chart' },
]
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'indexation.propose', opens: '/prices?propose=1', permit: 'indexation.write', order: 50 },
  { zone: 'finance', word: 'indexation.ui.newIndex', opens: '/indices?record=1', permit: 'indexation.write', order: 60 },
]
export const details: Details = {
  'indexation.batches': '/prices/$id',
  'indexation.proposals': '/prices/$batch',
  'indexation.series': '/indices/$code',
}
