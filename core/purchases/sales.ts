import { yearOf, type Day } from '../kernel/day.ts'
import { multiply, plus, ratio, ratioOf, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { tariffOf } from '../catalog/card-prices.ts'
import type { ProductDocument } from '../catalog/document.ts'
import type { ContractLine } from '../contracts/contract.ts'
import type { LineChange } from '../contracts/line-change.ts'
import { timelineOf, type Timeline } from '../contracts/timeline.ts'
import { rate } from '../pricing/rating.ts'
import { none, overlap, periodsIn, type Rhythm, type Window } from './accrual.ts'

type Selling = ProductDocument['sell']
/** How each version of each product is sold, by `product@version`. */
export type Versions = ReadonlyMap<string, Selling>

/** A contract line with its own history: what it sells at which price on which day. */
export interface Sold {
  readonly line: ContractLine
  readonly timeline: Timeline
}
export const soldOf = (line: ContractLine, changes: readonly LineChange[]): Sold => ({ line, timeline: timelineOf(line, changes) })

/** Sold once, on its first day. Everything else is sold period by period. */
export const isOnce = ({ kind }: Pick<ContractLine, 'kind'>): boolean => kind === 'oneOff' || kind === 'prepay'

export type PriceFault = 'purchases.noPrice'

/**
 * What a line brings in between two days, in major units of its currency, exact. Periods are those of its bills, so that what is compared with costs is what
 * the customer pays for these days. A counted line is taken at the quantity that stands on it.
 */
export function salesOf({ line, timeline }: Sold, versions: Versions, window: Window): Ratio | Refusal<PriceFault> {
  let sum = none
  for (const { from, to, quantity, unitPrice, version: number } of timeline.stretches) {
    const shared = overlap(window, from, to)
    if (!shared || (isOnce(line) && shared.from !== line.start)) continue
    const selling = versions.get(`${line.product}@${number}`)
    const rated = selling && ratedOf(line, selling, quantity, unitPrice)
    if (!selling || !rated) return refuse('purchases.noPrice', { line: `${line.number}`, product: line.product, currency: line.currency })
    if (isOnce(line)) return ratioOf(rated)
    const rhythm = rhythmOf(line, selling)
    const basis = ratio(BigInt(rhythm.months), selling.basis === 'year' ? 12n : 1n)
    sum = plus(sum, multiply(multiply(ratioOf(rated), basis), periodsIn(rhythm, shared)))
  }
  return sum
}

/** The price of one period of the product's basis; `undefined` where neither the line nor the product has one. */
function ratedOf(line: ContractLine, selling: Selling, quantity: Decimal, unitPrice: Decimal | null): Decimal | undefined {
  if (unitPrice !== null) return quantity.times(unitPrice)
  const listed = selling.prices.find((price) => price.currency === line.currency)
  if (!listed) return undefined
  return rate(tariffOf(selling, listed), quantity).exact
}

/** A counted quantity belongs to its calendar month, whatever the line says. */
function rhythmOf(line: ContractLine, selling: Selling): Rhythm {
  const january = `${yearOf(line.start)}-01-01` as Day
  if (selling.measure !== 'agreed') return { origin: january, months: 1 }
  const anchored = line.life?.anchorOn ?? line.start
  return { origin: line.anchor === 'anniversary' || line.life?.anchorOn ? anchored : january, months: line.months }
}

/** The quantity that a line sells on each day: from a day on, until the next. A pause in billing is none in what is sold. */
export function quantitiesOf({ line, timeline }: Sold): readonly { readonly from: Day; readonly quantity: Decimal }[] {
  const steps = timeline.stretches.map(({ from, quantity }) => ({ from, quantity }))
  return steps.length > 0 ? steps : [{ from: line.start, quantity: line.quantity }]
}
