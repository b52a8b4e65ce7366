import { view } from '../kernel/record.ts'
import { aDay, aDecimal, choice, codeOf, shape, someData, text } from '../kernel/shape.ts'

export const taxRows = view({
  view: 'tax.list',
  row: shape({
    code: codeOf('taxCodes'),
    names: someData,
    country: text,
    rate: aDecimal,
    category: choice('S', 'Z', 'E', 'AE', 'G', 'O', 'L'),
    short: text,
    notes: someData,
    validFrom: aDay,
  }),
  key: 'code',
  search: ['code', 'names'],
  order: ['code'],
})
