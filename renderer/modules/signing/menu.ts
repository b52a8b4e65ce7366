import type { Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'sales', group: 'activity', word: 'signing.list', opens: '/list/signing.list', permit: 'signing.read', order: 70, icon: 'draft' },
  {
    zone: 'sales',
    group: 'activity',
    word: 'signing.invitations',
    opens: '/list/signing.invitations',
    permit: 'signing.read',
    order: 72,
    icon: 'link',
  },
]
export const details: Details = { 'signing.list': '/signatures/$id' }
