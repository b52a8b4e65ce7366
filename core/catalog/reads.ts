import { question, view } from '../kernel/record.ts'
import { aDay, choice, codeOf, count, flag, maybe, shape, someData, text } from '../kernel/shape.ts'
import { priceModels } from './price.ts'

/** Products with what their current version says, and how many contract lines sell them. */
export const productRows = view({
  view: 'catalog.list',
  row: shape({
    code: codeOf('products'),
    names: someData,
    kind: choice('oneOff', 'recurring', 'prepay', 'consumption'),
    model: choice(...priceModels),
    basis: choice('month', 'year'),
    measure: choice('agreed', 'counted'),
    revenue: choice('recurring', 'consumption', 'services', 'hardware'),
    unit: someData,
    prices: someData,
    serviceCode: maybe(text),
    version: count,
    validFrom: aDay,
    lineCount: count,
    active: flag,
  }),
  key: 'code',
  search: ['code', 'names'],
  order: ['code'],
})

/** How many contract lines hold to each version of a product. */
export const linesByVersion = question(
  'catalog.linesByVersion',
  shape({ product: codeOf('products') }),
  shape({ version: count, lineCount: count }),
)
