import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/field/waiting', component: () => import('./waiting.tsx'), word: 'sync.attentions', permit: 'sync.read' },
  { path: '/field/waiting/$id', component: () => import('./conflict.tsx'), permit: 'sync.read' },
  { path: '/field/outbox', component: () => import('./outbox.tsx') },
  { path: '/field/devices', component: () => import('./devices.tsx'), word: 'sync.devices', permit: 'sync.read' },
]
