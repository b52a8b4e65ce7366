import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/contracts', component: () => import('./list.tsx'), word: 'contracts.list', permit: 'contracts.read' },
  { path: '/contract-lines', component: () => import('./lines.tsx'), word: 'contracts.lines', permit: 'contracts.read' },
  { path: '/renewals', component: () => import('./renewals.tsx'), word: 'contracts.renewals', permit: 'contracts.read' },
  { path: '/contracts/new', component: () => import('./new.tsx'), word: 'contracts.open', permit: 'contracts.write' },
  { path: '/contracts/$contract', component: () => import('./contract.tsx'), word: 'contracts.get', permit: 'contracts.read' },
]
