import type { Day } from '../kernel/day.ts'
import { decimalText, divide, exactly, one, ratioOf, ratioText, zero, type Decimal } from '../kernel/decimal.ts'
import { exponents, withinLimit, type Currency } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { Id } from '../kernel/shape.ts'
import type { Fund, Lot, Movement } from './fund.ts'
import { leaving, take } from './lots.ts'
import { lastDayOf, move, nextTopUpOf, settle, type Holding, type Stamp } from './moving.ts'

/** Longest validity, in months. */
export const longestValidity = 120
const places = { quantity: 6, factor: 4, percent: 4 } as const
const largest = exactly('1000000000000')
const hundred = exactly('100')
const largestFactor = exactly('10')
const mostCarries = 12
const longest = exactly('121')

const placesOf = (value: Decimal): number => decimalText(value).split('.')[1]?.length ?? 0

type QuantityFault = 'funds.notPositive' | 'funds.tooFine' | 'funds.tooLarge'
export const quantityFaults = ['funds.notPositive', 'funds.tooFine', 'funds.tooLarge'] as const satisfies readonly QuantityFault[]

/** May a fund hold or lose so much? Money goes down to its smallest coin, hours and tokens to the millionth. */
export function quantityFault(unit: Fund['unit'], currency: Currency, quantity: Decimal): Refusal<QuantityFault> | undefined {
  const finest = unit === 'currency' ? exponents[currency] : places.quantity
  if (quantity.lte(0)) return refuse('funds.notPositive', { quantity: decimalText(quantity) })
  if (quantity.gte(largest)) return refuse('funds.tooLarge', { quantity: decimalText(quantity) })
  return placesOf(quantity) > finest ? refuse('funds.tooFine', { quantity: decimalText(quantity), places: `${finest}` }) : undefined
}

export type Terms = Pick<Fund, 'unit' | 'currency' | 'expiryMonths' | 'carryOver' | 'weights' | 'topUp' | 'overage'> &
  Partial<Pick<Fund, 'overagePrice' | 'overageBands'>>
type TermsFault = 'funds.badMonths' | 'funds.badCarryOver' | 'funds.badWeight' | 'funds.badTopUp' | 'funds.badOverage'
export const termsFaults = [
  'funds.badMonths', 'funds.badCarryOver', 'funds.badWeight', 'funds.badTopUp', 'funds.badOverage',
] as const satisfies readonly TermsFault[] // prettier-ignore

/** May a fund be agreed like this? */
export function termsFault(terms: Terms): Refusal<TermsFault> | undefined {
  const { unit, currency, expiryMonths, carryOver, weights, topUp } = terms
  if (expiryMonths !== null && (expiryMonths < 1 || expiryMonths > longestValidity))
    return refuse('funds.badMonths', { months: `${expiryMonths}`, limit: `${longestValidity}` })
  if (carryOver !== null) {
    const { percent, times } = carryOver
    const possible = percent.gt(0) && percent.lte(hundred) && placesOf(percent) <= places.percent && times >= 1 && times <= mostCarries
    if (!possible || expiryMonths === null) return refuse('funds.badCarryOver', { percent: decimalText(percent), times: `${times}` })
  }
  for (const [index, { bookingType, factor, workType }] of weights.entries()) {
    const possible = factor.gt(0) && factor.lte(largestFactor) && placesOf(factor) <= places.factor
    const twice = weights.findIndex((w) => w.bookingType === bookingType && w.workType === workType) !== index
    // Money is not worked at night: it goes as it is spent, down to its smallest coin.
    if (!possible || twice || (unit === 'currency' && !factor.eq(1)))
      return refuse('funds.badWeight', { bookingType, factor: decimalText(factor) })
  }
  const wrong = badOverage(terms)
  if (wrong !== undefined) return refuse('funds.badOverage', { price: wrong })
  if (topUp === null) return undefined
  const { thresholdIn, threshold, quantity } = topUp
  const most = thresholdIn === 'interval' ? longest : largest
  const possible = threshold.gt(0) && threshold.lt(most) && placesOf(threshold) <= (thresholdIn === 'interval' ? 0 : places.quantity)
  return !possible || (thresholdIn === 'percent' && threshold.gt(hundred)) || quantityFault(unit, currency, quantity)
    ? refuse('funds.badTopUp', { threshold: decimalText(threshold), quantity: decimalText(quantity) })
    : undefined
}

/** Prices beyond the end: none below nothing; bands rise, the last one is open, and they are there where they are billed by. */
function badOverage({ overage, overagePrice, overageBands = [] }: Terms): string | undefined {
  if (overagePrice?.lt(0)) return decimalText(overagePrice)
  if ((overage === 'banded') !== overageBands.length > 0) return '–'
  for (const [index, { upTo, unitPrice }] of overageBands.entries()) {
    const last = index === overageBands.length - 1
    const before = overageBands[index - 1]?.upTo ?? zero
    if (unitPrice.lt(0) || (last ? upTo !== null : upTo === null || upTo.lte(before))) return decimalText(unitPrice)
  }
  return undefined
}

export interface Purchase {
  readonly quantity: Decimal
  readonly value: bigint
  /** The same as it is booked in the entity's and in the group's currency. */
  readonly entityValue: bigint
  readonly groupValue: bigint
  readonly day: Day
  /** Another last day than the fund's months give. */
  readonly expires: Day | null
  readonly priority: number
  readonly reference: string | null
}
export const purchaseFaults = [...quantityFaults, 'funds.negativeValue', 'funds.expiresBeforeStart'] as const

/** Adds a lot. What was overdrawn is covered by it at once. */
export function purchase(from: Holding, stamp: Stamp, bought: Purchase): Holding | Refusal<(typeof purchaseFaults)[number]> {
  const { fund } = from
  const { quantity, value, entityValue, groupValue, day, priority, reference } = bought
  const fault = quantityFault(fund.unit, fund.currency, quantity)
  if (fault) return fault
  if (value < 0n) return refuse('funds.negativeValue', { value: `${value}`, currency: fund.currency })
  if (!withinLimit(fund.deferred + value) || fund.balance.plus(quantity).gte(largest))
    return refuse('funds.tooLarge', { quantity: decimalText(quantity) })
  const expires = bought.expires ?? lastDayOf(day, fund.expiryMonths)
  if (expires !== null && expires < day) return refuse('funds.expiresBeforeStart', { start: day, expires })
  const lot: Lot = {
    id: stamp.newId() as Id<'fundLots'>,
    fund: fund.id,
    entity: fund.entity,
    number: fund.lots + 1,
    quantity,
    currency: fund.currency,
    value,
    entityCurrency: fund.entityCurrency,
    entityValue,
    groupCurrency: fund.groupCurrency,
    groupValue,
    purchasedOn: day,
    start: day,
    expires,
    priority,
    carried: 0,
    reference,
    remaining: quantity,
    deferred: value,
    entityDeferred: entityValue,
    groupDeferred: groupValue,
  }
  const begun = { ...fund, topUpFrom: fund.topUpFrom ?? day }
  const holding = { ...from, fund: { ...begun, lastPurchase: quantity, beyond: zero, nextTopUp: nextTopUpOf(begun) } }
  return settle(move(holding, stamp, 'purchase', day, [{ before: null, after: lot }], { reference }), stamp, day)
}

export interface Draw {
  readonly quantity: Decimal
  readonly bookingType: NonNullable<Movement['bookingType']>
  readonly workType: string | null
  readonly day: Day
  readonly reference: string | null
}
export const drawFaults = [...quantityFaults, 'funds.outOfScope', 'funds.overdrawn'] as const

export function weightOf({ weights }: Pick<Fund, 'weights'>, bookingType: Draw['bookingType'], workType: string | null = null): Decimal {
  const of = weights.filter((w) => w.bookingType === bookingType)
  return (of.find((w) => w.workType !== null && w.workType === workType) ?? of.find((w) => w.workType === null))?.factor ?? one
}
/** Does a fund pay for this type of work? */
export const inScope = ({ scope }: Pick<Fund, 'scope'>, workType: string | null): boolean =>
  scope.length === 0 || (workType !== null && scope.includes(workType))

/** Draws quantity x weight from the lots. What they do not hold is refused, owed or billed, as the fund says. */
export function draw(from: Holding, stamp: Stamp, wanted: Draw): Holding | Refusal<(typeof drawFaults)[number]> {
  const { fund } = from
  const { quantity, bookingType, workType, day, reference } = wanted
  const fault = quantityFault(fund.unit, fund.currency, quantity)
  if (fault) return fault
  if (!inScope(fund, workType))
    return refuse('funds.outOfScope', { workType: workType ?? '–', scope: fund.scope.join(', '), fund: fund.name })
  const weight = weightOf(fund, bookingType, workType)
  const weighted = quantity.times(weight)
  const { taken, short } = take(from.lots, weighted, day)
  if (short.gt(0) && fund.overage === 'block')
    return refuse('funds.overdrawn', {
      fund: fund.name,
      wanted: decimalText(weighted),
      left: decimalText(weighted.minus(short)),
      day,
    })
  return move(from, stamp, 'draw', day, taken, {
    bookingType,
    workType,
    booked: quantity,
    weight,
    reference,
    overdrawn: fund.overage === 'negative' ? short : zero,
    beyond: fund.overage === 'bill' || fund.overage === 'banded' ? short : zero,
  })
}

/** Draws what the lots hold and nothing beyond: what is left over of the wanted quantity goes elsewhere. Nothing where they hold nothing. */
export function drawHeld(from: Holding, stamp: Stamp, wanted: Draw): { readonly holding: Holding; readonly rest: Decimal } {
  const { fund } = from
  const { quantity, bookingType, workType, day, reference } = wanted
  const weight = weightOf(fund, bookingType, workType)
  const { taken, short } = take(from.lots, quantity.times(weight), day)
  if (taken.length === 0) return { holding: from, rest: quantity }
  const rest = short.lte(0) ? zero : unweighted(short, weight)
  const told = { bookingType, workType, booked: quantity.minus(rest), weight, reference }
  return { holding: move(from, stamp, 'draw', day, taken, told), rest }
}
/** Units of work behind units of a fund, to the places that a quantity has. */
const unweighted = (units: Decimal, weight: Decimal): Decimal =>
  exactly(ratioText(divide(ratioOf(units), ratioOf(weight)), places.quantity))

/** What units beyond a fund cost, band by band: they go on from what was billed since the last purchase. Nothing where the fund names no price. */
export function overageParts(
  { overage, overagePrice, overageBands, beyond }: Pick<Fund, 'overage' | 'overagePrice' | 'overageBands' | 'beyond'>,
  units: Decimal,
): readonly { readonly units: Decimal; readonly unitPrice: Decimal | null }[] {
  if (overage !== 'banded') return [{ units, unitPrice: overagePrice }]
  const parts = []
  let [at, left] = [beyond, units]
  for (const { upTo, unitPrice } of overageBands) {
    if (left.lte(0)) break
    if (upTo !== null && at.gte(upTo)) continue
    const room = upTo === null ? left : upTo.minus(at)
    const part = room.lt(left) ? room : left
    parts.push({ units: part, unitPrice })
    at = at.plus(part)
    left = left.minus(part)
  }
  return parts
}

export const reverseFaults = ['funds.notReversible', 'funds.settledSince', 'funds.lotUsed'] as const

/** Takes a draw or an untouched purchase back: the same act with the opposite sign. The lots then stand as if it had not been. */
export function reverse(
  from: Holding,
  stamp: Stamp,
  movement: Movement,
  { day, reason }: { readonly day: Day; readonly reason: string },
): Holding | Refusal<(typeof reverseFaults)[number]> {
  const { fund } = from
  const about = { movement: `${movement.number}`, fund: fund.name }
  if (movement.reverses !== null || (movement.act !== 'draw' && movement.act !== 'purchase')) return refuse('funds.notReversible', about)
  if (fund.overdrawn.lt(movement.overdrawn)) return refuse('funds.settledSince', about)
  const shifts = movement.shares.map((share) => {
    const before = from.lots.find((lot) => lot.id === share.lot)!
    return { before, given: before.remaining.minus(share.quantity), full: before.remaining.eq(before.quantity) }
  })
  if (movement.act === 'purchase' && shifts.some(({ full }) => !full)) return refuse('funds.lotUsed', about)
  const { bookingType, workType, booked, weight, reference } = movement
  // The only purchase is gone: nothing is left to top up.
  const only = movement.act === 'purchase' && !from.lots.some((lot) => lot.remaining.gt(0) && lot.id !== movement.shares[0]?.lot)
  const back = move(
    only ? { ...from, fund: { ...fund, lastPurchase: zero } } : from,
    stamp,
    movement.act,
    day,
    shifts.map(({ before, given }) => ({ before, after: leaving(before, given) })),
    {
      bookingType,
      workType,
      booked: booked === null ? null : zero.minus(booked),
      weight,
      reference,
      overdrawn: zero.minus(movement.overdrawn),
      beyond: zero.minus(movement.beyond),
      reverses: movement.id,
      reason,
    },
  )
  return settle(back, stamp, day)
}
