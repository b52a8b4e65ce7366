import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'activity',
    word: 'recurring.ui.title',
    opens: '/recurring',
    permit: 'recurring.read',
    order: 52,
    icon: 'chart',
  },
]
