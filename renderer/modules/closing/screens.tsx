import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/month-end', component: () => import('./checklist.tsx'), word: 'closing.checklist', permit: 'closing.read' },
  { path: '/periods', component: () => import('./periods.tsx'), word: 'closing.months', permit: 'closing.read' },
]
