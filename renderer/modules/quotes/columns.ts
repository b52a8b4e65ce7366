import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'quotes.list': ['number', 'title', 'customerName', 'state', 'oneOff', 'monthly', 'validUntil', 'ownerName'],
}
