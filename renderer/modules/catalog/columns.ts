import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'catalog.list': ['code', 'productFamily', 'kind', 'model', 'revenue', 'version', 'validFrom', 'lineCount', 'active'],
  'catalog.affected': [
    'contractNumber',
    'number',
    'customerName',
    'product',
    'version',
    'currentVersion',
    'behind',
    'quantity',
    'unitPrice',
    'start',
    'entity',
  ],
}
