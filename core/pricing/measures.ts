import { addDays, daysBetween, later, type Day } from '../kernel/day.ts'
import { decimalText, divide, exactly, ratio, ratioOf, ratioText, zero, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { assert } from '../kernel/refusal.ts'

/**
 * How many readings become one quantity. `snapshot`: the last. `peak`: the highest. `average`: each for as many days as it stood. `anyTime`: everything that was
 * there at any time. `sum`: all added up. `p95`: the 95th percentile by nearest rank. Source: billing design and formulas, *True-up measures*.
 */
export const measures = ['snapshot', 'peak', 'average', 'anyTime', 'sum', 'p95'] as const
export type Measure = (typeof measures)[number]

/** What was read on a day of the customer's: a level that stands until the next reading, or, for `sum`, an amount used. */
export interface Reading {
  readonly day: Day
  /** Orders readings of one day: an instant, or any text. */
  readonly at?: string
  readonly quantity: Decimal
  /** What was read (a meter, a device). Levels of several sources stand beside each other and add up. */
  readonly source?: string
}

/** A level and for how many days of the period it stood; none when another reading of the same day replaced it. */
export interface Level {
  /** `null` where readings carry no day. */
  readonly day: Day | null
  readonly quantity: Decimal
  readonly days: number
  /** Read before the period and still standing at its beginning. */
  readonly carried: boolean
}

export interface Measured {
  readonly measure: Measure
  readonly exact: Ratio
  /** The same to 12 places, which is what is priced, shown and kept. Only an average that does not end is rounded. */
  readonly quantity: Decimal
  /** The levels it rests on, in the order of time: the one that decided, or all that were added up. */
  readonly levels: readonly Level[]
  /** Days of the period; with readings that carry no day, their number. */
  readonly days: number
}
export const measuredPlaces = 12

/**
 * The quantity of a period `[from, to)` by a measure. Give the readings of the period and, of each source, the last one before it: its level is carried in and
 * counts for the days before the first reading of the period. `undefined` when there is nothing to measure, which is not the same as zero.
 */
export function measured(measure: Measure, readings: readonly Reading[], from: Day, to: Day): Measured | undefined {
  const known = readings.filter(({ day }) => day < to).sort(inTime)
  const days = daysBetween(from, to)
  if (measure === 'sum') {
    return measuredOf('sum', usedByDay(known.filter(({ day }) => day >= from)), days)
  }
  const bySource = Map.groupBy(known, ({ source }) => source ?? '')
  const only = bySource.size === 1 ? known : undefined
  if (measure === 'anyTime' && !only) {
    const highest = [...bySource.values()].flatMap((own) => measured('peak', own, from, to)?.levels ?? [])
    return totalled('anyTime', addedByDay(highest), days)
  }
  return measuredOf(measure, only ? levelsOf(only, from, to) : addedLevels(known, from, to), days)
}

/** The same over readings that carry no day: each stands as long as any other. */
export const measuredAlike = (measure: Measure, quantities: readonly Decimal[]): Measured | undefined =>
  measuredOf(
    measure,
    quantities.map((quantity) => ({ day: null, quantity, days: 1, carried: false })),
    quantities.length,
  )

/**
 * Units above a commitment that holds in each of several periods, with one reading for each: by `sum` the units of every period that are above it, by any other
 * measure what is above it by that measure, once for every period. Free units are taken off every reading first. Source: formulas, *True-up*.
 */
export function excessOver(committed: Decimal, measure: Measure, quantities: readonly Decimal[], free: Decimal | null = null): Ratio {
  const above = (quantity: Decimal, limit: Decimal): Decimal => (quantity.gt(limit) ? quantity.minus(limit) : zero)
  const billable = free ? quantities.map((quantity) => above(quantity, free)) : quantities
  if (measure === 'sum') return ratioOf(billable.reduce((total, quantity) => total.plus(above(quantity, committed)), zero))
  const found = measuredAlike(measure, billable)
  if (!found) return ratio(0n)
  const { numerator, denominator } = ratioOf(committed)
  const excess = found.exact.numerator * denominator - numerator * found.exact.denominator
  return excess <= 0n ? ratio(0n) : ratio(excess * BigInt(quantities.length), found.exact.denominator * denominator)
}

const inTime = (a: Reading, b: Reading): number => compared(a.day, b.day) || compared(a.at ?? '', b.at ?? '')
const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Readings of one source, in time, as the levels of a period. A level carried in gives way to the first reading of the first day. */
function levelsOf(readings: readonly Reading[], from: Day, to: Day): Level[] {
  const before = readings.findLast(({ day }) => day < from)
  const within = readings.filter(({ day }) => day >= from)
  const standing = before && within[0]?.day !== from ? [before, ...within] : within
  return standing.map(({ day, quantity }, i) => ({
    day: later(day, from),
    quantity,
    days: daysBetween(later(day, from), standing[i + 1]?.day ?? to),
    carried: day < from,
  }))
}

/** What was used, day by day. */
const usedByDay = (readings: readonly Reading[]): Level[] =>
  addedByDay(readings.map(({ day, quantity }) => ({ day, quantity, days: 1, carried: false })))

/** One level a day: a month of readings every minute, or of a thousand devices, is still explained by a month of days. */
function addedByDay(levels: readonly Level[]): Level[] {
  const added: Level[] = []
  for (const level of levels.toSorted((a, b) => compared(a.day ?? '', b.day ?? ''))) {
    const last = added.at(-1)
    if (last?.day !== level.day) added.push(level)
    else added[added.length - 1] = { ...last, quantity: last.quantity.plus(level.quantity), days: Math.max(last.days, level.days) }
  }
  return added
}

/** Readings of several sources as levels of them all: on each day on which something was read, the sum of what every source last said. */
function addedLevels(readings: readonly Reading[], from: Day, to: Day): Level[] {
  const last = new Map<string, Decimal>()
  const sums: Reading[] = []
  let total: Decimal = zero
  for (const { day, source = '', quantity } of readings) {
    total = total.plus(quantity).minus(last.get(source) ?? zero)
    last.set(source, quantity)
    const sum = { day, quantity: total }
    if (sums.at(-1)?.day === day) sums[sums.length - 1] = sum
    else sums.push(sum)
  }
  return levelsOf(sums, from, to)
}

function measuredOf(measure: Measure, levels: readonly Level[], days: number): Measured | undefined {
  const last = levels.at(-1)
  if (!last) return undefined
  switch (measure) {
    case 'snapshot':
      return totalled(measure, [last], days)
    case 'peak':
    case 'anyTime':
      return totalled(measure, [levels.reduce((most, level) => (level.quantity.gt(most.quantity) ? level : most))], days)
    case 'sum':
      return totalled(measure, levels, days)
    case 'p95':
      return totalled(measure, [percentile(levels)], days)
    case 'average':
      return averaged(levels, days)
  }
}

function totalled(measure: Measure, levels: readonly Level[], days: number): Measured | undefined {
  if (levels.length === 0) return undefined
  const quantity = levels.reduce((total, level) => total.plus(level.quantity), zero)
  return { measure, exact: ratioOf(quantity), quantity, levels, days }
}

/** Days before the first reading count as none: nothing was known to be there. */
function averaged(levels: readonly Level[], days: number): Measured {
  const standing = levels.filter((level) => level.days > 0)
  const unitDays = standing.reduce((total, level) => total.plus(level.quantity.times(exactly(BigInt(level.days)))), zero)
  const exact = divide(ratioOf(unitDays), ratio(BigInt(days)))
  return { measure: 'average', exact, quantity: exactly(ratioText(exact, measuredPlaces)), levels: standing, days }
}

/** The smallest reading that 95 of 100 do not exceed. What was read before the period is no reading of it, unless there is no other. */
function percentile(levels: readonly Level[]): Level {
  const own = levels.filter(({ carried }) => !carried)
  const ranked = (own.length > 0 ? own : levels).toSorted((a, b) => a.quantity.cmp(b.quantity))
  return ranked[Math.ceil((ranked.length * 95) / 100) - 1]!
}

/** What a measure rests on, as traces keep it. */
export interface MeasuredData {
  readonly measure: Measure
  readonly levels: readonly { readonly day: Day | null; readonly quantity: string; readonly days: number }[]
  readonly days: number
}
export const measuredData = ({ measure, levels, days }: Measured): MeasuredData => ({
  measure,
  levels: levels.map((level) => ({ day: level.day, quantity: decimalText(level.quantity), days: level.days })),
  days,
})

/** The period of readings that name none: from the first to the last of them. There must be one. */
export function spanOf(readings: readonly Reading[]): { readonly from: Day; readonly to: Day } {
  const days = readings.map(({ day }) => day).sort()
  const [first, last] = [days[0], days.at(-1)]
  assert(first !== undefined && last !== undefined, 'at least one reading')
  return { from: first, to: addDays(last, 1) }
}
