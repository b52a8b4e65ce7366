import type { Day } from '../kernel/day.ts'
import { divide, multiply, ratio, ratioOf, roundHalfAway, zero, type Decimal } from '../kernel/decimal.ts'
import { assert } from '../kernel/refusal.ts'

/** What drawing needs to know of a lot. */
export interface DrawnLot {
  readonly id: string
  readonly quantity: Decimal
  readonly value: bigint
  readonly priority: number
  readonly start: Day
  readonly expires: Day | null
  readonly remaining: Decimal
  readonly deferred: bigint
  readonly entityValue: bigint
  readonly entityDeferred: bigint
  readonly groupValue: bigint
  readonly groupDeferred: bigint
}

/**
 * Value left in a lot when so much of it remains. What was released is rounded from the start each time, `round(value x drawn / quantity)`, so that however
 * a lot is drawn, its parts come to its value and no penny is lost.
 */
export function deferredIn(lot: Pick<DrawnLot, 'quantity' | 'value'>, remaining: Decimal): bigint {
  return leftOf(lot.value, lot.quantity, remaining)
}
function leftOf(value: bigint, quantity: Decimal, remaining: Decimal): bigint {
  if (value === 0n) return 0n
  const drawn = ratioOf(quantity.minus(remaining))
  return value - roundHalfAway(multiply(ratio(value), divide(drawn, ratioOf(quantity))))
}

/** What is left in the three currencies, each from the amount that was booked in it. */
export const deferredOf = (
  { quantity, value, entityValue, groupValue }: Pick<DrawnLot, 'quantity' | 'value' | 'entityValue' | 'groupValue'>,
  remaining: Decimal,
) => ({
  deferred: leftOf(value, quantity, remaining),
  entityDeferred: leftOf(entityValue, quantity, remaining),
  groupDeferred: leftOf(groupValue, quantity, remaining),
})

/** The lot when so much of it remains. */
export function leaving<L extends DrawnLot>(lot: L, remaining: Decimal): L {
  assert(remaining.gte(0) && remaining.lte(lot.quantity), 'a lot between empty and full')
  return { ...lot, remaining, ...deferredOf(lot, remaining) }
}

/** Lots that can be drawn from on a day, in the order in which they are: priority, earliest expiry (never is last), earliest start, id. Source: billing.md. */
export function usableOn<L extends DrawnLot>(lots: readonly L[], day: Day): L[] {
  return lots
    .filter((lot) => lot.remaining.gt(0) && lot.start <= day && (lot.expires === null || lot.expires >= day))
    .sort(
      (a, b) =>
        a.priority - b.priority ||
        ordered(a.expires ?? never, b.expires ?? never) ||
        ordered(a.start as string, b.start as string) ||
        ordered(a.id, b.id),
    )
}
const never = '9999-12-31'
const ordered = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export interface Taken<L> {
  readonly before: L
  readonly after: L
}
/** Takes so much from the usable lots, an entry larger than the rest of one split over several; `short` is what they do not hold. */
export function take<L extends DrawnLot>(
  lots: readonly L[],
  quantity: Decimal,
  day: Day,
): { readonly taken: Taken<L>[]; readonly short: Decimal } {
  const taken: Taken<L>[] = []
  let short = quantity
  for (const lot of usableOn(lots, day)) {
    if (short.lte(0)) break
    const part = short.lt(lot.remaining) ? short : lot.remaining
    taken.push({ before: lot, after: leaving(lot, lot.remaining.minus(part)) })
    short = short.minus(part)
  }
  return { taken, short }
}

export const sumOf = (quantities: readonly Decimal[]): Decimal => quantities.reduce((sum, quantity) => sum.plus(quantity), zero)
