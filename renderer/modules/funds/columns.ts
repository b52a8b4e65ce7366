import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'funds.movements': ['day', 'fundName', 'customerName', 'contractNumber', 'act', 'quantity', 'balance', 'value'],
}
