import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/billing/runs', component: () => import('./runs.tsx'), word: 'billing.runs', permit: 'billing.read' },
  { path: '/billing/runs/$run', component: () => import('./run.tsx'), word: 'billing.run', permit: 'billing.read' },
  { path: '/invoices', component: () => import('./invoices.tsx'), word: 'billing.invoices', permit: 'billing.read' },
  { path: '/invoices/new', component: () => import('./by-hand.tsx'), word: 'billing.invoiceByHand', permit: 'billing.post' },
  { path: '/invoices/$invoice', component: () => import('./invoice.tsx'), word: 'billing.invoice', permit: 'billing.read' },
]
