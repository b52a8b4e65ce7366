import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/transfer', component: () => import('./margins.tsx'), word: 'transfer.margins', permit: 'transfer.read' },
  { path: '/target-margins', component: () => import('./targets.tsx'), word: 'transfer.targets', permit: 'transfer.read' },
  { path: '/transfer/policies/$id', component: () => import('./policy.tsx'), permit: 'transfer.read' },
]
