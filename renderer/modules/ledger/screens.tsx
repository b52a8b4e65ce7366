import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/balances', component: () => import('./balances.tsx'), permit: 'ledger.read' },
  { path: '/journals/$journal', component: () => import('./journal.tsx'), word: 'ledger.journal', permit: 'ledger.read' },
]
