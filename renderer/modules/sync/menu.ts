import type { Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'sales', group: 'task', word: 'sync.waiting', opens: '/field/waiting', permit: 'sync.decide', task: 'sync.waiting', order: 15, icon: 'exchange' },
  { zone: 'sales', group: 'activity', word: 'sync.attentions', opens: '/field/waiting', permit: 'sync.read', order: 70, icon: 'exchange' },
  { zone: 'setup', group: 'resource', word: 'sync.devices', opens: '/field/devices', permit: 'sync.read', order: 30, icon: 'box' },
  { zone: 'setup', group: 'resource', word: 'customers.territories', opens: '/list/customers.territories', permit: 'customers.write', order: 35, icon: 'globe' },
  { zone: 'setup', group: 'activity', word: 'sync.intents', opens: '/list/sync.intents', permit: 'sync.read', order: 40, icon: 'exchange' },
] // prettier-ignore
export const details: Details = { 'sync.attentions': '/field/waiting/$id' }
