import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/backups', component: () => import('./backups.tsx'), word: 'backups.list', permit: 'backups.manage' },
  { path: '/merges', component: () => import('./merges.tsx'), word: 'backups.merges', permit: 'backups.manage' },
  { path: '/merges/$merge', component: () => import('./merge.tsx'), word: 'backups.merge', permit: 'backups.manage' },
]
