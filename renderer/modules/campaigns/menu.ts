import type { Creates, Details, MenuEntry } from '../../app/menu.ts'

export const entries: readonly MenuEntry[] = [
  { zone: 'sales', group: 'task', word: 'campaigns.toHandOver', opens: '/list/campaigns.sends', permit: 'campaigns.write', task: 'campaigns.toHandOver', order: 40, icon: 'inbox' },
  { zone: 'sales', group: 'activity', word: 'campaigns.list', opens: '/campaigns', permit: 'campaigns.read', order: 8, shortcut: 'A', icon: 'play' },
  { zone: 'sales', group: 'resource', word: 'campaigns.prospects', opens: '/list/campaigns.prospects', permit: 'campaigns.read', order: 55, icon: 'people' },
] // prettier-ignore
export const creates: readonly Creates[] = [
  { zone: 'sales', word: 'campaigns.ui.new', opens: '/campaigns?new=1', permit: 'campaigns.write', order: 90 },
]
export const details: Details = {
  'campaigns.list': '/campaigns/$id',
  'campaigns.sends': '/campaigns/$campaign',
  'campaigns.members': '/campaigns/$campaign',
}
