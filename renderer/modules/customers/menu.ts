import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'sales',
    group: 'resource',
    word: 'customers.list',
    opens: '/customers',
    permit: 'customers.read',
    order: 10,
    shortcut: 'U',
    icon: 'people',
  },
  {
    zone: 'sales',
    group: 'resource',
    word: 'customers.contacts',
    opens: '/list/customers.contacts',
    permit: 'customers.read',
    order: 15,
    icon: 'user',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'customers.ui.new', opens: '/customers/new', permit: 'customers.write', order: 10 },
]
export const details: Details = { 'customers.list': '/customers/$id', 'customers.contacts': '/customers/$customer' }
