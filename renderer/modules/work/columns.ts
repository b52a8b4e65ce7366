import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'work.time': ['day', 'person', 'customerName', 'contractNumber', 'hours', 'bookingType', 'workType', 'note'],
  'work.expenses': ['day', 'person', 'customerName', 'contractNumber', 'expenseKind', 'amount', 'receipt', 'note'],
}
