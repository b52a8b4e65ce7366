import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/consolidation', component: () => import('./group.tsx'), word: 'consolidation.ui.title', permit: 'consolidation.read' },
]
