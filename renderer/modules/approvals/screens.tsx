import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/approvals', component: () => import('./inbox.tsx') },
  { path: '/my-approvals', component: () => import('./mine.tsx'), permit: 'approvals.ask' },
  { path: '/all-approvals', component: () => import('./all.tsx'), permit: 'approvals.read' },
  { path: '/approval-limits', component: () => import('./limits.tsx'), permit: 'approvals.read' },
  { path: '/approvals/$id', component: () => import('./approval.tsx'), permit: 'approvals.read' },
]
