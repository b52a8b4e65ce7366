import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/customers', component: () => import('./list.tsx'), word: 'customers.list', permit: 'customers.read' },
  { path: '/customers/new', component: () => import('./new.tsx'), word: 'customers.ui.new', permit: 'customers.write' },
  { path: '/customers/$customer', component: () => import('./customer.tsx'), word: 'customers.get', permit: 'customers.read' },
]
