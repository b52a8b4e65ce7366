import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'intercompany.invoices': ['number', 'kind', 'provider', 'receiver', 'month', 'issued', 'gross', 'printed'],
}
