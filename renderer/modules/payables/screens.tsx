import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/payables/record', component: () => import('./record.tsx'), word: 'payables.recordInvoice', permit: 'payables.write' },
  { path: '/payables/invoices/$id', component: () => import('./invoice.tsx'), word: 'payables.invoice', permit: 'payables.read' },
  { path: '/payables/suppliers/$supplier', component: () => import('./account.tsx'), word: 'payables.account', permit: 'payables.read' },
  { path: '/payables/proposals/$id', component: () => import('./proposal.tsx'), word: 'payables.proposal', permit: 'payables.read' },
]
