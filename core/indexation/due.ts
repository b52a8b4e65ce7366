import { addDays, addMonths, later, yearOf, type Day } from '../kernel/day.ts'
import type { ContractLine } from '../contracts/contract.ts'

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

/** All prices on one day: what a person asked for, whatever the calendar of the line. */
export const dueOn = (line: Line, on: Day): Due | undefined => (on <= line.start || hasEnded(line, on) ? undefined : { on, by: 'asked' })

const hasEnded = (line: Line, on: Day): boolean => line.end !== null && line.end < on
