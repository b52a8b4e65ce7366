import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'coverage.list': ['day', 'kind', 'label', 'customerName', 'contractNumber', 'rung', 'quantity', 'unit'],
  'coverage.waiting': ['day', 'kind', 'label', 'customerName', 'contractNumber', 'refusal', 'since'],
}
