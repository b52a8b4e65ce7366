import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'sales', word: 'orders.ui.due.sentBack', icon: 'warn', permit: 'orders.write', by: 'changedAt', grace: 1, ahead: 1, title: ['customerName', 'title'], about: ['number', 'reference'], amount: 'oneOff',
    of: { view: 'orders.list', where: (me) => [{ field: 'owner', is: 'equal', value: me }, { field: 'state', is: 'equal', value: 'sentBack' }] },
  },
  {
    zone: 'sales', word: 'orders.ui.due.check', icon: 'eye', permit: 'orders.accept', by: 'capturedAt', grace: 1, ahead: 1, title: ['customerName', 'title'], about: ['number', 'reference'], amount: 'oneOff',
    of: { view: 'orders.list', where: () => [{ field: 'state', is: 'equal', value: 'qualityCheck' }] },
  },
] // prettier-ignore
