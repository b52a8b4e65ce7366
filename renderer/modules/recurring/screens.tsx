import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/recurring/lines', component: () => import('./lines.tsx'), word: 'recurring.moves', permit: 'recurring.read' },
  { path: '/recurring', component: () => import('./bridge.tsx'), word: 'recurring.ui.title', permit: 'recurring.read' },
]
