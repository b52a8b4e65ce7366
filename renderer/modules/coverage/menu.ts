import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'operations',
    group: 'task',
    word: 'coverage.toSettle',
    opens: '/list/coverage.waiting',
    permit: 'coverage.read',
    task: 'coverage.toSettle',
    order: 62,
    icon: 'warn',
  },
  {
    zone: 'operations',
    group: 'activity',
    word: 'coverage.list',
    opens: '/list/coverage.list',
    permit: 'coverage.read',
    order: 62,
    icon: 'down',
  },
]
