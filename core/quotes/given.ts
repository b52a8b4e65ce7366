import { aCurrency, aDay, aDecimal, choice, codeOf, count, flag, idOf, many, maybe, shape, text, type Of } from '../kernel/shape.ts'
import { anchors, timings } from '../contracts/contract.ts'
import { quantityRules } from '../purchases/cost-line.ts'
import { bundle, mostLines } from './sale.ts'

/** What is said of something that is bought with a line. What is left out follows the supplier or is bought once. */
export const givenSaleCost = shape({
  supplier: maybe(idOf('suppliers')),
  /** Where the supplier's row is not at hand. Without a supplier it is our own people's work. */
  supplierName: maybe(text),
  item: text,
  quantityRule: maybe(choice(...quantityRules)),
  quantity: aDecimal,
  /** Left out: that of the supplier, of own labour that of the legal entity. */
  currency: maybe(aCurrency),
  unitCost: aDecimal,
  months: maybe(count),
  timing: maybe(choice(...timings)),
  start: maybe(aDay),
  termMonths: maybe(count),
  noticeDays: maybe(count),
  extensionMonths: maybe(count),
})
export type GivenSaleCost = Of<typeof givenSaleCost>

/** What is said of a line. Whatever is left out is as the product says. */
export const givenSaleLine = {
  product: codeOf('products'),
  /** Left out: the version that is sold where the call is made. */
  version: maybe(count),
  description: maybe(text),
  quantity: aDecimal,
  /** Left out: by the price that is given, else by the discount, else as listed. */
  priceBy: maybe(choice('list', 'discount', 'price', 'markUp', 'margin')),
  /** Discount, mark-up or margin. */
  percent: maybe(aDecimal),
  unitPrice: maybe(aDecimal),
  bundle: maybe(text),
  /** Offered beside the rest. */
  optional: maybe(flag),
  /** Of an option: the customer wants it. */
  chosen: maybe(flag),
  months: maybe(count),
  timing: maybe(choice(...timings)),
  anchor: maybe(choice(...anchors)),
  start: maybe(aDay),
  end: maybe(aDay),
  termMonths: maybe(count),
  /** Left out: as the product's class of tax and the countries of seller and buyer have it. */
  taxCodes: maybe(many(codeOf('taxCodes'), 5)),
  project: maybe(text),
  costCentre: maybe(text),
  fund: maybe(idOf('funds')),
  /** Left out: what the product says is bought with it. */
  costs: maybe(many(givenSaleCost, 50)),
} as const
export const aGivenSaleLine = shape(givenSaleLine)
export type GivenSaleLine = Of<typeof aGivenSaleLine>

/** What is said of a whole sale, on a quote or an order. */
export const givenSale = {
  entity: codeOf('entities'),
  /** Left out: the customer's, or the legal entity's. */
  currency: maybe(aCurrency),
  /** Of the document; left out: the customer's. */
  language: maybe(text),
  /** The day whose last known exchange rates count; left out: today. */
  pricedOn: maybe(aDay),
  start: maybe(aDay),
  bundles: maybe(many(bundle, 100)),
  lines: many(aGivenSaleLine, mostLines),
} as const
