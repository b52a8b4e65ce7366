import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'audit.broken',
    opens: '/audit/broken',
    permit: 'audit.read',
    task: 'audit.broken',
    order: 30,
    icon: 'shield',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'module.audit',
    opens: '/audit',
    permit: 'audit.read',
    order: 70,
    shortcut: 'K',
    icon: 'shield',
  },
]
