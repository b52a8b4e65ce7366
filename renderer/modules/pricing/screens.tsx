import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/pricing', component: () => import('./calculator.tsx'), word: 'pricing.ui.calculator', permit: 'catalog.read' },
]
