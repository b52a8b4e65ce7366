import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'entities.list': ['code', 'name', 'country', 'currency', 'taxId', 'culture', 'zone', 'invoicePrefix'],
}
