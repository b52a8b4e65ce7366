import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  {
    path: '/consolidation/currencies/$id',
    component: () => import('./retranslation.tsx'),
    word: 'consolidation.retranslation',
    permit: 'consolidation.read',
  },
  { path: '/consolidation/lines', component: () => import('./lines.tsx'), word: 'consolidation.lines', permit: 'consolidation.read' },
  { path: '/consolidation/query', component: () => import('./query.tsx'), word: 'consolidation.query', permit: 'consolidation.read' },
  { path: '/consolidation', component: () => import('./group.tsx'), word: 'consolidation.ui.title', permit: 'consolidation.read' },
]
