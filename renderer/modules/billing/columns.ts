import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'billing.runs': ['number', 'asOf', 'state', 'kind', 'charges', 'invoices', 'posted', 'blocked', 'createdAt'],
  'billing.invoices': ['number', 'kind', 'customerName', 'issued', 'due', 'net', 'gross', 'entity'],
  'billing.reviewList': ['customerName', 'contractNumber', 'lineNumber', 'product', 'net', 'percent', 'mark', 'review'],
  'billing.chargeList': ['customerName', 'contractNumber', 'lineNumber', 'product', 'from', 'lastDay', 'quantity', 'net', 'entity'],
}
