import { addMonths, dayOfMonth, daysBetween, monthOf, yearOf, type Day } from '../kernel/day.ts'
import { divide, ratio, type Ratio } from '../kernel/decimal.ts'

/**
 * How a part of a period is charged. `actual`: by its days. `30/360`: by days of months that all have 30. `monthFraction`: by whole months and, of the last
 * one begun, its days. `none`: only a whole period is charged. `full`: any part costs the whole. Source: billing design, *Proration*.
 */
export const prorationMethods = ['actual', '30/360', 'monthFraction', 'none', 'full'] as const
export type ProrationMethod = (typeof prorationMethods)[number]

/** Days charged of the days of the whole period, as the method counts them. */
export interface ProratedDays {
  readonly days: number
  readonly of: number
}

/**
 * How much of a period `[periodFrom, periodTo)` its part `[from, to)` is: 0 to 1. The whole period is exactly 1 by every method, and by `actual` and `30/360`
 * adjacent parts add up to it. The part must lie within the period.
 */
export function fractionOf(method: ProrationMethod, from: Day, to: Day, periodFrom: Day, periodTo: Day): Ratio {
  if (from === periodFrom && to === periodTo) return ratio(1n)
  if (from >= to || method === 'none') return ratio(0n)
  if (method === 'full') return ratio(1n)
  if (method === 'monthFraction') return divide(monthsBetween(from, to), monthsBetween(periodFrom, periodTo))
  const { days, of } = daysOf(method, from, to, periodFrom, periodTo)
  return ratio(BigInt(days), BigInt(of))
}

/** The days behind a fraction, for its explanation: those of 30-day months where the method reckons in them, else those of the calendar. */
export function daysOf(method: ProrationMethod, from: Day, to: Day, periodFrom: Day, periodTo: Day): ProratedDays {
  const between = method === '30/360' ? thirtiesBetween : daysBetween
  return { days: between(from, to), of: between(periodFrom, periodTo) }
}

/** The same fraction as two whole numbers that can be kept: none of `of`, all of it, or so many of it. They are days, or days of months multiplied out. */
export function partOf(method: ProrationMethod, from: Day, to: Day, periodFrom: Day, periodTo: Day): ProratedDays {
  const { numerator, denominator } = fractionOf(method, from, to, periodFrom, periodTo)
  return { days: Number(numerator), of: Number(denominator) }
}

/** Days where every month has 30: the 31st is the 30th once more. Counted as a difference of positions, so that adjacent parts add up. */
const thirtiesBetween = (from: Day, to: Day): number => thirties(to) - thirties(from)
const thirties = (day: Day): number => (yearOf(day) * 12 + monthOf(day)) * 30 + (dayOfMonth(day) > 30 ? 30 : dayOfMonth(day))

/** Whole months from a day on, and of the month begun last its days over its length. Months are counted from the first day, so the 31st never drifts. */
function monthsBetween(from: Day, to: Day): Ratio {
  let whole = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from)
  if (addMonths(from, whole) > to) whole -= 1
  const begun = addMonths(from, whole)
  const [days, length] = [BigInt(daysBetween(begun, to)), BigInt(daysBetween(begun, addMonths(from, whole + 1)))]
  return ratio(BigInt(whole) * length + days, length)
}
