import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'sales',
    group: 'resource',
    word: 'pricing.ui.calculator',
    opens: '/pricing',
    permit: 'catalog.read',
    order: 30,
    shortcut: 'W',
    icon: 'percent',
  },
]
