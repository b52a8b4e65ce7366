import { addDays, addMonths, earlier, later, daysBetween, type Day } from '../kernel/day.ts'
import {
  decimal,
  decimalText,
  multiply,
  one,
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
import { refused, type Refusal } from '../kernel/refusal.ts'
import { none, overlap, periodsIn, type Window } from './accrual.ts'
import type { Figure } from './change-order.ts'
import type { CostActual, CostLine, CostTerms } from './cost-line.ts'
import type { Exchange, RateFault } from '../rates/exchange.ts'
import { isOnce, quantitiesOf, salesOf, type PriceFault, type Sold, type Versions } from './sales.ts'
import type { CostStretch } from './terms.ts'

export type MarginFault = RateFault | PriceFault

export const sides = ['transaction', 'entity', 'group'] as const
/** One value for each of the three currencies that every financial line carries. */
export type Three<T> = Readonly<Record<(typeof sides)[number], T>>
type Currencies = Three<Currency>
const three = <T>(of: (side: (typeof sides)[number]) => T): Three<T> => ({
  transaction: of('transaction'),
  entity: of('entity'),
  group: of('group'),
})

/** A cost line with what it costs and what it did cost. */
export interface Bought {
  readonly cost: CostLine
  readonly stretches: readonly CostStretch[]
  readonly actuals: readonly CostActual[]
}
/** What is sold, on a line or not, and what is bought for it. */
export interface Trade {
  /** `null`: bought for the contract as a whole. */
  readonly sold: Sold | null
  readonly bought: readonly Bought[]
}
export interface CostAmount {
  readonly cost: CostLine
  readonly planned: Three<bigint>
  readonly actual: Three<bigint>
}
export interface Margin {
  readonly sold: Sold | null
  readonly window: Window
  readonly planned: readonly Figure[]
  readonly actual: readonly Figure[]
  readonly costs: readonly CostAmount[]
  readonly steps: readonly Step[]
}

/** What a cost line comes to at one set of terms: exact, in major units of its currency. */
interface Part {
  readonly terms: CostTerms
  readonly quantity: Decimal
  /** `null`: bought once. */
  readonly periods: Ratio | null
  readonly exact: Ratio
}

/** What is bought between two days. What is bought once counts on its first day. */
export function partsOf({ cost, stretches }: Pick<Bought, 'cost' | 'stretches'>, sold: Sold | null, window: Window): readonly Part[] {
  const steps = sold ? quantitiesOf(sold) : []
  return stretches.flatMap(({ from, to, terms }) => {
    const shared = overlap(window, from, to)
    if (!shared) return []
    const part = (units: Decimal, periods: Ratio | null): Part => {
      const quantity = terms.quantityRule === 'perUnit' ? terms.quantity.times(units) : terms.quantity
      const price = ratioOf(quantity.times(terms.unitCost))
      return { terms, quantity, periods, exact: periods === null ? price : multiply(price, periods) }
    }
    if (cost.months === null) return shared.from === cost.start ? [part(unitsOn(steps, cost.start), null)] : []
    const rhythm = { origin: cost.start, months: cost.months }
    return cuts(terms, steps, shared).map((cut) => part(unitsOn(steps, cut.from), periodsIn(rhythm, cut)))
  })
}
type Steps = ReturnType<typeof quantitiesOf>
/** Before its first day a line is counted at what it begins with, after its last at what it ended with. */
const unitsOn = (steps: Steps, day: Day): Decimal => (steps.findLast(({ from }) => from <= day) ?? steps[0])?.quantity ?? one
/** Where it is bought per unit, a stretch is cut on each day on which the quantity that is sold changes. */
function cuts({ quantityRule }: CostTerms, steps: Steps, window: Window): readonly Window[] {
  if (quantityRule === 'fixed') return [window]
  const days = steps.map(({ from }) => from).filter((day) => day > window.from && day < window.to)
  return [window.from, ...days].map((from, i) => ({ from, to: days[i] ?? window.to }))
}

/** Exact amounts in whatever currencies, in one: each at its rate, the sum rounded once. */
function inOne(
  parts: readonly { readonly currency: Currency; readonly exact: Ratio }[],
  to: Currency,
  exchange: Exchange,
): bigint | Refusal<RateFault> {
  let sum = none
  for (const { currency, exact } of parts) {
    const rate = exchange.rate(currency, to)
    if (refused(rate)) return rate
    sum = plus(sum, multiply(exact, rate))
  }
  return toMinor(to, sum)
}
function inThree(parts: Parameters<typeof inOne>[0], currencies: Currencies, exchange: Exchange): Three<bigint> | Refusal<RateFault> {
  const amounts: Record<string, bigint> = {}
  for (const side of sides) {
    const amount = inOne(parts, currencies[side], exchange)
    if (typeof amount !== 'bigint') return amount
    amounts[side] = amount
  }
  return amounts as unknown as Three<bigint>
}

const major = (currency: Currency, minor: bigint): Ratio => ratio(minor, powerOfTen(exponents[currency]))
/** Which share of a document belongs to the window. What was bought once is paid for where it was planned, whenever its document comes. */
function shareOf({ day, from, to }: CostActual, { months, start }: CostLine, window: Window): Ratio {
  const on = months === null ? start : day
  if (from === null || to === null) return ratio(on >= window.from && on < window.to ? 1n : 0n)
  const shared = overlap(window, from, to)
  return shared ? ratio(BigInt(daysBetween(shared.from, shared.to)), BigInt(daysBetween(from, to))) : none
}
/** What was really paid, as the rates of each document's own day made it; only a currency that no document carries is converted on the exchange's day. */
function paidIn({ cost, actuals }: Bought, window: Window, to: Currency, exchange: Exchange): bigint | Refusal<RateFault> {
  return inOne(
    actuals.map((actual) => {
      const share = shareOf(actual, cost, window)
      const { currency, amount, entityCurrency, entityAmount, groupCurrency, groupAmount } = actual
      if (to === groupCurrency) return { currency: to, exact: multiply(major(to, groupAmount), share) }
      if (to === currency) return { currency: to, exact: multiply(major(to, amount), share) }
      return { currency: entityCurrency, exact: multiply(major(entityCurrency, entityAmount), share) }
    }),
    to,
    exchange,
  )
}

/** Margin in per cent of sales, two places; `null` where nothing is sold. */
export const percentOf = (margin: bigint, sales: bigint): Decimal | null =>
  sales === 0n ? null : decimal(ratioText(ratio(margin * 100n, sales), 2))!

export const figuresOf = (currencies: Currencies, sales: Three<bigint>, cost: Three<bigint>): readonly Figure[] =>
  sides.map((side) => {
    const margin = sales[side] - cost[side]
    return {
      currencyOf: side,
      currency: currencies[side],
      sales: sales[side],
      cost: cost[side],
      margin,
      percent: percentOf(margin, sales[side]),
    }
  })
export const added = (amounts: readonly Three<bigint>[]): Three<bigint> => three((side) => amounts.reduce((sum, a) => sum + a[side], 0n))

/**
 * What a line brings in, what is bought for it, and what stays, between two days and in three currencies. Every amount is converted exactly by the rates of
 * the exchange's day, and rounded once per line and currency; what was really paid keeps the rates of its own day.
 */
export function marginOf(
  { sold, bought }: Trade,
  window: Window,
  currencies: Currencies,
  versions: Versions,
  exchange: Exchange,
): Margin | Refusal<MarginFault> {
  const exact = sold ? salesOf(sold, versions, window) : none
  if (refused(exact)) return exact
  const sales = inThree(sold ? [{ currency: sold.line.currency, exact }] : [], currencies, exchange)
  if (refused(sales)) return sales
  const costs: CostAmount[] = []
  const steps: Step[] = sold ? [salesStep(sold, window, sales.transaction)] : []
  for (const one of bought) {
    const parts = partsOf(one, sold, window)
    const planned = inThree(parts.map(({ terms, exact: amount }) => ({ currency: terms.currency, exact: amount })), currencies, exchange) // prettier-ignore
    if (refused(planned)) return planned
    const actual: Record<string, bigint> = {}
    for (const side of sides) {
      const paid = paidIn(one, window, currencies[side], exchange)
      if (typeof paid !== 'bigint') return paid
      actual[side] = paid
    }
    costs.push({ cost: one.cost, planned, actual: actual as unknown as Three<bigint> })
    steps.push(...parts.flatMap((part) => costSteps(part, currencies.transaction, exchange)))
  }
  const planned = figuresOf(currencies, sales, added(costs.map((c) => c.planned)))
  steps.push(marginStep(planned[0]!))
  return { sold, window, planned, actual: figuresOf(currencies, sales, added(costs.map((c) => c.actual))), costs, steps }
}

const salesStep = ({ line }: Sold, { from, to }: Window, minor: bigint): Step =>
  step(isOnce(line) ? 'purchases.step.sale.once' : 'purchases.step.sale.days', {
    line: ['count', `${line.number}`],
    product: ['text', line.description ?? line.product],
    amount: ['money', minor.toString(), line.currency],
    ...(isOnce(line) ? {} : { from: ['day', from] as const, to: ['day', addDays(to, -1)] as const }),
  })

function costSteps({ terms, quantity, periods, exact }: Part, into: Currency, exchange: Exchange): readonly Step[] {
  const { item, currency, unitCost } = terms
  const rate = exchange.rate(currency, into)
  const cost = step(periods === null ? 'purchases.step.cost.once' : 'purchases.step.cost.periods', {
    item: ['text', item],
    quantity: ['decimal', decimalText(quantity)],
    cost: ['decimal', decimalText(unitCost), currency],
    ...(periods === null ? {} : { periods: ['decimal', ratioText(periods, 6)] as const }),
    amount: ['money', toMinor(currency, exact).toString(), currency],
  })
  if (currency === into || refused(rate)) return [cost]
  const converted = step('purchases.step.rate', {
    currency: ['text', currency],
    rate: ['decimal', ratioText(rate, 8), into],
    day: ['day', exchange.day],
    amount: ['money', toMinor(into, multiply(exact, rate)).toString(), into],
  })
  return [cost, converted]
}
const marginStep = ({ currency, sales, cost, margin, percent }: Figure): Step =>
  step(percent === null ? 'purchases.step.margin.nothingSold' : 'purchases.step.margin', {
    sales: ['money', sales.toString(), currency],
    cost: ['money', cost.toString(), currency],
    margin: ['money', margin.toString(), currency],
    ...(percent === null ? {} : { percent: ['percent', decimalText(percent)] as const }),
  })
export const stepWords = [
  'purchases.step.sale.once', 'purchases.step.sale.days', 'purchases.step.cost.once', 'purchases.step.cost.periods', 'purchases.step.rate', 'purchases.step.margin',
  'purchases.step.margin.nothingSold',
] as const // prettier-ignore

/** Months that a running line is looked at over. */
const lookedAhead = 12

/**
 * The days over which a line is compared when nobody says which. One that is sold once: from its first day (or the first purchase before it) for a year, so
 * that all that is bought once for it is in it. One that runs: the year from a day on, or what is left of it.
 */
export function windowOf({ sold, bought }: Trade, day: Day): Window {
  const once = bought.filter(({ cost }) => cost.months === null).map(({ cost }) => cost.start)
  if (sold && !isOnce(sold.line)) {
    const { start, timeline } = { start: sold.line.start, timeline: sold.timeline }
    const stop = timeline.end === null ? null : addDays(timeline.end, 1)
    const from = stop !== null && stop <= day ? later(start, addMonths(stop, -lookedAhead)) : later(start, day)
    const year = addMonths(from, lookedAhead)
    return { from, to: stop === null ? year : earlier(year, stop) }
  }
  const begins = bought.map(({ cost }) => cost.start).reduce(earlier, sold?.line.start ?? bought[0]?.cost.start ?? day)
  // What only runs, for no line in particular, is looked at like a line that runs.
  const from = sold || once.length > 0 ? begins : later(begins, day)
  return { from, to: once.reduce((to, on) => later(to, addDays(on, 1)), addMonths(sold?.line.start ?? from, lookedAhead)) }
}
