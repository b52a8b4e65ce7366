import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'sales',
    group: 'activity',
    word: 'contracts.list',
    opens: '/contracts',
    permit: 'contracts.read',
    order: 10,
    shortcut: 'C',
    icon: 'contract',
  },
  {
    zone: 'sales',
    group: 'activity',
    word: 'contracts.lines',
    opens: '/contract-lines',
    permit: 'contracts.read',
    order: 20,
    shortcut: 'L',
    icon: 'menu',
  },
  {
    zone: 'sales',
    group: 'task',
    word: 'contracts.noticesDue',
    opens: '/renewals',
    permit: 'contracts.write',
    task: 'contracts.noticesDue',
    order: 30,
    icon: 'calendar',
  },
  {
    zone: 'sales',
    group: 'activity',
    word: 'contracts.renewals',
    opens: '/renewals',
    permit: 'contracts.read',
    order: 30,
    icon: 'calendar',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'contracts.open', opens: '/contracts/new', permit: 'contracts.write', order: 20 },
]
export const details: Details = {
  'contracts.list': '/contracts/$id',
  'contracts.lines': '/contracts/$contract',
  'contracts.renewals': '/contracts/$contract',
}
