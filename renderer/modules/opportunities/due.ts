import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'sales', word: 'opportunities.ui.due.activity', icon: 'clock', permit: 'opportunities.write', by: 'dueOn', ahead: 7, title: ['topic'], about: ['customerName', 'leadName', 'dueTime'],
    of: { view: 'opportunities.activities', where: (me) => [{ field: 'owner', is: 'equal', value: me }, { field: 'done', is: 'equal', value: false }] },
    opens: (row) => (row['opportunity'] ? `/opportunities/${row['opportunity'] as string}` : row['lead'] ? `/leads/${row['lead'] as string}` : row['customer'] ? `/customers/${row['customer'] as string}` : '/my-day'),
  },
  {
    zone: 'sales', word: 'opportunities.ui.due.visit', icon: 'pin', permit: 'opportunities.write', by: 'day', ahead: 7, title: ['customerName', 'leadName'], about: ['purpose', 'dueTime'],
    of: { view: 'opportunities.visits', where: (me) => [{ field: 'owner', is: 'equal', value: me }, { field: 'state', is: 'equal', value: 'planned' }] },
    opens: (row) => (row['customer'] ? `/customers/${row['customer'] as string}` : row['lead'] ? `/leads/${row['lead'] as string}` : '/my-day'),
  },
  {
    zone: 'sales', word: 'opportunities.ui.due.nextStep', icon: 'chart', permit: 'opportunities.write', by: 'nextStepOn', ahead: 7, title: ['name'], about: ['customerName', 'nextStep'], amount: 'amount',
    of: { view: 'opportunities.list', where: (me) => [{ field: 'owner', is: 'equal', value: me }, { field: 'outcome', is: 'equal', value: 'open' }] },
  },
] // prettier-ignore
