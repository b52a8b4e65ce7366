import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'recognition.accruals': ['number', 'period', 'state', 'lines', 'journals', 'blocked', 'entities', 'createdBy', 'postedAt'],
  'recognition.prepaidCosts': ['supplierName', 'description', 'entity', 'from', 'to', 'total', 'left', 'state'],
  'recognition.charges': ['customerName', 'contractNumber', 'product', 'invoiceNumber', 'to', 'total', 'deferred', 'state'],
  'recognition.accrualLines': ['customerName', 'contractNumber', 'lineNumber', 'product', 'from', 'to', 'earnedDays', 'net', 'amount'],
}
