import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/adjustments/$id', component: () => import('./adjustment.tsx'), word: 'adjustments.get', permit: 'adjustments.read' },
]
