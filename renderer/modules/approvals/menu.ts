import type { Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'approvals.open',
    opens: '/approvals',
    permit: 'approvals.decide',
    task: 'approvals.open',
    order: 5,
    icon: 'shield',
  },
  {
    zone: 'sales',
    group: 'activity',
    word: 'approvals.ui.askedByMe',
    opens: '/my-approvals',
    permit: 'approvals.ask',
    order: 60,
    icon: 'shield',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'approvals.list',
    opens: '/all-approvals',
    permit: 'approvals.read',
    order: 70,
    icon: 'shield',
  },
  {
    zone: 'finance',
    group: 'resource',
    word: 'approvals.creditLimits',
    opens: '/list/approvals.creditLimits',
    permit: 'approvals.read',
    order: 70,
    icon: 'money',
  },
  {
    zone: 'setup',
    group: 'resource',
    word: 'approvals.limits',
    opens: '/approval-limits',
    permit: 'approvals.read',
    order: 60,
    icon: 'shield',
  },
]
export const details: Details = { 'approvals.list': '/approvals/$id', 'approvals.creditLimits': '/customers/$customer' }
