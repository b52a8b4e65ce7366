import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/entities/new', component: () => import('./new.tsx'), word: 'entities.ui.new', permit: 'entities.write' },
  { path: '/entities/$entity', component: () => import('./entity.tsx'), word: 'entities.get', permit: 'entities.read' },
]
