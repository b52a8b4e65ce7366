import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/periods', component: () => import('./periods.tsx'), word: 'closing.months', permit: 'closing.read' },
]
