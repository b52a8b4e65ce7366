import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/support/installation', component: () => import('./installation.tsx'), word: 'support.installation', permit: 'support.read' },
  { path: '/support/diagnosis', component: () => import('./diagnosis.tsx'), word: 'support.diagnose', permit: 'support.read' },
  { path: '/help', component: () => import('./help.tsx'), word: 'support.ui.help' },
  { path: '/help/new', component: () => import('./whats-new.tsx'), word: 'support.whatsNew' },
]
