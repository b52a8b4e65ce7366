import type { Creates, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'operations',
    group: 'activity',
    word: 'usage.list',
    opens: '/usage',
    permit: 'usage.read',
    order: 40,
    icon: 'chart',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'usage.incidents',
    opens: '/incidents',
    permit: 'usage.read',
    order: 42,
    icon: 'warn',
  },
  {
    zone: 'operations',
    group: 'resource',
    word: 'usage.incidentPrices',
    opens: '/incident-prices',
    permit: 'usage.read',
    order: 40,
    icon: 'percent',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'operations', word: 'usage.record', opens: '/usage?record=1', permit: 'usage.record', order: 40 },
  { zone: 'operations', word: 'usage.recordIncident', opens: '/incidents?record=1', permit: 'usage.record', order: 42 },
]
