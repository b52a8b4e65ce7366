import { addDays, addMonths, later, yearOf, type Day } from '../kernel/day.ts'
import type { ContractLine } from './contract.ts'
import type { LineChange } from './line-change.ts'
import { timelineOf } from './timeline.ts'

type Line = Pick<ContractLine, 'start' | 'end' | 'termEnd'> & { readonly life: Pick<NonNullable<ContractLine['life']>, 'anchorOn'> | null }
/** First and last day. */
export interface Window {
  readonly effective: Day
  readonly until: Day
}
export interface Due {
  readonly on: Day
  readonly by: 'anniversary' | 'term' | 'asked'
}

/** The day that the line's years are counted from: where its next term begins, else where its periods are counted from. */
export const yearsFrom = (line: Line): Day => (line.termEnd === null ? (line.life?.anchorOn ?? line.start) : addDays(line.termEnd, 1))

/** The first day of the window on which a price may rise by the calendar of its line; never on its first day, for there it was agreed. */
export function dueWithin(line: Line, { effective, until }: Window): Due | undefined {
  const anchor = yearsFrom(line)
  const first = later(effective, addDays(line.start, 1))
  for (let year = yearOf(first) - 1; year <= yearOf(until); year++) {
    const on = addMonths(anchor, 12 * (year - yearOf(anchor)))
    if (on < first) continue
    if (on > until || hasEnded(line, on)) return undefined
    return { on, by: line.termEnd !== null && on === addDays(line.termEnd, 1) ? 'term' : 'anniversary' }
  }
  return undefined
}

/** The next day on which the price may rise: by the calendar of the line, not while it is bound, and not within twelve months of when it was agreed or rose last. */
export function nextRise(line: ContractLine, changes: readonly LineChange[], today: Day): Day | null {
  const { stretches } = timelineOf(line, changes)
  const risen = stretches.findLast(({ unitPrice }, i) => unitPrice !== null && stretches[i - 1]?.unitPrice?.lt(unitPrice))
  const effective = [
    // A line that goes on from another customer's brought its price along.
    ...(line.life?.continues ? [] : [addMonths(line.start, 12)]),
    ...(line.boundUntil === null ? [] : [addDays(line.boundUntil, 1)]),
    ...(risen ? [addMonths(risen.from, 12)] : []),
  ].reduce(later, today)
  return dueWithin(line, { effective, until: addMonths(effective, 12) })?.on ?? null
}

/** All prices on one day: what a person asked for, whatever the calendar of the line. */
export const dueOn = (line: Line, on: Day): Due | undefined => (on <= line.start || hasEnded(line, on) ? undefined : { on, by: 'asked' })

const hasEnded = (line: Line, on: Day): boolean => line.end !== null && line.end < on
