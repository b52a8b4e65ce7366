import { addDays, ordinal, yearOf, type Day } from '../kernel/day.ts'

const two = (n: number): string => `${n}`.padStart(2, '0')
const dayOf = (year: number, month: number, date: number): Day => `${year}-${two(month)}-${two(date)}` as Day
/** 0 is Monday: the first of January 1970 was a Thursday. */
const weekday = (of: Day): number => (ordinal(of) + 3) % 7
const nextMonday = (from: Day): Day => addDays(from, (7 - weekday(from)) % 7)
const lastMonday = (to: Day): Day => addDays(to, -weekday(to))

/** Easter Sunday of the Gregorian calendar (Meeus). */
function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)
}
const isWeekend = (of: Day): boolean => weekday(of) > 4
/** A holiday at a weekend is kept on the next weekday that is none. */
const kept = (of: Day, taken: readonly Day[]): Day => (isWeekend(of) || taken.includes(of) ? kept(addDays(of, 1), taken) : of)

/** Bank holidays of England and Wales (Banking and Financial Dealings Act 1971). Ones that are proclaimed for one year alone are not known. */
export function britishHolidays(year: number): readonly Day[] {
  const sunday = easter(year)
  const christmas = kept(dayOf(year, 12, 25), [])
  return [
    kept(dayOf(year, 1, 1), []),
    addDays(sunday, -2),
    addDays(sunday, 1),
    nextMonday(dayOf(year, 5, 1)),
    lastMonday(dayOf(year, 5, 31)),
    lastMonday(dayOf(year, 8, 31)),
    christmas,
    kept(dayOf(year, 12, 26), [christmas]),
  ]
}
export const isBritishBankDay = (of: Day): boolean => !isWeekend(of) && !britishHolidays(yearOf(of)).includes(of)
/** The last day before another on which Bacs works. */
export const bankDayBefore = (of: Day): Day => (isBritishBankDay(addDays(of, -1)) ? addDays(of, -1) : bankDayBefore(addDays(of, -1)))
