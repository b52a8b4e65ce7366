import { job, type JobState } from '../kernel/operation.ts'
import { aDay, count, maybe, shape } from '../kernel/shape.ts'
import { dailyOf, dailyState } from '../contracts/daily.ts'
import { expireLots, lapse } from './expire.ts'

/** Lets everything lapse that is over, portion by portion. The schedule calls it daily, when the work of the day before is in. */
export const expireDue = job({
  name: 'funds.expireDue',
  zone: 'operations',
  permit: 'funds.write',
  input: shape({
    /** Left out: today. */
    day: maybe(aDay),
  }),
  output: shape({ day: aDay, lapsed: count }),
  refusals: [],
  begin: {
    load: async () => ({}),
    decide: ({ day }, _facts, now) => ({ result: dailyState('funds.lapsing', day ?? now.today, now.newId(), 0, '1'), changes: [] }),
  },
  step: {
    load: (state: JobState, read, now) => expireLots.load({ day: dailyOf(state).asOf }, read, now),
    decide: (state, facts, now) => {
      const { asOf, call, done } = dailyOf(state)
      const { result, changes } = lapse(asOf, facts, now)
      const lapsed = done + result.lapsed
      return { result: dailyState('funds.lapsing', asOf, call, lapsed, result.more ? `${state.marker}1` : ''), changes }
    },
  },
  finish: async (subject) => {
    const { asOf, done } = dailyOf({ subject })
    return { day: asOf, lapsed: done }
  },
})
