import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'setup', group: 'resource', word: 'people.users', opens: '/people/users', permit: 'people.read', order: 10, icon: 'people' },
  { zone: 'setup', group: 'resource', word: 'people.roles', opens: '/people/roles', permit: 'people.read', order: 20, icon: 'shield' },
  { zone: 'setup', group: 'resource', word: 'people.teams', opens: '/people/teams', permit: 'people.read', order: 20.4, icon: 'people' },
  {
    zone: 'setup',
    group: 'resource',
    word: 'people.dutyRules',
    opens: '/people/duties',
    permit: 'people.read',
    order: 20.6,
    icon: 'shield',
  },
  {
    zone: 'setup',
    group: 'resource',
    word: 'people.allSessions',
    opens: '/people/sessions',
    permit: 'people.read',
    order: 22,
    icon: 'people',
  },
  {
    zone: 'setup',
    group: 'resource',
    word: 'people.signInRules',
    opens: '/people/sign-in',
    permit: 'people.read',
    order: 24,
    icon: 'shield',
  },
]
export const creates: readonly Creates[] = [
  { zone: 'setup', word: 'people.createUser', opens: '/people/users/new', permit: 'people.write', order: 10 },
  { zone: 'setup', word: 'people.ui.newRole', opens: '/people/roles/new', permit: 'people.write', order: 20 },
]
export const details: Details = { 'people.users': '/people/users/$id', 'people.sessions': '/people/users/$user' }
