import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'approvals.list': ['subject', 'kind', 'customerName', 'amount', 'state', 'askedByName', 'askedAt', 'entity'],
}
