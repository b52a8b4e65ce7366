import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/payables/record', component: () => import('./record.tsx'), word: 'payables.recordInvoice', permit: 'payables.write' },
  { path: '/payables/invoices/$id', component: () => import('./invoice.tsx'), word: 'payables.invoice', permit: 'payables.read' },
]
