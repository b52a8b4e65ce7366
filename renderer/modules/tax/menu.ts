import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'activity',
    word: 'tax.return',
    opens: '/tax/return',
    permit: 'tax.read',
    order: 60,
    icon: 'percent',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'tax.salesList',
    opens: '/tax/sales-list',
    permit: 'tax.read',
    order: 61,
    icon: 'percent',
  },
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
  {
    zone: 'finance',
    group: 'resource',
    word: 'tax.table',
    opens: '/tax/table',
    permit: 'tax.read',
    order: 31,
    icon: 'percent',
  },
  {
    zone: 'finance',
    group: 'resource',
    word: 'tax.checks',
    opens: '/list/tax.checks',
    permit: 'tax.read',
    order: 32,
    icon: 'check',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'tax.ui.new', opens: '/tax/new', permit: 'tax.write', order: 50 },
  { zone: 'finance', word: 'tax.recordCheck', opens: '/do/tax.recordCheck?back=/list/tax.checks', permit: 'tax.write', order: 51 },
]
export const details: Details = { 'tax.list': '/tax/$code', 'tax.lines': '/journals/$journal' }
