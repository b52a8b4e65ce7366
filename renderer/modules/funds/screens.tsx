import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/funds', component: () => import('./list.tsx'), word: 'funds.list', permit: 'funds.read' },
  { path: '/funds/$id', component: () => import('./fund.tsx'), permit: 'funds.read' },
]
