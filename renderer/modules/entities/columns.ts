import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'entities.lostNumbers': ['number', 'document', 'customerName', 'issued', 'gross', 'became', 'toldBy', 'foundAt'],
  'entities.list': ['code', 'name', 'country', 'currency', 'taxId', 'culture', 'zone', 'invoicePrefix'],
}
