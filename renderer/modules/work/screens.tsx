import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/time', component: () => import('./time.tsx'), word: 'work.time', permit: 'work.read' },
  { path: '/expenses', component: () => import('./expenses.tsx'), word: 'work.expenses', permit: 'work.read' },
]
