import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/clauses', component: () => import('./list.tsx'), word: 'terms.list', permit: 'terms.read' },
  { path: '/clauses/new', component: () => import('./new.tsx'), permit: 'terms.write' },
  { path: '/clauses/preview', component: () => import('./preview.tsx'), permit: 'terms.read' },
  { path: '/clauses/$id', component: () => import('./clause.tsx'), permit: 'terms.read' },
]
