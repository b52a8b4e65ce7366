import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/webhooks/new', component: () => import('./new.tsx'), word: 'webhooks.create', permit: 'webhooks.write' },
  { path: '/webhooks/$id', component: () => import('./webhook.tsx'), permit: 'webhooks.read' },
]
