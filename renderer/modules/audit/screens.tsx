import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/audit', component: () => import('./books.tsx'), word: 'module.audit', permit: 'audit.read' },
  { path: '/audit/broken', component: () => import('./books.tsx'), word: 'audit.broken', permit: 'audit.read' },
]
