import type { Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'setup', group: 'task', word: 'privacy.waiting', opens: '/list/privacy.erasures', permit: 'privacy.decide', task: 'privacy.waiting', order: 20, icon: 'eye' },
  { zone: 'setup', group: 'activity', word: 'privacy.people', opens: '/list/privacy.people', permit: 'privacy.read', order: 87, icon: 'user' },
  { zone: 'setup', group: 'activity', word: 'privacy.erasures', opens: '/list/privacy.erasures', permit: 'privacy.read', order: 88, icon: 'user' },
  { zone: 'setup', group: 'activity', word: 'privacy.retention', opens: '/privacy/retention', permit: 'privacy.read', order: 89, icon: 'calendar' },
] // prettier-ignore
export const details: Details = { 'privacy.people': '/privacy/people/$id', 'privacy.erasures': '/privacy/erasures/$id' }
