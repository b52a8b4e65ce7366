import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/prices', component: () => import('./batches.tsx'), word: 'indexation.batches', permit: 'indexation.read' },
  { path: '/prices/$batch', component: () => import('./batch.tsx'), word: 'indexation.batch', permit: 'indexation.read' },
  { path: '/indices', component: () => import('./all-series.tsx'), word: 'indexation.series', permit: 'indexation.read' },
  { path: '/indices/$series', component: () => import('./one-series.tsx'), word: 'indexation.series', permit: 'indexation.read' },
]
