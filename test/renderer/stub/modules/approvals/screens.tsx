import type { Screen } from '../../../../../renderer/app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/approvals', component: () => import('../../../../../renderer/modules/approvals/inbox.tsx') },
]
