import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'finance', word: 'billing.ui.due.review', icon: 'play', permit: 'billing.post', by: 'asOf', ahead: 7, title: ['number'], about: ['kind'],
    of: { view: 'billing.runs', where: () => [{ field: 'state', is: 'equal', value: 'proposed' }] },
  },
] // prettier-ignore
