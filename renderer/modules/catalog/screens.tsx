import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/products', component: () => import('./list.tsx'), word: 'catalog.list', permit: 'catalog.read' },
  { path: '/products/new', component: () => import('./new.tsx'), word: 'catalog.ui.new', permit: 'catalog.write' },
  { path: '/products/$product', component: () => import('./product.tsx'), word: 'catalog.product', permit: 'catalog.read' },
  { path: '/products/$product/design', component: () => import('./design.tsx'), word: 'catalog.publishVersion', permit: 'catalog.write' },
  { path: '/products/$product/lines', component: () => import('./affected.tsx'), word: 'catalog.affected', permit: 'catalog.read' },
]
