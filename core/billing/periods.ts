import { addDays, addMonths, dayOfMonth, daysBetween, later, monthOf, yearOf, type Day } from '../kernel/day.ts'

export type Anchor = 'calendar' | 'anniversary'
export type Timing = 'advance' | 'arrears'

/** When a line bills. `end` and `billedTo` are inclusive days. */
export interface Schedule {
  readonly start: Day
  readonly end: Day | null
  /** Last day already billed, by whomever. */
  readonly billedTo: Day | null
  readonly anchor: Anchor
  /** Months in a period. */
  readonly months: number
  readonly timing: Timing
  /** Anniversary periods counted from another day than the first: co-termination. */
  readonly anchorOn?: Day | null
  /** Billed once, on its first day. */
  readonly once?: boolean
}
/** A part of an anchored period that is to be billed: `[from, to)`, `days` of the full period's `of`. */
export interface Period {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly of: number
}
/** The same with the anchored period `[opens, closes)` that it is a part of. */
export interface Part extends Period {
  readonly opens: Day
  readonly closes: Day
}

/** The first day of the k-th anchored period. Each is reckoned from the origin, never from the one before, so that the 31st never drifts. */
function boundary(schedule: Schedule, k: number): Day {
  if (schedule.once) return k === 0 ? schedule.start : addDays(schedule.start, k)
  if (schedule.anchor === 'anniversary') {
    const origin = schedule.anchorOn ?? schedule.start
    return addMonths(origin, k * schedule.months, dayOfMonth(origin))
  }
  return addMonths(calendarOrigin(schedule), k * schedule.months, 1)
}
/** Calendar periods are counted from January of the year in which the line starts: quarters begin in January, April, July and October. */
const calendarOrigin = (schedule: Schedule): Day => `${yearOf(schedule.start)}-01-01` as Day

/** Index of the anchored period that contains a day. */
function indexOf(schedule: Schedule, day: Day): number {
  if (schedule.once) return daysBetween(schedule.start, day)
  const origin = schedule.anchor === 'anniversary' ? (schedule.anchorOn ?? schedule.start) : calendarOrigin(schedule)
  const apart = (yearOf(day) - yearOf(origin)) * 12 + monthOf(day) - monthOf(origin)
  let k = Math.floor(apart / schedule.months)
  while (boundary(schedule, k) > day) k -= 1
  while (boundary(schedule, k + 1) <= day) k += 1
  return k
}

/** The first day that nobody has billed yet; later than the end when nothing is left. */
export const firstUnbilled = (schedule: Schedule): Day =>
  schedule.billedTo === null ? schedule.start : later(schedule.start, addDays(schedule.billedTo, 1))

/**
 * Every unbilled period that is due: in advance when its first billed day is on or before `dueOn`, in arrears when its last billed day is before it,
 * even if the end cut it short. Source: the import rules' section *Periods*.
 */
export function duePeriods(schedule: Schedule, dueOn: Day): Part[] {
  const due: Part[] = []
  const stop = schedule.end === null ? null : addDays(schedule.end, 1)
  let from = firstUnbilled(schedule)
  if ((stop !== null && from >= stop) || from > dueOn) return due
  for (let k = indexOf(schedule, from); (stop === null || from < stop) && !(schedule.once && k > 0); k += 1) {
    const [opens, closes] = [boundary(schedule, k), boundary(schedule, k + 1)]
    const to = stop !== null && stop < closes ? stop : closes
    if (schedule.timing === 'advance' ? from > dueOn : to > dueOn) break
    due.push(partOf({ opens, closes }, from, to))
    from = to
    if (to !== closes) break
  }
  return due
}

/** The anchored period that contains a day: `[opens, closes)`, whatever of it is billed. */
export interface Span {
  readonly opens: Day
  readonly closes: Day
}
/** The part of a span from one day to another. */
export const partOf = ({ opens, closes }: Span, from: Day, to: Day): Part => ({
  from,
  to,
  days: daysBetween(from, to),
  of: daysBetween(opens, closes),
  opens,
  closes,
})

/** The anchored periods that touch `[from, to)`, in order. */
export function spansBetween(schedule: Schedule, from: Day, to: Day): Span[] {
  const spans: Span[] = []
  // What was billed before, by us or by others, is not looked at again.
  if (schedule.once) return from < to && from <= schedule.start ? [{ opens: schedule.start, closes: addDays(schedule.start, 1) }] : []
  for (let k = indexOf(schedule, from); ; k += 1) {
    const opens = boundary(schedule, k)
    if (opens >= to) return spans
    spans.push({ opens, closes: boundary(schedule, k + 1) })
  }
}
