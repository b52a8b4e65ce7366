import { addDays, addMonths, type Day, type Instant } from '../kernel/day.ts'
import { decimalText, exactly, zero, type Decimal } from '../kernel/decimal.ts'
import { assert } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import type { Fund, Lot, Movement } from './fund.ts'
import { leaving, sumOf, take } from './lots.ts'

/** A fund with its lots and what was written into its ledger meanwhile. Lots that nothing touches may be left out. */
export interface Holding {
  readonly fund: Fund
  readonly lots: readonly Lot[]
  readonly movements: readonly Movement[]
}
/** Who records, when, and where ids come from. */
export interface Stamp {
  readonly newId: () => string
  readonly at: Instant
  readonly by: string
}
/** A lot before and after; a new one has no before. */
interface Shift {
  readonly before: Lot | null
  readonly after: Lot
}
type Told = Partial<
  Pick<Movement, 'overdrawn' | 'beyond' | 'bookingType' | 'workType' | 'booked' | 'weight' | 'reference' | 'reverses' | 'reason'>
>

/** Writes one movement: the lots as they are afterwards, the fund's totals, and the line of the ledger that says so. */
export function move(
  { fund, lots, movements }: Holding,
  stamp: Stamp,
  act: Movement['act'],
  day: Day,
  shifts: readonly Shift[],
  told: Told = {},
): Holding {
  const overdrawn = told.overdrawn ?? zero
  const shares = shifts.map(({ before, after }) => ({
    lot: after.id,
    number: after.number,
    quantity: after.remaining.minus(before?.remaining ?? zero),
    value: after.deferred - (before?.deferred ?? 0n),
  }))
  const entityValue = shifts.reduce((sum, { before, after }) => sum + after.entityDeferred - (before?.entityDeferred ?? 0n), 0n)
  const groupValue = shifts.reduce((sum, { before, after }) => sum + after.groupDeferred - (before?.groupDeferred ?? 0n), 0n)
  const quantity = sumOf(shares.map((share) => share.quantity)).minus(overdrawn)
  const value = shares.reduce((sum, share) => sum + share.value, 0n)
  const added = shifts.filter(({ before }) => before === null).map(({ after }) => after)
  const changed = new Map(shifts.map(({ after }) => [after.id, after]))
  const grown = {
    ...fund,
    balance: fund.balance.plus(quantity),
    overdrawn: fund.overdrawn.plus(overdrawn),
    beyond: notBelow(fund.beyond.plus(told.beyond ?? zero)),
    deferred: fund.deferred + value,
    entityDeferred: fund.entityDeferred + entityValue,
    groupDeferred: fund.groupDeferred + groupValue,
    lots: fund.lots + added.length,
    movements: fund.movements + 1,
  }
  assert(grown.overdrawn.gte(0) && grown.deferred >= 0n, 'nothing below nothing in a fund')
  const movement: Movement = {
    id: stamp.newId() as Id<'fundMovements'>,
    fund: fund.id,
    entity: fund.entity,
    number: grown.movements,
    day,
    act,
    bookingType: told.bookingType ?? null,
    workType: told.workType ?? null,
    booked: told.booked ?? null,
    weight: told.weight ?? null,
    quantity,
    overdrawn,
    beyond: told.beyond ?? zero,
    currency: fund.currency,
    value,
    entityCurrency: fund.entityCurrency,
    entityValue,
    groupCurrency: fund.groupCurrency,
    groupValue,
    shares,
    balance: grown.balance,
    deferred: grown.deferred,
    reference: told.reference ?? null,
    reverses: told.reverses ?? null,
    reason: told.reason ?? null,
    recordedAt: stamp.at,
    recordedBy: stamp.by,
  }
  return {
    fund: { ...grown, topUpDue: dueTopUp(grown) },
    lots: [...lots.map((lot) => changed.get(lot.id) ?? lot), ...added],
    movements: [...movements, movement],
  }
}

/** What was billed before the last purchase is not counted any more, so that taking it back counts nothing either. */
const notBelow = (units: Decimal): Decimal => (units.lt(0) ? zero : units)

/** Units that a fund should be topped up by, `null` while it holds enough. */
export function dueTopUp({ topUp, lastPurchase, balance }: Fund): Decimal | null {
  // Before the first purchase nothing is missing, nor after the only one was taken back.
  if (!topUp || topUp.thresholdIn === 'interval' || lastPurchase.lte(0)) return null
  const least = topUp.thresholdIn === 'percent' ? partOf(lastPurchase, topUp.threshold) : topUp.threshold
  if (balance.gte(least)) return null
  return missing(topUp, balance)
}
/** Units of a top-up: a fixed quantity, or what is missing to a target. */
export function missing({ method, quantity }: NonNullable<Fund['topUp']>, balance: Decimal): Decimal | null {
  const wanted = method === 'fixed' ? quantity : quantity.minus(balance)
  return wanted.gt(0) ? wanted : null
}
/** The day of the next top-up by interval, counted from the first purchase so that no month's end drifts. */
export const nextTopUpOf = ({ topUp, topUpFrom, topUps }: Pick<Fund, 'topUp' | 'topUpFrom' | 'topUps'>): Day | null =>
  topUp?.thresholdIn === 'interval' && topUpFrom !== null ? addMonths(topUpFrom, Number(decimalText(topUp.threshold)) * (topUps + 1)) : null
const hundredth = exactly('0.01')
const partOf = (whole: Decimal, percent: Decimal): Decimal => whole.times(percent).times(hundredth)

/** Last day of units that can be used from a day on. */
export const lastDayOf = (start: Day, months: number | null): Day | null => (months === null ? null : addDays(addMonths(start, months), -1))

/** What was drawn before anybody paid for it is covered as soon as a lot is there, and releases that lot's value then. */
export function settle(holding: Holding, stamp: Stamp, day: Day): Holding {
  const { taken, short } = take(holding.lots, holding.fund.overdrawn, day)
  if (taken.length === 0) return holding
  return move(holding, stamp, 'settlement', day, taken, { overdrawn: short.minus(holding.fund.overdrawn) })
}

/** Places of what is carried over; the rest of it lapses. */
const carriedPlaces = 6

/** Lets every lot lapse whose last day is before a day. What a carry-over keeps becomes a lot of its own with its share of the value. */
export function expire(from: Holding, stamp: Stamp, before: Day): Holding {
  let holding = from
  for (;;) {
    const lot = holding.lots.find((l) => l.expires !== null && l.expires < before && l.remaining.gt(0))
    if (!lot) return holding
    holding = expireOne(holding, stamp, lot, lot.expires!)
  }
}
function expireOne(from: Holding, stamp: Stamp, lot: Lot, lastDay: Day): Holding {
  const { carryOver, expiryMonths } = from.fund
  const mayCarry = carryOver !== null && lot.carried < carryOver.times
  const kept = mayCarry ? partOf(lot.remaining, carryOver.percent).round(carriedPlaces, 0) : zero
  if (kept.lte(0)) return move(from, stamp, 'expiry', lastDay, [{ before: lot, after: leaving(lot, zero) }])
  const rest = leaving(lot, lot.remaining.minus(kept))
  const start = addDays(lastDay, 1)
  const carried: Lot = {
    ...lot,
    id: stamp.newId() as Id<'fundLots'>,
    number: from.fund.lots + 1,
    quantity: kept,
    value: lot.deferred - rest.deferred,
    entityValue: lot.entityDeferred - rest.entityDeferred,
    groupValue: lot.groupDeferred - rest.groupDeferred,
    start,
    expires: lastDayOf(start, expiryMonths),
    carried: lot.carried + 1,
    remaining: kept,
    deferred: lot.deferred - rest.deferred,
    entityDeferred: lot.entityDeferred - rest.entityDeferred,
    groupDeferred: lot.groupDeferred - rest.groupDeferred,
  }
  const moved = move(from, stamp, 'carryOver', lastDay, [
    { before: lot, after: rest },
    { before: null, after: carried },
  ])
  return rest.remaining.lte(0) ? moved : move(moved, stamp, 'expiry', lastDay, [{ before: rest, after: leaving(rest, zero) }])
}
