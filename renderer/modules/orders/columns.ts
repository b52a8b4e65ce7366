import type { FirstColumns } from '../../app/first-columns.ts'
import { firstWidths } from '../../kit/grid/first-widths.ts'

firstWidths('orders.list', { reference: 140 })

export const columns: FirstColumns = {
  'orders.list': ['number', 'reference', 'title', 'customerName', 'state', 'oneOff', 'monthly', 'ownerName'],
  'orders.lines': ['orderNumber', 'customerName', 'product', 'quantity', 'discountPercent', 'oneOff', 'monthly', 'orderState'],
}
