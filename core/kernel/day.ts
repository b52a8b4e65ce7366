import { Temporal } from 'temporal-polyfill'

/** A day on the wall calendar, `2026-11-30`. It has no time and no zone, so nothing can shift it. Days compare as text. */
export type Day = string & { readonly __day: unique symbol }
/** A point in time, always UTC, `2026-11-30T18:00:00.000Z`. Only the clock makes one. */
export type Instant = string & { readonly __instant: unique symbol }

/** Years the product handles; four digits, so that days compare as text. */
const firstYear = 1900
const lastYear = 2999

export function day(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const exists = month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
  return exists && year >= firstYear && year <= lastYear ? (text as Day) : undefined
}

/** A moment as we write it ourselves, the way almost all that are read were written. */
const ours = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/
export function instant(text: string): Instant | undefined {
  if (text === '') return undefined
  if (ours.test(text)) return day(text.slice(0, 10)) && ((text.length === 24 ? text : `${text.slice(0, 19)}.000Z`) as Instant)
  try {
    const moment = Temporal.Instant.from(text)
    const written = moment.toString({ smallestUnit: 'millisecond' })
    // Beyond four digits a year carries a sign, and moments no longer compare as text.
    return written >= `${firstYear}` && written < `${lastYear + 1}` && /^\d/.test(written) ? (written as Instant) : undefined
  } catch {
    return undefined
  }
}

// The days a business meets are few (a century has 36,525) and asked for millions of times in a billing run, so each is computed once.
const epoch = Temporal.PlainDate.from('1970-01-01')
const ordinals = new Map<Day, number>()
const days = new Map<number, Day>()

/** Days since 1970-01-01. */
export function ordinal(of: Day): number {
  let n = ordinals.get(of)
  if (n === undefined) {
    n = epoch.until(Temporal.PlainDate.from(of)).days
    ordinals.set(of, n)
  }
  return n
}
export function dayOf(n: number): Day {
  let d = days.get(n)
  if (d === undefined) {
    d = epoch.add({ days: n }).toString() as Day
    days.set(n, d)
  }
  return d
}

export const addDays = (from: Day, count: number): Day => dayOf(ordinal(from) + count)
/** Whole days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => ordinal(to) - ordinal(from)
export const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
export const later = (a: Day, b: Day): Day => (a > b ? a : b)
export const yearOf = (of: Day): number => Number(of.slice(0, 4))
/** 1 to 12. */
export const monthOf = (of: Day): number => Number(of.slice(5, 7))
export const dayOfMonth = (of: Day): number => Number(of.slice(8))

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : monthLengths[month - 1]!)

/** `count` months on, on the wished day of the month, or on the month's last where it has none: 31 Jan + 1 is 28 Feb, and + 2 is 31 Mar again. */
export function addMonths(from: Day, count: number, anchor: number = dayOfMonth(from)): Day {
  const months = yearOf(from) * 12 + (monthOf(from) - 1) + count
  const year = Math.floor(months / 12)
  const month = (months % 12) + 1
  return `${year}-${two(month)}-${two(Math.min(anchor, daysInMonth(year, month)))}` as Day
}

/** The day that a moment falls on in an IANA zone. */
export const dayIn = (zone: string, moment: Instant): Day =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate().toString() as Day

/**
 * The moment that clocks of a zone show on a day, `07:30` or `07:30:15`; without a time the first moment of the day. An hour that a clock change
 * repeats is the first of the two, one that it skips is as long after midnight as it says. `undefined` when there is no such time.
 */
export function momentIn(zone: string, of: Day, time?: string): Instant | undefined {
  try {
    const on = Temporal.PlainDate.from(of)
    const shown =
      time === undefined ? on.toZonedDateTime(zone) : on.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    return shown.toInstant().toString({ smallestUnit: 'millisecond' }) as Instant
  } catch {
    return undefined
  }
}

const millisecondsOf = (of: Instant): number =>
  ours.test(of)
    ? ordinal(of.slice(0, 10) as Day) * 86_400_000 +
      Number(of.slice(11, 13)) * 3_600_000 +
      Number(of.slice(14, 16)) * 60_000 +
      Number(of.slice(17, 19)) * 1000 +
      Number(of.slice(20, 23))
    : Number(Temporal.Instant.from(of).epochMilliseconds)
/** Whole seconds from one moment to another, below zero backwards. */
export const secondsBetween = (from: Instant, to: Instant): number => Math.round((millisecondsOf(to) - millisecondsOf(from)) / 1000)
export const addMilliseconds = (to: Instant, milliseconds: number): Instant =>
  Temporal.Instant.from(to).add({ milliseconds }).toString({ fractionalSecondDigits: 3 }) as Instant

/** Is it an IANA zone that days can be reckoned in? */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.from('1970-01-01T00:00:00Z').toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}
