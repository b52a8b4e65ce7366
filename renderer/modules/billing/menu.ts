import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'billing.toPost',
    opens: '/billing/runs',
    permit: 'billing.post',
    task: 'billing.toPost',
    order: 10,
    icon: 'invoice',
  },
  {
    zone: 'finance',
    group: 'task',
    word: 'billing.blockedLines',
    opens: '/billing/runs',
    permit: 'billing.read',
    task: 'billing.blockedLines',
    order: 20,
    icon: 'warn',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'billing.runs',
    opens: '/billing/runs',
    permit: 'billing.read',
    order: 10,
    shortcut: 'B',
    icon: 'play',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'billing.invoices',
    opens: '/invoices',
    permit: 'billing.read',
    order: 20,
    shortcut: 'I',
    icon: 'invoice',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'billing.propose', opens: '/billing/runs?propose=1', permit: 'billing.propose', order: 10 },
  { zone: 'finance', word: 'billing.invoiceByHand', opens: '/invoices/new', permit: 'billing.post', order: 20 },
]
export const details: Details = { 'billing.runs': '/billing/runs/$id', 'billing.invoices': '/invoices/$id' }
