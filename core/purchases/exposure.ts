import { addDays, daysBetween, earlier, later, type Day } from '../kernel/day.ts'
import { multiply, plus, type Ratio } from '../kernel/decimal.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import { refused } from '../kernel/refusal.ts'
import { none, type Window } from './accrual.ts'
import type { CostLine } from './cost-line.ts'
import type { Exchange } from '../rates/exchange.ts'
import { customerLeaves, supplierLeaves } from './leaving.ts'
import { partsOf } from './margin.ts'
import type { Sold } from './sales.ts'
import { stretchesOf, type Order } from './terms.ts'

/** What we still owe a supplier for days on which the customer may be gone, or on which we no longer need it. */
export interface Exposure {
  readonly cost: CostLine
  readonly sold: Sold | null
  /** The last day on which the customer is bound; `null`: not bound at all. */
  readonly customerTo: Day | null
  readonly customerNoticeBy: Day | null
  readonly supplierTo: Day
  readonly supplierNoticeBy: Day | null
  readonly days: number
  readonly currency: Currency
  readonly amount: bigint
  readonly entityCurrency: Currency
  /** `null`: no rate is published. */
  readonly entityAmount: bigint | null
}

/** The commitment beyond the customer's; `undefined` where there is none. What is bought once binds nobody later. */
export function exposureOf(
  cost: CostLine,
  orders: readonly Order[],
  sold: Sold | null,
  entityCurrency: Currency,
  exchange: Exchange,
  today: Day,
): Exposure | undefined {
  if (cost.state === 'dropped' || cost.months === null) return undefined
  const supplier = supplierLeaves(cost, today)
  if (supplier.lastDay === null) return undefined
  const customer = sold ? customerLeaves(sold.line, today) : { lastDay: null, noticeBy: null }
  // A purchase for the contract as a whole is needed while nobody says when it ends.
  const bound = sold ? (customer.lastDay ?? today) : cost.end
  if (bound === null) return undefined
  const needed = cost.end === null ? bound : earlier(bound, cost.end)
  const from = later(addDays(later(needed, today), 1), cost.start)
  const window: Window = { from, to: addDays(supplier.lastDay, 1) }
  if (window.from >= window.to) return undefined
  // We owe the term, whenever we meant to stop.
  const parts = partsOf({ cost, stretches: stretchesOf({ ...cost, end: null }, orders) }, sold, window)
  const exact = parts.reduce<Ratio>((sum, part) => plus(sum, part.exact), none)
  const amount = toMinor(cost.currency, exact)
  if (amount === 0n) return undefined
  const rate = exchange.rate(cost.currency, entityCurrency)
  return {
    cost,
    sold,
    customerTo: sold ? customer.lastDay : null,
    customerNoticeBy: customer.noticeBy,
    supplierTo: supplier.lastDay,
    supplierNoticeBy: supplier.noticeBy,
    days: daysBetween(window.from, window.to),
    currency: cost.currency,
    amount,
    entityCurrency,
    entityAmount: refused(rate) ? null : toMinor(entityCurrency, multiply(exact, rate)),
  }
}
