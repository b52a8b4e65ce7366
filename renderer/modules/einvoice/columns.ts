import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'einvoice.list': ['number', 'customerName', 'state', 'channel', 'issued', 'gross', 'entity', 'kind'],
}
