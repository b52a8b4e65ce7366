import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/intercompany/$id', component: () => import('./invoice.tsx'), word: 'intercompany.invoice', permit: 'intercompany.read' },
]
