import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'finance', word: 'receivables.ui.due.overdue', icon: 'invoice', permit: 'receivables.write', by: 'due', ahead: -1, title: ['customerName'], about: ['entity'], amount: 'open',
    of: { view: 'receivables.accounts' },
  },
] // prettier-ignore
