import { addDays, type Day } from '../kernel/day.ts'
import {
  decimalText,
  exactly,
  isLess,
  multiply,
  plus,
  powerOfTen,
  ratio,
  ratioOf,
  ratioText,
  type Decimal,
  type Ratio,
} from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import { exponents, toMinor, type Currency } from '../kernel/money.ts'
import { refused } from '../kernel/refusal.ts'
import { overlap, type Window } from '../purchases/accrual.ts'
import { partsOf, type Bought } from '../purchases/margin.ts'
import type { Sold } from '../purchases/sales.ts'
import type { Exchange } from '../rates/exchange.ts'

/** How far a line may go; `amount` in minor units of `currency`. */
export interface Tolerance {
  readonly quantityPercent: Decimal
  readonly pricePercent: Decimal
  readonly currency: Currency
  readonly amount: bigint
}
/** A line as the supplier invoiced it, for something that was ordered. */
export interface Invoiced {
  readonly supplier: string
  readonly day: Day
  readonly currency: Currency
  readonly net: bigint
  readonly quantity: Decimal | null
  readonly window: Window | null
}
/** What was invoiced of the same cost line before and not taken back. */
export type Before = Pick<Invoiced, 'currency' | 'net' | 'quantity' | 'window'>
export interface Ordered {
  readonly bought: Bought
  readonly sold: Sold | null
  readonly before: readonly Before[]
  /** What came in so far; `null` where nobody counts it, and the schedule says what is delivered. */
  readonly received: Decimal | null
}
export const matchWords = [
  'payables.why.notOrdered', 'payables.why.otherSupplier', 'payables.why.otherCurrency', 'payables.why.notScheduled', 'payables.why.notDelivered', 'payables.why.notReceived',
  'payables.why.tooMany', 'payables.why.tooDear', 'payables.why.tooMuch', 'payables.why.creditedMore', 'payables.why.free',
] as const // prettier-ignore

const hundred = exactly('100')
const sumOf = (minors: readonly bigint[]): bigint => minors.reduce((sum, minor) => sum + minor, 0n)
const more = (value: Decimal, percent: Decimal): Decimal => value.times(hundred.plus(percent)).div(hundred)

/** What the days were planned to cost, and how much of it that is. */
function planned({ bought, sold }: Ordered, window: Window): { readonly minor: bigint; readonly units: Ratio; readonly dearest: Decimal } {
  const parts = partsOf(bought, sold, window)
  const exact = parts.reduce((sum, part) => plus(sum, part.exact), ratio(0n))
  const units = parts.reduce((sum, part) => plus(sum, part.periods === null ? ratioOf(part.quantity) : multiply(ratioOf(part.quantity), part.periods)), ratio(0n))
  const dearest = parts.reduce((most, { terms }) => (terms.unitCost.gt(most) ? terms.unitCost : most), exactly('0'))
  return { minor: toMinor(bought.cost.currency, exact), units, dearest }
} // prettier-ignore

/** More than the price that was agreed by so much that somebody must look at it: beyond the per cent, or beyond the amount. */
function isTooDear(net: bigint, expected: bigint, currency: Currency, tolerance: Tolerance, exchange: Exchange): boolean {
  const over = net - expected
  if (over <= 0n) return false
  const allowed = multiply(ratio(expected), multiply(ratioOf(tolerance.pricePercent), ratio(1n, 100n)))
  if (isLess(allowed, ratio(over))) return true
  const rate = exchange.rate(currency, tolerance.currency)
  // Nobody knows what it is worth: somebody looks.
  if (refused(rate)) return true
  return toMinor(tolerance.currency, multiply(ratio(over, powerOfTen(exponents[currency])), rate)) > tolerance.amount
}

/** The days that one line is compared with. What is bought once is compared as a whole. */
const comparedOf = ({ bought: { cost } }: Ordered, window: Window | null): Window | null =>
  cost.months === null ? { from: cost.start, to: addDays(cost.start, 1) } : window

/**
 * Ordered, delivered, invoiced: every reason why somebody should look at a line before it is posted. What is cheaper or less than was ordered passes: a part
 * is invoiced, and the rest comes later.
 */
export function matchLine(line: Invoiced, ordered: Ordered, tolerance: Tolerance, exchange: Exchange): readonly Step[] {
  const { cost } = ordered.bought
  const item = ['text', cost.item] as const
  const reasons: Step[] = []
  if (cost.state === 'planned') reasons.push(step('payables.why.notOrdered', { item }))
  if (cost.supplier !== line.supplier) reasons.push(step('payables.why.otherSupplier', { item }))
  if (cost.currency !== line.currency)
    return [...reasons, step('payables.why.otherCurrency', { item, ordered: ['text', cost.currency], invoiced: ['text', line.currency] })]
  const compared = comparedOf(ordered, line.window)
  const plan = compared && planned(ordered, compared)
  if (!plan || plan.units.numerator === 0n) return [...reasons, step('payables.why.notScheduled', { item })]
  if (ordered.received === null && cost.months === null && line.day < cost.start)
    reasons.push(step('payables.why.notDelivered', { item, day: ['day', cost.start] }))
  const before = ordered.before.filter((one) => one.currency === line.currency && (cost.months === null || isWithin(one, compared)))
  const net = sumOf(before.map((one) => one.net))
  if (line.net < 0n) {
    if (net + line.net < 0n) reasons.push(step('payables.why.creditedMore', { item, invoiced: ['money', `${net}`, line.currency] }))
    return reasons
  }
  return [...reasons, ...compare(line, ordered, plan, before, tolerance, exchange)]
}
const isWithin = ({ window }: Before, compared: Window): boolean => window !== null && overlap(compared, window.from, window.to) !== null

function compare(
  { quantity, net, currency }: Invoiced,
  { bought: { cost }, received }: Ordered,
  plan: ReturnType<typeof planned>,
  before: readonly Before[],
  tolerance: Tolerance,
  exchange: Exchange,
): readonly Step[] {
  const item = ['text', cost.item] as const
  const reasons: Step[] = []
  if (quantity !== null) {
    const all = before.reduce((sum, one) => sum.plus(one.quantity ?? exactly('0')), quantity)
    const units = exactly(ratioText(plan.units, 6))
    const given = { item, invoiced: ['decimal', decimalText(all)] } as const
    if (all.gt(more(units, tolerance.quantityPercent)))
      reasons.push(step('payables.why.tooMany', { ...given, ordered: ['decimal', decimalText(units)] }))
    else if (received !== null && all.gt(more(received, tolerance.quantityPercent)))
      reasons.push(step('payables.why.notReceived', { ...given, received: ['decimal', decimalText(received)] }))
    const expected = toMinor(currency, ratioOf(quantity.times(plan.dearest)))
    if (isTooDear(net, expected, currency, tolerance, exchange))
      reasons.push(step('payables.why.tooDear', { item, invoiced: ['money', `${net}`, currency], agreed: ['money', `${expected}`, currency] })) // prettier-ignore
  }
  const all = sumOf(before.map((one) => one.net)) + net
  if (reasons.length === 0 && isTooDear(all, plan.minor, currency, tolerance, exchange))
    reasons.push(step('payables.why.tooMuch', { item, invoiced: ['money', `${all}`, currency], agreed: ['money', `${plan.minor}`, currency] })) // prettier-ignore
  return reasons
}
