import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'sales', word: 'sync.ui.due.attention', icon: 'exchange', permit: 'sync.decide', by: 'openedAt', grace: 1, ahead: 1, title: ['matter', 'reference'], about: ['userName', 'deviceName'],
    of: { view: 'sync.attentions', where: () => [{ field: 'state', is: 'in', value: ['open', 'taken'] }] },
  },
  {
    zone: 'sales', word: 'sync.ui.due.told', icon: 'exchange', permit: 'sync.read', by: 'openedAt', grace: 1, ahead: 1, title: ['matter', 'reference'], about: ['userName'],
    of: { view: 'sync.attentions', where: (me) => [{ field: 'assignee', is: 'equal', value: me }, { field: 'kind', is: 'equal', value: 'note' }, { field: 'state', is: 'in', value: ['open', 'taken'] }] },
  },
] // prettier-ignore
