import { yearOf, type Day } from '../kernel/day.ts'
import type { ContractLine } from './contract.ts'

/** What a line takes over from the one that it joins: its periods and its end. */
export interface Joined extends Pick<ContractLine, 'anchor' | 'months' | 'timing' | 'end' | 'termEnd'> {
  readonly anchorOn: Day | null
}
export function joined({ anchor, months, timing, start, end, termEnd, life }: ContractLine): Joined {
  // Periods that do not divide a year are counted from the January before the first of them, which another line begins elsewhere.
  const january = anchor === 'calendar' && 12 % months !== 0
  const anchorOn = anchor === 'anniversary' ? (life?.anchorOn ?? start) : january ? (`${yearOf(start)}-01-01` as Day) : null
  return { anchor: january ? 'anniversary' : anchor, anchorOn, months, timing, end, termEnd }
}
