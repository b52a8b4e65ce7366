import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'usage.list': ['day', 'customerName', 'contractNumber', 'lineNumber', 'product', 'kind', 'quantity', 'source', 'recordedBy'],
  'usage.incidents': ['day', 'summary', 'customerName', 'contractNumber', 'priority', 'type', 'standing', 'closedAt'],
  'usage.incidentPrices': [
    'name',
    'customerName',
    'contractNumber',
    'product',
    'type',
    'validFrom',
    'unit',
    'includedCount',
    'includedPer',
  ],
}
