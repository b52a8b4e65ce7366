import { decimal, divide, isZero, multiply, plus, powerOfTen, ratio, ratioOf, ratioText, type Decimal, type Ratio } from '../kernel/decimal.ts' // prettier-ignore
import { exponents, toMinor, withinLimit, type Currency } from '../kernel/money.ts'
import { assert } from '../kernel/refusal.ts'
import { tariffOf, termOf } from '../catalog/card-prices.ts'
import type { ProductDocument } from '../catalog/document.ts'
import { rate } from '../pricing/rating.ts'
import type { SaleCost, SaleLine } from './sale.ts'

/** Places of a unit price that is worked out. Source: formulas.md. */
const pricePlaces = 8
const percentPlaces = 4
/** Months that are looked at where no term is agreed. */
export const yearAhead = 12
const hundred = ratio(100n)

export const less = (a: Ratio, b: Ratio): Ratio => plus(a, { numerator: -b.numerator, denominator: b.denominator })
export const ofMinor = (currency: Currency, minor: bigint): Ratio => ratio(minor, powerOfTen(exponents[currency]))
/** Rounded half away from zero. What is out of reach of a price is none. */
export const rounded = (value: Ratio, places: number): Decimal | undefined => decimal(ratioText(value, places))
export const toPlaces = (value: Ratio, places: number): Decimal => {
  const found = rounded(value, places)
  assert(found, 'a number that can be written')
  return found
}

export type Per = SaleLine['per']
export const perOf = (document: ProductDocument): Per => termOf(document)

/** The listed price of one unit; `null` where none is listed in the currency, or it depends on the quantity. */
export function listPriceOf({ sell }: ProductDocument, currency: Currency): Decimal | null {
  const listed = sell.prices.find((price) => price.currency === currency)
  return sell.model === 'flat' && listed ? listed.unitPrice : null
}
export const isListed = ({ sell }: ProductDocument, currency: Currency): boolean => sell.prices.some((p) => p.currency === currency)

export const afterDiscount = (list: Decimal, percent: Decimal): Decimal =>
  toPlaces(multiply(ratioOf(list), divide(less(hundred, ratioOf(percent)), hundred)), pricePlaces)
/** How far an agreed price is below the list, in per cent. */
export const discountOf = (list: Decimal | null, agreed: Decimal | null): Decimal | null =>
  list === null || agreed === null || isZero(list)
    ? null
    : toPlaces(multiply(divide(less(ratioOf(list), ratioOf(agreed)), ratioOf(list)), hundred), percentPlaces)

/** A price that leaves so much on a cost: mark-up counts from the cost, margin from the price. `undefined` where that cannot be written. */
export function priceFromCost(by: 'markUp' | 'margin', percent: Decimal, unitCost: Ratio, currency: Currency): Decimal | undefined {
  const factor = by === 'markUp' ? divide(plus(hundred, ratioOf(percent)), hundred) : divide(hundred, less(hundred, ratioOf(percent)))
  return rounded(multiply(unitCost, factor), exponents[currency])
}

type Quantified = Pick<SaleLine, 'quantity' | 'unitPrice' | 'currency'>
/** What the quantity costs per `per`, exact, in major units; `undefined` where nothing is agreed and nothing listed. */
export function exactOf({ quantity, unitPrice, currency }: Quantified, document: ProductDocument): Ratio | undefined {
  if (unitPrice !== null) return multiply(ratioOf(quantity), ratioOf(unitPrice))
  const listed = document.sell.prices.find((price) => price.currency === currency)
  return listed && ratioOf(rate(tariffOf(document.sell, listed), quantity).exact)
}

export const valueMonths = ({ termMonths }: Pick<SaleLine, 'termMonths'>): number => termMonths ?? yearAhead
/** How many times `per` there is in the months that a line is looked at. */
export const timesIn = (per: Per, months: number): Ratio => (per === 'once' ? ratio(1n) : ratio(BigInt(months), per === 'year' ? 12n : 1n))

export interface Amounts {
  readonly oneOff: bigint
  readonly monthly: bigint
  readonly termValue: bigint
}
/** Each amount is rounded once, from the exact one; `undefined` where one is beyond what any book holds. */
export function amountsOf(exact: Ratio, per: Per, months: number, currency: Currency): Amounts | undefined {
  const once = toMinor(currency, exact)
  const amounts =
    per === 'once'
      ? { oneOff: once, monthly: 0n, termValue: once }
      : {
          oneOff: 0n,
          monthly: toMinor(currency, per === 'year' ? divide(exact, ratio(12n)) : exact),
          termValue: toMinor(currency, multiply(exact, timesIn(per, months))),
        }
  return withinLimit(amounts.termValue) && withinLimit(amounts.monthly) ? amounts : undefined
}

/** What a purchase comes to over the months that its line is looked at, exact, in major units of its own currency. */
export function costExact(
  cost: Pick<SaleCost, 'quantityRule' | 'quantity' | 'unitCost' | 'months'>,
  line: Pick<SaleLine, 'quantity' | 'termMonths'>,
): Ratio {
  const units = cost.quantityRule === 'perUnit' ? cost.quantity.times(line.quantity) : cost.quantity
  const price = multiply(ratioOf(units), ratioOf(cost.unitCost))
  return cost.months === null ? price : multiply(price, ratio(BigInt(valueMonths(line)), BigInt(cost.months)))
}
