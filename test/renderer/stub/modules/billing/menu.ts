import type { MenuEntry } from '../../../../../renderer/app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'billing.review',
    opens: '/billing/review',
    permit: 'billing.read',
    task: 'billing.review',
    order: 10,
    icon: 'eye',
  },
  {
    zone: 'finance',
    group: 'task',
    word: 'billing.approve',
    opens: '/billing/approve',
    permit: 'billing.post',
    task: 'billing.approve',
    order: 20,
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'invoices',
    opens: '/list/invoices',
    permit: 'billing.read',
    order: 30,
    shortcut: 'I',
    icon: 'invoice',
  },
  { zone: 'setup', group: 'resource', word: 'entities', opens: '/entities', permit: 'entities.read', order: 10 },
]
