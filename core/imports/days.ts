import { daysInMonth, type Day } from '../kernel/day.ts'
import type { Cell } from './sheet.ts'

/** Which part of a written date comes first where it could be read two ways. */
export type DateOrder = 'dayFirst' | 'monthFirst' | 'yearFirst'

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
/** The day, where there is one: 31 February is none. */
function made(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined
  return `${year}-${two(month)}-${two(dayOfMonth)}` as Day
}
/** Two digits: 80 to 99 are of the last century. */
const century = (digits: string): number => (digits.length > 2 ? Number(digits) : Number(digits) + (Number(digits) >= 80 ? 1900 : 2000))

const midnight = '(?:[T ]00?:00(?::00(?:\\.0+)?)?Z?)?'
const yearLed = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${midnight}$`)
const yearLast = new RegExp(`^(\\d{1,2}) ?([-/.]) ?(\\d{1,2}) ?\\2 ?(\\d{4}|\\d{2})${midnight}$`)
const dayNamed = /^(\d{1,2})[. -]*(\p{L}+)[. ,-]*(\d{4}|\d{2})$/u
const monthNamed = /^(\p{L}+)[. -]+(\d{1,2})(?:st|nd|rd|th)?[., -]+(\d{4})$/u
const compact = /^(\d{4})(\d{2})(\d{2})$/

// First three letters, English and German; `mär` and `mrz` are March.
const monthNames: ReadonlyMap<string, number> = new Map([
  ['jan', 1], ['jän', 1], ['feb', 2], ['mar', 3], ['mär', 3], ['mae', 3], ['mrz', 3], ['apr', 4], ['may', 5], ['mai', 5], ['jun', 6], ['jul', 7], ['aug', 8], ['sep', 9], ['oct', 10], ['okt', 10], ['nov', 11], ['dec', 12], ['dez', 12],
]) // prettier-ignore
const monthOf = (name: string): number => monthNames.get(name.slice(0, 3).toLowerCase()) ?? 0

/** The day that a cell names: a real date of the spreadsheet, or a written one. `undefined` when there is no such day. */
export function readDay(cell: Cell, order: DateOrder): Day | undefined {
  const written = (cell.day ?? cell.text).trim()
  let match = yearLed.exec(written) ?? compact.exec(written)
  if (match) return made(Number(match[1]), Number(match.at(-2)), Number(match.at(-1)))
  match = yearLast.exec(written)
  if (match) {
    const [, first = '', , second = '', last = ''] = match
    if (order === 'yearFirst' && last.length === 2) return made(century(first), Number(second), Number(last))
    return order === 'monthFirst' ? made(century(last), Number(first), Number(second)) : made(century(last), Number(second), Number(first))
  }
  match = dayNamed.exec(written)
  if (match) return made(century(match[3]!), monthOf(match[2]!), Number(match[1]))
  match = monthNamed.exec(written)
  return match ? made(century(match[3]!), monthOf(match[1]!), Number(match[2])) : undefined
}

/** Programs that cannot leave a date empty write this day for "without end". */
export const isOpenEnd = (cell: Cell): boolean =>
  /^(9999[-/]12[-/]31|31[-/.]12[-/.]9999|12\/31\/9999)$/.test((cell.day ?? cell.text).trim())

/** What a written date says about the order of day and month; `undefined` when nothing (`05/06/2026`, a real date, ISO). */
export function orderOf(cell: Cell): DateOrder | undefined {
  if (cell.day !== undefined) return undefined
  const match = yearLast.exec(cell.text.trim())
  if (!match) return undefined
  const first = Number(match[1])
  const second = Number(match[3])
  if (match[2] === '.') return second <= 12 ? 'dayFirst' : undefined
  if (first > 12 && second <= 12) return 'dayFirst'
  return second > 12 && first <= 12 ? 'monthFirst' : undefined
}

/** The order of a file: what most of its dates show; otherwise the habit of the entity. */
export function decideOrder(dayFirst: number, monthFirst: number, habit: DateOrder): DateOrder {
  if (dayFirst !== monthFirst) return dayFirst > monthFirst ? 'dayFirst' : 'monthFirst'
  return habit
}
