import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'transfer.policies': ['provider', 'receiver', 'kind', 'method', 'percent', 'rate', 'from', 'end', 'state'],
  'transfer.charges': ['day', 'kind', 'provider', 'receiver', 'customerName', 'contractNumber', 'quantity', 'price'],
  'transfer.targets': ['provider', 'receiver', 'percent', 'from', 'end', 'state', 'agreement', 'proposedByName', 'approvedByName'],
  'transfer.runs': ['number', 'until', 'state', 'portions', 'charges', 'journals', 'createdAt', 'postedAt'],
}
