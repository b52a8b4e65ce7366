import type { Due } from '../../app/due.ts'

export const dues: readonly Due[] = [
  {
    zone: 'sales', word: 'contracts.ui.due.ourNotice', icon: 'calendar', permit: 'contracts.write', by: 'supplierNoticeBy', ahead: 30, back: 0, title: ['customerName'], about: ['contractNumber'],
    of: { view: 'contracts.renewals', where: () => [{ field: 'state', is: 'equal', value: 'active' }] },
  },
  {
    zone: 'sales', word: 'contracts.ui.due.theirNotice', icon: 'calendar', permit: 'contracts.write', by: 'customerNoticeBy', ahead: 30, back: 0, title: ['customerName'], about: ['contractNumber'],
    of: { view: 'contracts.renewals', where: () => [{ field: 'state', is: 'equal', value: 'active' }] },
  },
] // prettier-ignore
