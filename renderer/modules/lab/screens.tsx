import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/price-lab', component: () => import('./lab.tsx'), word: 'lab.replay', permit: 'lab.read' },
]
