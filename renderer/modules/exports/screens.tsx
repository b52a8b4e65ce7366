import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/exports', component: () => import('./overview.tsx'), permit: 'exports.read' },
  { path: '/exports/settings', component: () => import('./settings.tsx'), permit: 'exports.read' },
  { path: '/exports/$id', component: () => import('./batch.tsx'), word: 'exports.batch', permit: 'exports.read' },
]
