import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/rates', component: () => import('./list.tsx'), word: 'rates.list', permit: 'rates.read' },
]
