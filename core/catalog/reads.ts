import { question, view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, flag, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'
import { priceModels } from './price.ts'

/** Products with what their current version says, and how many contract lines sell them. */
export const productRows = view({
  view: 'catalog.list',
  row: shape({
    code: codeOf('products'),
    names: someData,
    productFamily: maybe(text),
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

/** Contract lines that go on, with the version of their product that they hold to. */
export const pinnedLines = view({
  view: 'catalog.affected',
  row: shape({
    id: idOf('contractLines'),
    contract: idOf('contracts'),
    contractNumber: text,
    number: count,
    customer: idOf('customers'),
    customerName: text,
    product: codeOf('products'),
    productNames: someData,
    version: count,
    currentVersion: count,
    /** A newer version is on sale. */
    behind: flag,
    quantity: aDecimal,
    /** Agreed; empty: the list price. */
    unitPrice: maybe(aDecimal),
    currency: aCurrency,
    start: aDay,
    end: maybe(aDay),
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['contractNumber', 'customerName', 'product'],
  order: ['contractNumber', 'number'],
  entityField: 'entity',
})
