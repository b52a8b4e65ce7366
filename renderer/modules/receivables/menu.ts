import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'finance', group: 'activity', word: 'receivables.accounts', opens: '/list/receivables.accounts', permit: 'receivables.read', order: 28, icon: 'users' },
  { zone: 'finance', group: 'activity', word: 'receivables.receipts', opens: '/list/receivables.receipts', permit: 'receivables.read', order: 29, icon: 'money' },
  { zone: 'finance', group: 'activity', word: 'receivables.revaluations', opens: '/revaluation', permit: 'receivables.read', order: 51, icon: 'exchange' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  {
    zone: 'finance',
    word: 'receivables.receive',
    opens: '/do/receivables.receive?back=/list/receivables.receipts',
    permit: 'receivables.write',
    order: 24,
  },
  { zone: 'finance', word: 'receivables.claimRelief', opens: '/do/receivables.claimRelief', permit: 'receivables.writeOff', order: 25 },
]
export const details: Details = { 'receivables.accounts': '/receivables/$customer', 'receivables.receipts': '/receipts/$id' }
