import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'adjustments.list': ['reason', 'entity', 'postedOn', 'amount', 'state', 'reversesOn', 'proposedByName', 'number'],
}
