import { sensitive } from '../kernel/sensitive.ts'
import {
  aCurrency, aDay, aDecimal, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text, type Of,
} from '../kernel/shape.ts' // prettier-ignore
import { anchors, lineKinds, timings } from '../contracts/contract.ts'
import { figure } from '../purchases/change-order.ts'
import { quantityRules } from '../purchases/cost-line.ts'

/** How a price came about. A `bundle` price is the line's share of what the bundle costs. */
export const priceWays = ['list', 'discount', 'price', 'markUp', 'margin', 'bundle'] as const
/** What a unit price is for. */
export const perTerms = ['once', 'month', 'year'] as const

/** Something that is bought with what is sold. Any number per line, of any supplier, in any currency, on a schedule of its own. */
export const saleCost = shape({
  supplier: maybe(idOf('suppliers')),
  /** Also where the supplier's own row is not at hand; without a name it is our own people's work. */
  supplierName: maybe(text),
  item: text,
  quantityRule: choice(...quantityRules),
  /** Units, or hours of our own people. */
  quantity: aDecimal,
  currency: aCurrency,
  /** Per unit and period of the rhythm; own labour: the loaded cost of an hour. */
  unitCost: aDecimal,
  /** Months between two purchases; `null`: bought once. */
  months: maybe(count),
  timing: choice(...timings),
  /** First day of its own; `null`: that of the line. */
  start: maybe(aDay),
  /** Months that we are bound to the supplier. */
  termMonths: maybe(count),
  noticeDays: maybe(count),
  extensionMonths: maybe(count),
})
export type SaleCost = Of<typeof saleCost>

/** One thing that is offered or ordered, of any of the four sale kinds, with what it comes to. */
export const saleLine = shape({
  number: count,
  product: codeOf('products'),
  /** Version of the product that it is sold by, from then on. */
  version: count,
  description: maybe(text),
  kind: choice(...lineKinds),
  quantity: aDecimal,
  currency: aCurrency,
  per: choice(...perTerms),
  /** Price of one unit as listed; `null` where nothing is listed, or prices depend on the quantity. */
  listPrice: maybe(aDecimal),
  priceBy: choice(...priceWays),
  /** Discount, mark-up or margin, as `priceBy` says. */
  percent: maybe(aDecimal),
  /** Agreed price of one unit; `null`: by the bands of the product's version. */
  unitPrice: maybe(aDecimal),
  /** What the agreed price is below the listed one; below zero where it is above. */
  discountPercent: maybe(aDecimal),
  bundle: maybe(text),
  /** Offered beside the rest: it counts only where it is chosen. */
  optional: flag,
  chosen: flag,
  /** Months in a billing period, as on contract lines. */
  months: count,
  timing: choice(...timings),
  anchor: choice(...anchors),
  start: maybe(aDay),
  end: maybe(aDay),
  /** First term; `null`: until further notice. */
  termMonths: maybe(count),
  taxCodes: many(codeOf('taxCodes'), 5),
  project: maybe(text),
  costCentre: maybe(text),
  /** Of a prepaid line: the fund that it fills; without one the paid invoice opens it. */
  fund: maybe(idOf('funds')),
  /** What is paid once; what a month costs; what it comes to over its term, or over a year where it has none. */
  oneOff: minorIn('currency'),
  monthly: minorIn('currency'),
  termValue: minorIn('currency'),
})
export type SaleLine = Of<typeof saleLine>
/** A line with what is bought for it, as quotes keep it. */
export const saleLineWithCosts = shape({ ...saleLine.fields, costs: many(saleCost, 50) })
export type SaleLineWithCosts = Of<typeof saleLineWithCosts>

/** Several lines for one price, which is spread over them to the penny. */
export const bundle = shape({
  name: text,
  /** For all of its lines together, in major units, per whatever they are priced by. */
  price: aDecimal,
})

/** A rate that the margin was worked out with. The last known one counts, however old it is; it says so. */
export const rateUsed = shape({
  from: aCurrency,
  to: aCurrency,
  state: choice('fresh', 'stale', 'missing'),
  /** Eight places, to be read; nothing is converted with it. `null` where there is none. */
  rate: maybe(aDecimal),
  /** The oldest published day that it rests on, and how many days that is before the sale was worked out. */
  published: maybe(aDay),
  ageDays: maybe(count),
  legs: many(shape({ source: text, base: aCurrency, quote: aCurrency, day: aDay, value: text, version: count, inverse: flag }), 10),
})
export type RateUsed = Of<typeof rateUsed>

/** The version of a product whose prices were used, and since when these hold. */
export const priceStamp = shape({ product: codeOf('products'), version: count, validFrom: aDay })

/** What a sale comes to, and what that rests on. */
export const saleSums = {
  currency: aCurrency,
  oneOff: minorIn('currency'),
  monthly: minorIn('currency'),
  /** Over the terms of all lines. */
  termValue: minorIn('currency'),
  oneOffTax: minorIn('currency'),
  monthlyTax: minorIn('currency'),
  /** Sales, cost and margin over the terms, in the currencies of the sale, the legal entity and the group, as far as rates are known. */
  figures: sensitive('margin', many(figure, 3)),
  /** The day it was worked out on. */
  pricedOn: aDay,
  rates: many(rateUsed, 200),
  priceBook: many(priceStamp, 500),
  bundles: many(bundle, 100),
} as const
const sums = shape(saleSums)
export type SaleSums = Of<typeof sums>

/** More lines on one paper are a list of parts, not a sale. */
export const mostLines = 500
