import { view } from '../kernel/record.ts'
import { aCurrency, codeOf, count, shape, text } from '../kernel/shape.ts'

/** Legal entities with the group that they consolidate into. */
export const entityRows = view({
  view: 'entities.list',
  row: shape({
    code: codeOf('entities'),
    name: text,
    country: text,
    currency: aCurrency,
    groupName: text,
    groupCurrency: aCurrency,
    fiscalYearStart: count,
    taxId: text,
    culture: text,
    zone: text,
    invoicePrefix: text,
    paymentDays: count,
  }),
  key: 'code',
  search: ['code', 'name', 'taxId'],
  order: ['code'],
  entityField: 'code',
})
