import { multiply, ratio, roundHalfAway } from '../kernel/decimal.ts'
import { aStep, step, type Step } from '../kernel/explanation.ts'
import { money, type Money } from '../kernel/money.ts'
import { calculator } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, choice, count, many, shape, someMoney } from '../kernel/shape.ts'
import { daysOf, fractionOf, prorationMethods, type ProratedDays, type ProrationMethod } from './proration.ts'

/** What a part of a period costs when the whole costs so much. `to` and `periodTo` are exclusive. */
export const proratePrice = calculator({
  name: 'pricing.prorate',
  zone: 'sales',
  permit: null,
  input: shape({ method: choice(...prorationMethods), amount: someMoney, from: aDay, to: aDay, periodFrom: aDay, periodTo: aDay }),
  output: shape({
    amount: someMoney,
    days: count,
    of: count,
    steps: many(aStep),
  }),
  refusals: ['pricing.endBeforeStart', 'pricing.outsidePeriod'],
  work: ({ method, amount, from, to, periodFrom, periodTo }) => {
    if (periodTo <= periodFrom) return refuse('pricing.endBeforeStart', { from: periodFrom, to: periodTo })
    if (to < from) return refuse('pricing.endBeforeStart', { from, to })
    if (from < periodFrom || to > periodTo) return refuse('pricing.outsidePeriod', { from, to, periodFrom, periodTo })
    const fraction = fractionOf(method, from, to, periodFrom, periodTo)
    const part = money(amount.currency, roundHalfAway(multiply(ratio(amount.minor), fraction)))
    const counted = daysOf(method, from, to, periodFrom, periodTo)
    return { amount: part, ...counted, steps: explainProration(method, amount, part, counted) }
  },
})

/** The method in words, and the sum where it is one of days. */
export const explainProration = (method: ProrationMethod, whole: Money, part: Money, { days, of }: ProratedDays): readonly Step[] => [
  step(`pricing.proration.${method}`),
  step('pricing.prorated', {
    days: ['count', `${days}`],
    of: ['count', `${of}`],
    whole: ['money', whole.minor.toString(), whole.currency],
    amount: ['money', part.minor.toString(), part.currency],
  }),
]
