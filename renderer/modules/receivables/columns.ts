import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'receivables.accounts': ['customerName', 'entity', 'open', 'credit', 'items', 'due', 'held'],
  'receivables.receipts': ['number', 'customerName', 'receivedOn', 'amount', 'open', 'payer', 'reference', 'entity'],
}
