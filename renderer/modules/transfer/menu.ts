import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

const proposed = `/list/transfer.policies?f=${encodeURIComponent(JSON.stringify([{ field: 'state', is: 'in', value: ['proposed'] }]))}`

export const entries: readonly MenuEntry[] = [
  {
    zone: 'finance',
    group: 'task',
    word: 'transfer.toApprove',
    opens: proposed,
    permit: 'transfer.approve',
    task: 'transfer.toApprove',
    order: 62,
    icon: 'check',
  },
  { zone: 'finance', group: 'activity', word: 'transfer.margins', opens: '/transfer', permit: 'transfer.read', order: 56, icon: 'chart' },
  {
    zone: 'finance',
    group: 'activity',
    word: 'transfer.charges',
    opens: '/list/transfer.charges',
    permit: 'transfer.read',
    order: 57,
    icon: 'ledger',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'transfer.policies',
    opens: '/list/transfer.policies',
    permit: 'transfer.read',
    order: 58,
    icon: 'list',
  },
  {
    zone: 'finance',
    group: 'activity',
    word: 'transfer.employments',
    opens: '/list/transfer.employments',
    permit: 'transfer.read',
    order: 59,
    icon: 'people',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'finance', word: 'transfer.charge', opens: '/do/transfer.charge?back=/transfer', permit: 'transfer.post', order: 40 },
  {
    zone: 'finance',
    word: 'transfer.proposePolicy',
    opens: '/do/transfer.proposePolicy?back=/list/transfer/policies',
    permit: 'transfer.write',
    order: 41,
  },
  {
    zone: 'finance',
    word: 'transfer.saveEmployment',
    opens: '/do/transfer.saveEmployment?back=/list/transfer/employments',
    permit: 'transfer.write',
    order: 42,
  },
]
export const details: Details = { 'transfer.policies': '/transfer/policies/$id' }
