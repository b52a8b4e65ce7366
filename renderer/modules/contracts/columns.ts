import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'contracts.lines': ['contractNumber', 'number', 'customerName', 'product', 'description', 'quantity', 'unitPrice', 'state', 'billedTo'],
  'contracts.renewals': [
    'contractNumber',
    'customerName',
    'product',
    'state',
    'renewalMode',
    'termEnd',
    'customerNoticeBy',
    'supplierNoticeBy',
    'valuePerYear',
  ],
}
