import type { Creates, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'resource',
    word: 'rates.list',
    opens: '/rates',
    permit: 'rates.read',
    order: 20,
    shortcut: 'R',
    icon: 'exchange',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'rates.record', opens: '/rates?record=1', permit: 'rates.write', order: 40 },
]
