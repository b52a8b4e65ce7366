import { daysBetween, type Day } from '../kernel/day.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import { multiply, ratio, type Ratio } from '../kernel/decimal.ts'
import { question } from '../kernel/record.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, count, shape, text } from '../kernel/shape.ts'
import { usualMaxAgeDays } from '../rates/policy.ts'
import { rateOn, type PublishedRate } from '../rates/rules.ts'
import { toPlaces } from './line-price.ts'
import type { RateUsed } from './sale.ts'

/**
 * The last rate of every pair on or before a day, as it is known where the call is made: what a salesperson reckoned with without a network is what the hub
 * reckons with again.
 */
export const ratesSeen = question(
  'quotes.ratesSeen',
  shape({ day: aDay }),
  shape({ source: text, type: choice('spot'), base: aCurrency, quote: aCurrency, day: aDay, value: aDecimal, version: count }),
  { witnessed: true },
)

/** Rates are asked for, and it is kept which ones were. */
export class LastRates {
  readonly day: Day
  readonly #published: readonly PublishedRate[]
  readonly #known = new Map<string, { readonly value: Ratio | undefined; readonly used: RateUsed }>()
  constructor(published: readonly PublishedRate[], day: Day) {
    this.day = day
    this.#published = published
  }

  /** However old; `undefined` where no rate was ever published. */
  rate(from: Currency, to: Currency): Ratio | undefined {
    if (from === to) return ratio(1n)
    const pair = `${from}/${to}`
    let found = this.#known.get(pair)
    if (!found) {
      found = lookedUp(this.#published, from, to, this.day)
      this.#known.set(pair, found)
    }
    return found.value
  }
  convert(exact: Ratio, from: Currency, to: Currency): bigint | undefined {
    if (from === to) return toMinor(to, exact)
    const rate = this.rate(from, to)
    return rate && toMinor(to, multiply(exact, rate))
  }
  used(): readonly RateUsed[] {
    return [...this.#known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { used }]) => used)
  }
}

interface LookedUp {
  readonly value: Ratio | undefined
  readonly used: RateUsed
}
/** Two hundred orders of one morning rest on the same list of rates: what it says of a pair on a day is worked out once. */
const ofList = new WeakMap<readonly PublishedRate[], Map<string, LookedUp>>()
function lookedUp(published: readonly PublishedRate[], from: Currency, to: Currency, day: Day): LookedUp {
  let known = ofList.get(published)
  if (!known) ofList.set(published, (known = new Map()))
  const asked = `${day} ${from}/${to}`
  let found = known.get(asked)
  if (!found) known.set(asked, (found = look(published, from, to, day)))
  return found
}
function look(list: readonly PublishedRate[], from: Currency, to: Currency, day: Day): LookedUp {
  const cross = rateOn(list, { from, to, day, maxAgeDays: anyAge })
  if (refused(cross))
    return { value: undefined, used: { from, to, state: 'missing', rate: null, published: null, ageDays: null, legs: [] } }
  const published = cross.legs.map((leg) => leg.day).reduce((a, b) => (a < b ? a : b))
  const ageDays = daysBetween(published, day)
  const state = ageDays > usualMaxAgeDays ? 'stale' : 'fresh'
  return { value: cross.value, used: { from, to, state, rate: toPlaces(cross.value, 8), published, ageDays, legs: cross.legs } }
}
/** A quote is never held up by a rate: the last one counts, and says how old it is. */
const anyAge = 100_000
