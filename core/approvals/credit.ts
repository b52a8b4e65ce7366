import type { Day } from '../kernel/day.ts'
import { multiply, powerOfTen, ratio } from '../kernel/decimal.ts'
import { exponents, money, toMinor, type Currency, type Money } from '../kernel/money.ts'
import { put, remove, type Change } from '../kernel/operation.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import type { Row } from '../kernel/record.ts'
import type { Code, Id } from '../kernel/shape.ts'
import type { Exchange, RateFault } from '../rates/exchange.ts'
import { unbilledOrders } from './credit-limit.ts'

export interface CreditFacts {
  /** `null`: nobody set one, so nothing is checked. */
  readonly limit: Money | null
  /** What is invoiced and not paid, by currency; credit notes count against it. */
  readonly openItems: readonly Money[]
  /** Of that, what was due before today. */
  readonly overdue: readonly Money[]
  /** What was ordered and not billed, by currency. */
  readonly unbilled: readonly Money[]
}
/** All in the limit's currency. */
export interface CreditCheck {
  readonly limit: Money
  readonly openItems: Money
  readonly overdue: Money
  readonly unbilled: Money
  readonly thisOrder: Money
  readonly total: Money
  /** What the limit leaves; negative by what it is exceeded. */
  readonly left: Money
  readonly exceeded: boolean
}

/** What a customer owes with this order, against the limit. `null` where there is no limit. Each sum is converted once, at the rate of one day. */
export function creditCheck(
  { limit, openItems, overdue, unbilled }: CreditFacts,
  thisOrder: Money | null,
  exchange: Exchange,
): CreditCheck | null | Refusal<RateFault> {
  if (limit === null) return null
  const { currency } = limit
  const sums = [openItems, overdue, unbilled, thisOrder === null ? [] : [thisOrder]].map((part) => sumIn(currency, part, exchange))
  const fault = sums.find((part) => refused(part))
  if (fault && refused(fault)) return fault
  const [open, late, ordered, order] = sums as readonly Money[] as readonly [Money, Money, Money, Money]
  const total = money(currency, open.minor + ordered.minor + order.minor)
  const left = money(currency, limit.minor - total.minor)
  return { limit, openItems: open, overdue: late, unbilled: ordered, thisOrder: order, total, left, exceeded: left.minor < 0n }
}

/** Amounts of several currencies in one: what is of one currency is added before it is converted, and rounded once. */
function sumIn(currency: Currency, amounts: readonly Money[], exchange: Exchange): Money | Refusal<RateFault> {
  const byCurrency = new Map<Currency, bigint>()
  for (const amount of amounts) byCurrency.set(amount.currency, (byCurrency.get(amount.currency) ?? 0n) + amount.minor)
  let sum = 0n
  for (const [from, minor] of byCurrency) {
    const rate = exchange.rate(from, currency)
    if (refused(rate)) return rate
    sum += toMinor(currency, multiply(ratio(minor, powerOfTen(exponents[from])), rate))
  }
  return money(currency, sum)
}

/** What was agreed and is not billed counts against the customer's credit from now on; the same again with another amount replaces it. */
export const commitCredit = (of: {
  readonly id: string
  readonly record: string
  readonly subject: string
  readonly customer: Id<'customers'>
  readonly entity: Code<'entities'>
  readonly amount: Money
  readonly since: Day
}): Change => {
  const row: Row<typeof unbilledOrders> = {
    ...of,
    id: of.id as Id<'unbilledOrders'>,
    currency: of.amount.currency,
    amount: of.amount.minor,
  }
  return put(unbilledOrders, row)
}
/** It is billed, or it ended. */
export const releaseCredit = (id: string): Change => remove(unbilledOrders, id)
