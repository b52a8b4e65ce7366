import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'resource',
    word: 'tax.list',
    opens: '/list/tax.list',
    permit: 'tax.read',
    order: 30,
    shortcut: 'X',
    icon: 'percent',
  },
]
export const creates: readonly Creates[] = [{ zone: 'finance', word: 'tax.ui.new', opens: '/tax/new', permit: 'tax.write', order: 50 }]
export const details: Details = { 'tax.list': '/tax/$code' }
