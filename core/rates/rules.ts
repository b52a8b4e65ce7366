import { addDays, daysBetween, type Day } from '../kernel/day.ts'
import { decimalText, divide, exactly, multiply, ratio, ratioOf, type Decimal, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { usualMaxAgeDays } from './policy.ts'
import type { RateType } from './rate.ts'

export interface PublishedRate {
  readonly source: string
  readonly type: RateType
  readonly base: Currency
  readonly quote: Currency
  readonly day: Day
  readonly value: Decimal
  readonly version: number
  /** Two people set it by hand. */
  readonly override?: string | null
}

/** One published rate that a conversion rests on, as plain data for traces and snapshots. `inverse`: taken from quote to base. */
export interface RateLeg {
  readonly source: string
  readonly type: RateType
  readonly day: Day
  readonly base: Currency
  readonly quote: Currency
  /** Decimal text: one `base` = `value` `quote`. */
  readonly value: string
  readonly version: number
  readonly inverse: boolean
  /** What two people decided, where it was never published; left out otherwise. */
  readonly override?: string
}
export interface CrossRate {
  readonly from: Currency
  readonly to: Currency
  readonly day: Day
  /** Exact: one `from` in `to`. */
  readonly value: Ratio
  readonly legs: readonly RateLeg[]
}
export interface RateWanted {
  readonly from: Currency
  readonly to: Currency
  readonly day: Day
  readonly type?: RateType
  /** Whose rates; left out where only rates of one moment are given. No other source is ever looked at. */
  readonly source?: string
  /** Calendar days that a published rate may be older than the day. */
  readonly maxAgeDays?: number
}

/**
 * The exact rate between two currencies on a day: through the fewest published rates that connect them, each the last published on or before the day, in its
 * newest version. Crosses and inverses are exact fractions and never rounded. A rate that is too old is refused, not used.
 */
export function rateOn(rates: readonly PublishedRate[], wanted: RateWanted): CrossRate | Refusal<'rates.missing' | 'rates.stale'> {
  const { from, to, day, type = 'spot', maxAgeDays = usualMaxAgeDays, source } = wanted
  const latest = latestOf(source === undefined ? rates : rates.filter((rate) => rate.source === source), type, day)
  const oldest = addDays(day, -maxAgeDays)
  const young = latest.filter((rate) => rate.day >= oldest)
  const fresh = path(young, from, to)
  if (fresh) return crossRate(wanted, fresh)
  const stale = path(latest, from, to)?.find((leg) => leg.day < oldest)
  const named = source === undefined ? {} : { source }
  if (!stale) return refuse('rates.missing', { from, to, day, ...named })
  return refuse('rates.stale', {
    base: stale.base,
    quote: stale.quote,
    published: stale.day,
    day,
    age: `${daysBetween(stale.day, day)}`,
    limit: `${maxAgeDays}`,
    ...named,
  })
}

/** The last rate of each pair on or before the day. Ordered by pair, so that the same rates always give the same path. */
function latestOf(rates: readonly PublishedRate[], type: RateType, day: Day): PublishedRate[] {
  const latest = new Map<string, PublishedRate>()
  for (const rate of rates) {
    if (rate.type !== type || rate.day > day) continue
    const pair = `${rate.base}/${rate.quote}`
    const known = latest.get(pair)
    if (!known || rate.day > known.day || (rate.day === known.day && rate.version > known.version)) latest.set(pair, rate)
  }
  return [...latest.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rate]) => rate)
}

/** The fewest rates that lead from one currency to another, breadth first; where a pair is published both ways, the way that needs no inverse. */
function path(rates: readonly PublishedRate[], from: Currency, to: Currency): RateLeg[] | undefined {
  const reached = new Map<Currency, RateLeg[]>([[from, []]])
  let edge: Currency[] = [from]
  while (edge.length > 0 && !reached.has(to)) {
    const next: Currency[] = []
    for (const here of edge)
      for (const inverse of [false, true])
        for (const rate of rates) {
          const there = inverse ? rate.base : rate.quote
          if ((inverse ? rate.quote : rate.base) !== here || reached.has(there)) continue
          reached.set(there, [...reached.get(here)!, legOf(rate, inverse)])
          next.push(there)
        }
    edge = next
  }
  return reached.get(to)
}

const legOf = ({ source, type, day, base, quote, value, version, override }: PublishedRate, inverse: boolean): RateLeg => ({
  source,
  type,
  day,
  base,
  quote,
  value: decimalText(value),
  version,
  inverse,
  ...(override ? { override } : {}),
})

function crossRate({ from, to, day }: RateWanted, legs: readonly RateLeg[]): CrossRate {
  return { from, to, day, legs, value: valueOf(legs) }
}
/** What the legs of a snapshot come to: used again when a trace is replayed. */
export const valueOf = (legs: readonly RateLeg[]): Ratio =>
  legs.reduce((value, leg) => {
    const one = ratioOf(exactly(leg.value))
    return leg.inverse ? divide(value, one) : multiply(value, one)
  }, ratio(1n))
