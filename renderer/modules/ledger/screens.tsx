import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/journals/$journal', component: () => import('./journal.tsx'), word: 'ledger.journal', permit: 'ledger.read' },
]
