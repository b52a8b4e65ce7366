import type { Screen } from '../../app/menu.ts'

export const screens: readonly Screen[] = [
  { path: '/account', component: () => import('./me.tsx'), word: 'people.ui.me' },
  { path: '/people/users', component: () => import('./users.tsx'), word: 'people.users', permit: 'people.read' },
  { path: '/people/users/new', component: () => import('./new-user.tsx'), word: 'people.createUser', permit: 'people.write' },
  { path: '/people/users/$user', component: () => import('./user.tsx'), word: 'people.user', permit: 'people.read' },
  { path: '/people/roles', component: () => import('./roles.tsx'), word: 'people.roles', permit: 'people.read' },
  { path: '/people/roles/$role', component: () => import('./role.tsx'), word: 'people.ui.role', permit: 'people.read' },
  { path: '/people/teams', component: () => import('./teams.tsx'), word: 'people.teams', permit: 'people.read' },
  { path: '/people/duties', component: () => import('./duties.tsx'), word: 'people.dutyRules', permit: 'people.read' },
  { path: '/people/sessions', component: () => import('./all-sessions.tsx'), word: 'people.allSessions', permit: 'people.read' },
  { path: '/people/sign-in', component: () => import('./sign-in-rules.tsx'), word: 'people.signInRules', permit: 'people.read' },
]
