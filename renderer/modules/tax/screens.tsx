import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/tax/new', component: () => import('./new.tsx'), word: 'tax.ui.new', permit: 'tax.write' },
  { path: '/tax/$code', component: () => import('./code.tsx'), word: 'tax.ui.code', permit: 'tax.read' },
]
