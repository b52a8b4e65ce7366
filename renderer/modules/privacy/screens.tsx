import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/privacy/people/$id', component: () => import('./person.tsx'), permit: 'privacy.read' },
  { path: '/privacy/erasures/$id', component: () => import('./erasure.tsx'), permit: 'privacy.read' },
  { path: '/privacy/retention', component: () => import('./retention.tsx'), word: 'privacy.retention', permit: 'privacy.read' },
]
