import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/campaigns', component: () => import('./list.tsx'), word: 'campaigns.list', permit: 'campaigns.read' },
  { path: '/campaigns/$campaign', component: () => import('./campaign.tsx'), word: 'campaigns.get', permit: 'campaigns.read' },
]
