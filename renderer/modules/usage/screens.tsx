import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/usage', component: () => import('./list.tsx'), word: 'usage.list', permit: 'usage.read' },
  { path: '/incidents', component: () => import('./incidents.tsx'), word: 'usage.incidents', permit: 'usage.read' },
  { path: '/incident-prices', component: () => import('./prices.tsx'), word: 'usage.incidentPrices', permit: 'usage.read' },
]
