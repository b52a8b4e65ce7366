import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'consolidation.retranslations': [
    'currency',
    'groupCurrency',
    'from',
    'resultType',
    'standingType',
    'state',
    'reason',
    'proposedByName',
    'decidedAt',
  ],
}
