import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'activity',
    word: 'consolidation.ui.title',
    opens: '/consolidation',
    permit: 'consolidation.read',
    order: 52,
    icon: 'chart',
  },
]
