import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [{ path: '/updates', component: () => import('./whats-new.tsx') }]
