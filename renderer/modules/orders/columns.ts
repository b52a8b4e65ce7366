import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'orders.list': ['number', 'reference', 'title', 'customerName', 'state', 'oneOff', 'monthly', 'ownerName'],
  'orders.lines': ['orderNumber', 'customerName', 'product', 'quantity', 'discountPercent', 'oneOff', 'monthly', 'orderState'],
}
