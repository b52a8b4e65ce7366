import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'sales',
    group: 'resource',
    word: 'catalog.list',
    opens: '/products',
    permit: 'catalog.read',
    order: 20,
    shortcut: 'S',
    icon: 'box',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'catalog.ui.new', opens: '/products/new', permit: 'catalog.write', order: 40 },
]
export const details: Details = { 'catalog.list': '/products/$code' }
