import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'closing.reopenings',
    opens: '/periods',
    permit: 'closing.close',
    task: 'closing.reopenings',
    order: 60,
    icon: 'calendar',
  },
  { zone: 'finance', group: 'activity', word: 'closing.checklist', opens: '/month-end', permit: 'closing.read', order: 53, icon: 'check' },
  { zone: 'finance', group: 'activity', word: 'closing.months', opens: '/periods', permit: 'closing.read', order: 54, icon: 'calendar' },
]
