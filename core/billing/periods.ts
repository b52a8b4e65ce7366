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
}
/** A part of an anchored period that is to be billed: `[from, to)`, `days` of the full period's `of`. */
export interface Period {
  readonly from: Day
  readonly to: Day
  readonly days: number
  readonly of: number
}

/** The first day of the k-th anchored period. Each is reckoned from the origin, never from the one before, so that the 31st never drifts. */
function boundary(schedule: Schedule, k: number): Day {
  if (schedule.anchor === 'anniversary') return addMonths(schedule.start, k * schedule.months, dayOfMonth(schedule.start))
  return addMonths(calendarOrigin(schedule), k * schedule.months, 1)
}
/** Calendar periods are counted from January of the year in which the line starts: quarters begin in January, April, July and October. */
const calendarOrigin = (schedule: Schedule): Day => `${yearOf(schedule.start)}-01-01` as Day

/** Index of the anchored period that contains a day. */
function indexOf(schedule: Schedule, day: Day): number {
  const origin = schedule.anchor === 'anniversary' ? schedule.start : calendarOrigin(schedule)
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
export function duePeriods(schedule: Schedule, dueOn: Day): Period[] {
  const due: Period[] = []
  const stop = schedule.end === null ? null : addDays(schedule.end, 1)
  let from = firstUnbilled(schedule)
  if ((stop !== null && from >= stop) || from > dueOn) return due
  for (let k = indexOf(schedule, from); stop === null || from < stop; k += 1) {
    const [opens, closes] = [boundary(schedule, k), boundary(schedule, k + 1)]
    const to = stop !== null && stop < closes ? stop : closes
    if (schedule.timing === 'advance' ? from > dueOn : to > dueOn) break
    due.push({ from, to, days: daysBetween(from, to), of: daysBetween(opens, closes) })
    from = to
    if (to !== closes) break
  }
  return due
}
