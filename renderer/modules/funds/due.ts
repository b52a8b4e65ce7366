import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'operations', word: 'funds.ui.due.lapses', icon: 'money', permit: 'funds.write', by: 'nextExpiry', ahead: 14, back: 0, title: ['customerName'], about: ['name', 'contractNumber'], amount: 'deferred',
    of: { view: 'funds.list' },
  },
] // prettier-ignore
