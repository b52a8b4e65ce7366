import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'finance', word: 'payables.ui.due.toPost', icon: 'file', permit: 'payables.post', by: 'due', ahead: 7, title: ['supplierName'], about: ['number', 'state'], amount: 'gross',
    of: { view: 'payables.invoices', where: () => [{ field: 'state', is: 'in', value: ['exception', 'ready'] }] },
  },
  {
    zone: 'finance', word: 'payables.ui.due.toPay', icon: 'money', permit: 'payables.pay', by: 'due', ahead: 7, title: ['supplierName'], about: ['number', 'entity'], amount: 'open',
    of: { view: 'payables.open' },
  },
  {
    zone: 'finance', word: 'payables.ui.due.toRelease', icon: 'shield', permit: 'payables.release', by: 'payOn', ahead: 7, title: ['entity'], about: [], amount: 'amount',
    of: { view: 'payables.proposals', where: () => [{ field: 'state', is: 'equal', value: 'proposed' }] },
  },
] // prettier-ignore
