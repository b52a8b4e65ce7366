import { addDays, addMonths, day, daysBetween, earlier, type Day } from '../kernel/day.ts'
import { multiply, ratio, ratioOf, roundHalfAway, type Decimal, type Ratio } from '../kernel/decimal.ts'
import type { Method, Recognition } from './recognition.ts'

/** Methods that time alone decides; the others wait for what somebody records. */
export const byTime: ReadonlySet<Method> = new Set(['straightLine', 'atExpiry'])
export const byProgress: ReadonlySet<Method> = new Set(['onDelivery', 'onMilestone', 'percentComplete', 'onDrawDown'])

const nothing: Ratio = ratio(0n)
const all: Ratio = ratio(1n)

/**
 * The share of `[from, to)` that is earned before the day `asOf` (exclusive). `share` is what was delivered by then, where delivery counts.
 * Revenue and the cost that belongs to it follow the same fraction.
 */
export function fractionReleased(method: Method, from: Day, to: Day, asOf: Day, share: Decimal | null = null): Ratio {
  if (method === 'onInvoice') return all
  if (byProgress.has(method)) return share === null ? nothing : ratioOf(share)
  // A period without days is earned when its end comes.
  if (asOf >= to) return all
  if (method === 'atExpiry' || asOf <= from) return nothing
  return ratio(BigInt(daysBetween(from, asOf)), BigInt(daysBetween(from, to)))
}

/** Cumulative: `round(total x fraction)`, so that parts sum to the whole whatever the months are. Source: formulas.md, recognition. */
export const earned = (total: bigint, fraction: Ratio): bigint => roundHalfAway(multiply(ratio(total), fraction))

/** What is known of a line at the end of a month, beside its charge. */
export interface Circumstances {
  /** What was delivered by then, 0 to 1. */
  readonly share: Decimal | null
  /** The last day of a line that ended, once nothing of it is left to be charged or credited; `null` while it runs. */
  readonly settledEnd: Day | null
}
export interface Release {
  readonly amount: bigint
  readonly entityAmount: bigint
  readonly groupAmount: bigint
  readonly after: Recognition
}

/**
 * What a charge earns up to a day, beyond what was recognised before. Of a line that ended early nothing lies behind its end: what its charges and credits
 * leave is earned by then.
 */
export function releaseOf(row: Recognition, asOf: Day, { share, settledEnd }: Circumstances): Release {
  const stop = settledEnd === null ? row.to : earlier(row.to, addDays(settledEnd, 1))
  const fraction = fractionReleased(row.method, row.from, stop, asOf, share)
  const [recognised, entityRecognised, groupRecognised] = [
    earned(row.total, fraction),
    earned(row.entityTotal, fraction),
    earned(row.groupTotal, fraction),
  ]
  return {
    amount: recognised - row.recognised,
    entityAmount: entityRecognised - row.entityRecognised,
    groupAmount: groupRecognised - row.groupRecognised,
    after: {
      ...row,
      recognised,
      entityRecognised,
      groupRecognised,
      progress: share,
      recognisedTo: asOf,
      state: fraction.numerator === fraction.denominator ? 'done' : 'open',
    },
  }
}

/** A month, `2026-12`: its first day, its last one, and the day after it. */
export interface Period {
  readonly first: Day
  readonly last: Day
  readonly asOf: Day
}
export function periodOf(text: string): Period | undefined {
  const first = /^\d{4}-\d{2}$/.test(text) ? day(`${text}-01`) : undefined
  if (first === undefined) return undefined
  const asOf = addMonths(first, 1)
  return { first, last: addDays(asOf, -1), asOf }
}
export const periodNamed = (of: Day): string => of.slice(0, 7)
/** The first day after the month of a day. */
export const afterMonthOf = (of: Day): Day => addMonths(`${periodNamed(of)}-01` as Day, 1)

/** The cost of what was bought for a charge, as far as it is earned: matched to the revenue. */
export const matchedCost = (cost: bigint, ...of: Parameters<typeof fractionReleased>): bigint => earned(cost, fractionReleased(...of))

/** A recorded per cent as a share. */
export const shareOf = (percent: Decimal): Decimal => percent.times('0.01')
