import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'indexation.batches': ['number', 'effective', 'state', 'dueBy', 'index', 'product', 'looked', 'toReview', 'approvedCount', 'entity'],
  'indexation.proposals': ['customerName', 'contractNumber', 'product', 'oldPrice', 'newPrice', 'rise', 'morePerYear', 'state'],
}
