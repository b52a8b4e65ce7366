import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/suppliers', component: () => import('./suppliers.tsx'), word: 'purchases.suppliers', permit: 'purchases.read' },
  { path: '/suppliers/$supplier', component: () => import('./supplier.tsx'), word: 'purchases.suppliers', permit: 'purchases.read' },
  { path: '/contracts/$contract/purchases', component: () => import('./contract.tsx'), word: 'purchases.get', permit: 'purchases.read' },
  { path: '/margins', component: () => import('./watch.tsx'), word: 'purchases.watch', permit: 'purchases.read' },
  { path: '/exposure', component: () => import('./exposure.tsx'), word: 'purchases.exposure', permit: 'purchases.read' },
  { path: '/purchase-orders/new', component: () => import('./new-order.tsx'), word: 'purchases.draftOrder', permit: 'purchases.write' },
  {
    path: '/purchase-orders/$id',
    component: () => import('./purchase-order.tsx'),
    word: 'purchases.purchaseOrder',
    permit: 'purchases.read',
  },
]
