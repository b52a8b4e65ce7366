import { addDays, addMonths, day, daysBetween, type Day } from '../kernel/day.ts'
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

/** Days over which a charge is earned, as it stands with what corrects it. */
export interface Stretch {
  readonly from: Day
  /** Exclusive. */
  readonly to: Day
  /** Taken back in full: nothing is left to wait for. */
  readonly gone: boolean
  /** What corrects it over these days: it takes the rounding of all of them, so that together they earn what their sum does. */
  readonly beside: readonly Totals[]
}
export type Totals = Pick<Recognition, 'total' | 'entityTotal' | 'groupTotal'>
type Standing = Pick<Recognition, 'id' | 'corrects' | 'from' | 'to'> & Totals
interface Segment {
  readonly from: Day
  to: Day
  readonly rows: Standing[]
}
const totalOf = (rows: readonly Totals[]): bigint => rows.reduce((sum, row) => sum + row.total, 0n)

/**
 * The charges of a line as they stand together, in the order of posting: a credit to the end of what it corrects cuts that off where it begins, so that what
 * is left of both is earned by then; over the same days it changes the amount, and nothing left is gone. As billing sees them (billing/comparing).
 */
export function stretchesOf(rows: readonly Standing[]): Map<string, Stretch> {
  const correctedBy = new Map(rows.map((row) => [row.id as string, row.corrects as string | null]))
  const rootOf = (id: string): string => {
    let root = id
    for (let next = correctedBy.get(root); next && correctedBy.has(next); next = correctedBy.get(root)) root = next
    return root
  }
  const families = new Map<string, Segment[]>()
  for (const row of rows) {
    const segments = families.get(rootOf(row.id)) ?? []
    families.set(rootOf(row.id), segments)
    const within = segments.find((s) => row.from >= s.from && row.from < s.to && row.to >= s.to)
    if (within && (row.from === within.from || row.total < 0n)) {
      within.rows.push(row)
      if (row.from !== within.from || totalOf(within.rows) === 0n) within.to = row.from
    } else segments.push({ from: row.from, to: row.to, rows: [row] })
  }
  return new Map(
    [...families.values()]
      .flat()
      .flatMap(({ from, to, rows: own }) =>
        own.map(
          (row, i) => [row.id as string, { from, to, gone: from === to && own.length > 1, beside: i === 0 ? own.slice(1) : [] }] as const,
        ),
      ),
  )
}
/** Of a charge that nothing corrects. */
export const stretchOf = ({ from, to }: Pick<Recognition, 'from' | 'to'>): Stretch => ({ from, to, gone: false, beside: [] })

export interface Release {
  readonly amount: bigint
  readonly entityAmount: bigint
  readonly groupAmount: bigint
  readonly after: Recognition
}

/** What a charge earns before the day `asOf`, beyond what was recognised before. `share` is what was delivered by then. */
export function releaseOf(row: Recognition, asOf: Day, { from, to, gone, beside }: Stretch, share: Decimal | null): Release {
  const fraction = gone ? all : fractionReleased(row.recognition, from, to, asOf, share)
  const upTo = (of: keyof Totals): bigint =>
    beside.reduce(
      (left, other) => left - earned(other[of], fraction),
      earned(
        beside.reduce((sum, other) => sum + other[of], row[of]),
        fraction,
      ),
    )
  const [recognised, entityRecognised, groupRecognised] = [upTo('total'), upTo('entityTotal'), upTo('groupTotal')]
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
