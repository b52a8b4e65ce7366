import type { FirstColumns } from '../../app/first-columns.ts'

export const columns: FirstColumns = {
  'tax.checks': ['taxId', 'country', 'authority', 'valid', 'registeredTo', 'checkedOn', 'reference', 'recordedBy'],
  'tax.lines': ['number', 'side', 'party', 'postedOn', 'code', 'entityBase', 'outputTax', 'inputTax'],
}
