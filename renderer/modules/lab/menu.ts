import type { MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'sales', group: 'resource', word: 'lab.replay', opens: '/price-lab', permit: 'lab.read', order: 35, icon: 'chart' },
]
