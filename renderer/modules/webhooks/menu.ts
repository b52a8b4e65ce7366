import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'setup', group: 'task', word: 'webhooks.stopped', opens: '/list/webhooks.list', permit: 'webhooks.write', task: 'webhooks.stopped', order: 30, icon: 'warn' },
  { zone: 'setup', group: 'resource', word: 'webhooks.list', opens: '/list/webhooks.list', permit: 'webhooks.read', order: 32, icon: 'exchange' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'setup', word: 'webhooks.create', opens: '/webhooks/new?back=/list/webhooks.list', permit: 'webhooks.write', order: 60 },
]
export const details: Details = { 'webhooks.list': '/webhooks/$id' }
