import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/tax/new', component: () => import('./new.tsx'), word: 'tax.ui.new', permit: 'tax.write' },
  { path: '/tax/return', component: () => import('./return.tsx'), word: 'tax.return', permit: 'tax.read' },
  { path: '/tax/sales-list', component: () => import('./sales-list.tsx'), word: 'tax.salesList', permit: 'tax.read' },
  { path: '/tax/table', component: () => import('./table.tsx'), word: 'tax.table', permit: 'tax.read' },
  { path: '/tax/$code', component: () => import('./code.tsx'), word: 'tax.ui.code', permit: 'tax.read' },
]
