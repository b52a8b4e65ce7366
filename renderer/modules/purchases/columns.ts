import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'purchases.list': ['contractNumber', 'customerName', 'item', 'supplierName', 'quantity', 'unitCost', 'currency', 'termEnd', 'state'],
  'purchases.actuals': ['day', 'contractNumber', 'supplierName', 'item', 'reference', 'amount', 'groupAmount', 'recordedBy'],
  'purchases.orders': ['contractNumber', 'customerName', 'lineNumber', 'effective', 'reason', 'ratesOn', 'recordedAt', 'recordedBy'],
  'purchases.purchaseOrders': ['number', 'supplierName', 'entity', 'state', 'orderedOn', 'amount', 'version', 'lines', 'createdBy'],
}
