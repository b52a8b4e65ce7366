import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'funds.movements': ['day', 'fundName', 'customerName', 'contractNumber', 'act', 'quantity', 'balance', 'value'],
  'funds.list': ['name', 'customerName', 'contractNumber', 'unit', 'balance', 'deferred', 'nextExpiry', 'topUpDue'],
  'funds.lots': ['fundName', 'customerName', 'contractNumber', 'number', 'quantity', 'remaining', 'value', 'purchasedOn', 'expires'],
}
