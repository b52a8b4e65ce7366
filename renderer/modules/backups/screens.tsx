import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/backups', component: () => import('./backups.tsx'), word: 'backups.list', permit: 'backups.manage' },
]
