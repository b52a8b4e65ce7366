import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/recognition', component: () => import('./roll-forward.tsx'), word: 'recognition.ui.title', permit: 'recognition.read' },
  { path: '/accruals/$id', component: () => import('./accrual.tsx'), permit: 'recognition.read' },
]
