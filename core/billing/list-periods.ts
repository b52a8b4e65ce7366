import { calculator } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, choice, count, many, maybe, shape } from '../kernel/shape.ts'
import { duePeriods } from './periods.ts'

/** The longest interval that can be asked for: a hundred years. */
const mostMonths = 1200

/** The periods that a schedule bills on a day. */
export const listPeriods = calculator({
  name: 'billing.periods',
  zone: 'finance',
  permit: null,
  input: shape({
    start: aDay,
    end: maybe(aDay),
    billedTo: maybe(aDay),
    anchor: choice('calendar', 'anniversary'),
    interval: shape({ unit: choice('month', 'year'), count }),
    timing: choice('advance', 'arrears'),
    dueOn: aDay,
  }),
  output: shape({ periods: many(shape({ from: aDay, to: aDay, days: count, of: count })) }),
  refusals: ['billing.endBeforeStart', 'billing.invalidInterval'],
  work: ({ interval, dueOn, ...schedule }) => {
    const months = interval.unit === 'year' ? interval.count * 12 : interval.count
    if (months < 1 || months > mostMonths) return refuse('billing.invalidInterval', { count: `${interval.count}`, unit: interval.unit })
    if (schedule.end !== null && schedule.end < schedule.start)
      return refuse('billing.endBeforeStart', { start: schedule.start, end: schedule.end })
    return { periods: duePeriods({ ...schedule, months }, dueOn) }
  },
})
