import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/orders/capture', component: () => import('./capture.tsx'), word: 'quotes.ui.newOrder', permit: 'orders.write' },
  { path: '/orders/to-take', component: () => import('./to-take.tsx'), word: 'orders.toTake', permit: 'orders.read' },
  { path: '/orders/$order', component: () => import('./order.tsx'), word: 'orders.get', permit: 'orders.read' },
]
