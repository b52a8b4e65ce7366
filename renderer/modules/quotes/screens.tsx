import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/quotes/edit', component: () => import('./edit.tsx'), word: 'quotes.ui.new', permit: 'quotes.write' },
  { path: '/quotes/$quote', component: () => import('./quote.tsx'), word: 'quotes.get', permit: 'quotes.read' },
]
