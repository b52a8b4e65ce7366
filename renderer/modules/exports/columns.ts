import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'exports.list': ['number', 'entity', 'target', 'month', 'state', 'journals', 'debitSum', 'createdBy'],
}
