import { addDays, addMonths, daysBetween, earlier, later, type Day } from '../kernel/day.ts'
import { divide, multiply, plus, ratio, roundHalfAway, type Ratio } from '../kernel/decimal.ts'
import { aStep, step } from '../kernel/explanation.ts'
import { money, type Money } from '../kernel/money.ts'
import { calculator } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, choice, many, maybe, shape, someMoney, text } from '../kernel/shape.ts'

/** When an amount for a stretch of time is earned: with its first day, evenly over it, with its last. */
export const scheduleMethods = ['onInvoice', 'straightLine', 'atExpiry'] as const
export type ScheduleMethod = (typeof scheduleMethods)[number]
/** Evenly by days, or the same for every whole month and the months at both ends by their days. */
export const scheduleSteps = ['day', 'month'] as const
export type ScheduleStep = (typeof scheduleSteps)[number]

/** What is earned in one calendar month, of which `[from, to)` belongs to the stretch. */
export interface MonthShare {
  /** `2026-07` */
  readonly month: string
  readonly from: Day
  readonly to: Day
  readonly amount: Money
}

/**
 * Spreads an amount over `[from, to)`, calendar month by month. What is earned up to a month's end is rounded, R(t) = round(amount × elapsed ÷ length), and a
 * month is the difference of two of them: the months add up to the amount, to the last penny. Source: formulas, *Recognition*.
 */
export function scheduleOf(amount: Money, from: Day, to: Day, method: ScheduleMethod, by: ScheduleStep): readonly MonthShare[] {
  const months = monthsOf(from, to)
  const weights = months.map((month, i) => weightOf(month, i, months.length, method, by))
  const whole = weights.reduce(plus, ratio(0n))
  let [elapsed, earned] = [ratio(0n), 0n]
  return months.map((month, i) => {
    elapsed = plus(elapsed, weights[i]!)
    const upTo = roundHalfAway(multiply(ratio(amount.minor), divide(elapsed, whole)))
    const own = upTo - earned
    earned = upTo
    return { month: month.from.slice(0, 7), from: month.from, to: month.to, amount: money(amount.currency, own) }
  })
}

interface Stretch {
  readonly from: Day
  readonly to: Day
  /** Days of the whole calendar month. */
  readonly of: number
}
function monthsOf(from: Day, to: Day): readonly Stretch[] {
  const months: Stretch[] = []
  for (let first = `${from.slice(0, 7)}-01` as Day; first < to; first = addMonths(first, 1)) {
    const next = addMonths(first, 1)
    months.push({ from: later(from, first), to: earlier(to, next), of: daysBetween(first, next) })
  }
  return months
}

function weightOf({ from, to, of }: Stretch, index: number, months: number, method: ScheduleMethod, by: ScheduleStep): Ratio {
  if (method === 'onInvoice') return ratio(index === 0 ? 1n : 0n)
  if (method === 'atExpiry') return ratio(index === months - 1 ? 1n : 0n)
  return ratio(BigInt(daysBetween(from, to)), by === 'month' ? BigInt(of) : 1n)
}

/** The longest stretch that is spread: a lifetime of months. */
const mostMonths = 1200

/** Which month earns how much of an amount. `to` is exclusive. */
export const scheduleRecognition = calculator({
  name: 'recognition.schedule',
  zone: 'finance',
  permit: null,
  input: shape({
    amount: someMoney,
    from: aDay,
    to: aDay,
    /** Left out: `straightLine`. */
    method: maybe(choice(...scheduleMethods)),
    /** Left out: by `day`. */
    by: maybe(choice(...scheduleSteps)),
  }),
  output: shape({ months: many(shape({ month: text, from: aDay, to: aDay, amount: someMoney })), steps: many(aStep) }),
  refusals: ['recognition.endBeforeStart', 'recognition.tooLong'],
  work: ({ amount, from, to, method, by }) => {
    if (to <= from) return refuse('recognition.endBeforeStart', { from, to })
    if (addMonths(from, mostMonths) < to) return refuse('recognition.tooLong', { from, to })
    const [when, steps] = [method ?? 'straightLine', by ?? 'day']
    const say = when === 'straightLine' ? (`recognition.straightLine.${steps}` as const) : (`recognition.${when}` as const)
    return {
      months: scheduleOf(amount, from, to, when, steps),
      steps: [
        step(say, { amount: ['money', amount.minor.toString(), amount.currency], from: ['day', from], last: ['day', addDays(to, -1)] }),
      ],
    }
  },
})
