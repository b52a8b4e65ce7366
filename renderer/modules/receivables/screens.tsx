import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/receivables/$customer', component: () => import('./account.tsx'), word: 'receivables.account', permit: 'receivables.read' },
  { path: '/receipts/$id', component: () => import('./receipt.tsx'), word: 'receipts', permit: 'receivables.read' },
  { path: '/revaluation', component: () => import('./revaluation.tsx'), word: 'receivables.revaluations', permit: 'receivables.read' },
]
