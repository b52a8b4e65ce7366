import { addDays, addMonths, dayOfMonth, daysBetween, daysInMonth, later, monthOf, yearOf, type Day } from '../kernel/day.ts'
import type { ContractLine, LineLife } from './contract.ts'
import type { LineChange } from './line-change.ts'

export type NoticeSide = 'customer' | 'supplier'
type Termed = Pick<ContractLine, 'start' | 'end' | 'termEnd'> & { readonly life: Pick<LineLife, 'renewal'> | null }

/** When a line can be left, and by whom. */
export interface NoticeDeadlines {
  /** Last day of the term that runs now; `null`: until further notice. */
  readonly termEnd: Day | null
  /** Last day on which the customer's notice still ends the line with this term; `null` where no term runs. */
  readonly customerNoticeBy: Day | null
  /** Last day on which ours does. */
  readonly supplierNoticeBy: Day | null
  /** Last day that a notice received on a day can bring about, by the customer unless it is said. */
  earliestEnd(on: Day, by?: NoticeSide): Day
}

/** Last day of a term of so many months. */
export const termFrom = (first: Day, months: number): Day => addDays(addMonths(first, months), -1)

/**
 * Last day of the next term. Terms are counted on the day of the month on which the line began wherever the term before ended with it, so that the 31st never
 * drifts; a term that was agreed to end on another day goes on from that day.
 */
export function nextTermEnd(start: Day, termEnd: Day, months: number): Day {
  const first = addDays(termEnd, 1)
  const wished = dayOfMonth(start)
  const there = Math.min(wished, daysInMonth(yearOf(first), monthOf(first)))
  return addDays(addMonths(first, months, there === dayOfMonth(first) ? wished : dayOfMonth(first)), -1)
}

/** Days of notice that a side owes. Where nothing is said of ours, the customer's hold for both. */
const noticeDays = (line: Termed, by: NoticeSide): number => {
  const renewal = line.life?.renewal
  return (by === 'supplier' ? (renewal?.supplierNoticeDays ?? renewal?.noticeDays) : renewal?.noticeDays) ?? 0
}

/** Months that the line is renewed for by itself, those of the first term unless others are agreed; `null` where it is not. */
export const renewedFor = (renewal: LineLife['renewal']): number | null => {
  const months = renewal?.mode === 'auto' ? (renewal.extensionMonths ?? renewal.initialMonths) : null
  return months !== null && months > 0 ? months : null
}

/**
 * Both sides' deadlines of a line. A notice ends the line with the term if it comes in time; else with the first later term for which it does, where the line
 * renews by itself. A line without a term ends when the days of notice are over; one with neither on the day of the notice. Source: formulas, *States*.
 */
export function noticeDeadlines(line: Termed): NoticeDeadlines {
  const { termEnd, end, start } = line
  const by = (side: NoticeSide): Day | null => (termEnd === null ? null : addDays(termEnd, -noticeDays(line, side)))
  return {
    termEnd,
    customerNoticeBy: by('customer'),
    supplierNoticeBy: by('supplier'),
    earliestEnd: (on, side = 'customer') => {
      const days = noticeDays(line, side)
      const open = addDays(on, days)
      if (termEnd === null) return atMost(end, later(start, open))
      const months = renewedFor(line.life?.renewal ?? null)
      let last = termEnd
      // What is not renewed by itself goes on until further notice, where nothing says that it ends.
      while (last < open) last = months === null ? open : nextTermEnd(start, last, months)
      return atMost(end, last)
    },
  }
}
const atMost = (end: Day | null, day: Day): Day => (end !== null && end < day ? end : day)

/** May the customer still step back on a day, so many days after the line began or was renewed? Source: the `cancelDays` of products. */
export function mayStepBack(
  start: Day,
  changes: readonly Pick<LineChange, 'act' | 'effective'>[],
  cancelDays: number | null,
  on: Day,
): boolean {
  if (cancelDays === null) return false
  const begun = changes
    .filter(({ act, effective }) => act === 'renew' && effective <= on)
    .reduce((last, { effective }) => later(last, effective), start)
  return on >= begun && daysBetween(begun, on) < cancelDays
}
