import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/imports', component: () => import('./list.tsx'), word: 'imports.list', permit: 'imports.read' },
  { path: '/imports/new', component: () => import('./new.tsx'), word: 'imports.contracts', permit: 'imports.write' },
  { path: '/imports/headings', component: () => import('./headings-list.tsx'), word: 'imports.headingMappings', permit: 'imports.read' },
  { path: '/imports/review', component: () => import('./to-review.tsx'), word: 'imports.toReview', permit: 'imports.write' },
  { path: '/imports/unfinished', component: () => import('./unfinished.tsx'), word: 'imports.unfinished', permit: 'imports.write' },
  { path: '/imports/$import', component: () => import('./result.tsx'), word: 'imports.get', permit: 'imports.read' },
]
