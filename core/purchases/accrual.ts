import { addMonths, dayOfMonth, daysBetween, earlier, later, monthOf, yearOf, type Day } from '../kernel/day.ts'
import { plus, ratio, type Ratio } from '../kernel/decimal.ts'

/** Days from the first one on, `to` exclusive. */
export interface Window {
  readonly from: Day
  readonly to: Day
}
/** A stream of equal periods, counted from a day. */
export interface Rhythm {
  readonly origin: Day
  readonly months: number
}

export const none = ratio(0n)

/** What two stretches of days share; `null` for none. An open end is `null`. */
export function overlap(window: Window, from: Day, to: Day | null): Window | null {
  const [first, stop] = [later(window.from, from), to === null ? window.to : earlier(window.to, to)]
  return first < stop ? { from: first, to: stop } : null
}

// Each boundary is reckoned from the origin, never from the one before, so that the 31st never drifts.
const boundary = ({ origin, months }: Rhythm, k: number): Day => addMonths(origin, k * months, dayOfMonth(origin))

/** How many periods of a rhythm lie in a stretch of days: whole ones count one, parts by their days of the whole period. Exact. */
export function periodsIn(rhythm: Rhythm, { from, to }: Window): Ratio {
  const apart = (yearOf(from) - yearOf(rhythm.origin)) * 12 + monthOf(from) - monthOf(rhythm.origin)
  let k = Math.floor(apart / rhythm.months)
  while (boundary(rhythm, k) > from) k -= 1
  while (boundary(rhythm, k + 1) <= from) k += 1
  let sum = none
  let whole = 0n
  for (let opens = boundary(rhythm, k); opens < to; k += 1) {
    const closes = boundary(rhythm, k + 1)
    const days = daysBetween(later(opens, from), earlier(closes, to))
    const of = daysBetween(opens, closes)
    if (days === of) whole += 1n
    else sum = plus(sum, ratio(BigInt(days), BigInt(of)))
    opens = closes
  }
  return plus(sum, ratio(whole))
}
