import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'operations',
    group: 'task',
    word: 'funds.toTopUp',
    opens: '/funds',
    permit: 'funds.read',
    task: 'funds.toTopUp',
    order: 60,
    icon: 'money',
  },
  { zone: 'operations', group: 'activity', word: 'funds.list', opens: '/funds', permit: 'funds.read', order: 60, icon: 'money' },
  {
    zone: 'operations',
    group: 'activity',
    word: 'funds.movements',
    opens: '/list/funds.movements',
    permit: 'funds.read',
    order: 70,
    icon: 'exchange',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'operations', word: 'funds.open', opens: '/do/funds.open', permit: 'funds.write', order: 60 },
  { zone: 'operations', word: 'funds.draw', opens: '/do/funds.draw', permit: 'funds.draw', order: 70 },
]
export const details: Details = { 'funds.list': '/funds/$id' }
