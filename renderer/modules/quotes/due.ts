import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'sales', word: 'quotes.ui.due.runsOut', icon: 'draft', permit: 'quotes.write', by: 'validUntil', ahead: 14, title: ['customerName', 'title'], about: ['number', 'title'], amount: 'termValue',
    of: { view: 'quotes.list', where: () => [{ field: 'state', is: 'in', value: ['issued', 'viewed'] }] },
  },
] // prettier-ignore
