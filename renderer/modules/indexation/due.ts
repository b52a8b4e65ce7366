import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'finance', word: 'indexation.ui.due.letter', icon: 'mail', permit: 'indexation.approve', by: 'letterOn', ahead: 14, title: ['customerName'], about: ['contractNumber', 'product'], amount: 'morePerYear',
    of: { view: 'indexation.proposals', where: () => [{ field: 'state', is: 'in', value: ['proposed', 'approved'] }] },
  },
] // prettier-ignore
