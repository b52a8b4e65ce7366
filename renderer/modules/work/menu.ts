import type { Creates, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'operations',
    group: 'activity',
    word: 'work.time',
    opens: '/time',
    permit: 'work.read',
    order: 44,
    shortcut: 'T',
    icon: 'clock',
  },
  { zone: 'operations', group: 'activity', word: 'work.expenses', opens: '/expenses', permit: 'work.read', order: 46, icon: 'money' },
]
export const creates: readonly Creates[] = [
  { zone: 'operations', word: 'work.record', opens: '/time?record=1', permit: 'work.record', order: 44 },
  { zone: 'operations', word: 'work.recordExpense', opens: '/expenses?record=1', permit: 'work.record', order: 46 },
]
