import type { Day } from '../kernel/day.ts'
import { numberSeries } from '../entities/entity.ts'
import { command, put } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { maybe, shape, text } from '../kernel/shape.ts'
import { bookedBefore } from './facts.ts'
import { aMonthOf, loadPeriod, moved, seriesToCome, stateOf } from './period.ts'

/** Closes a month for all but those who may post late; the other way round as well, while it is not locked. */
export const softClose = command({
  name: 'closing.softClose',
  zone: 'finance',
  permit: 'closing.close',
  offline: 'never',
  input: shape({ ...aMonthOf, reason: maybe(text) }),
  output: stateOf,
  refusals: ['closing.badMonth', 'closing.unknownEntity', 'closing.isLocked', 'closing.notOver'],
  load: async (input, read, now) => {
    const facts = await loadPeriod(input, read, now)
    return refused(facts) ? facts : { ...facts, toCome: await seriesToCome(facts, read) }
  },
  decide: ({ reason }, facts, now) => {
    if (refused(facts)) return facts
    const { period, over, last, toCome } = facts
    const { entity, month } = period
    if (period.state === 'locked') return refuse('closing.isLocked', { entity, month })
    if (!over) return refuse('closing.notOver', { entity, month, day: last })
    return {
      result: { entity, month, state: 'softClosed' as const },
      changes: [...toCome.map((series) => put(numberSeries, series)), ...moved(period, { state: 'softClosed', reason }, now)],
    }
  },
})

/** Locks a month: nobody posts into it any more. Months are locked one after the other, so that no hole is left behind. */
export const lock = command({
  name: 'closing.lock',
  zone: 'finance',
  permit: 'closing.close',
  offline: 'never',
  input: shape(aMonthOf),
  output: stateOf,
  refusals: ['closing.badMonth', 'closing.unknownEntity', 'closing.isLocked', 'closing.notOver', 'closing.earlierOpen'],
  load: async (input, read, now) => {
    const facts = await loadPeriod(input, read, now)
    return refused(facts)
      ? facts
      : {
          ...facts,
          toCome: await seriesToCome(facts, read),
          booked: await bookedBefore(read, input.entity, `${input.month}-01` as Day),
        }
  },
  decide: (_input, facts, now) => {
    if (refused(facts)) return facts
    const { period, before, over, last, booked, toCome } = facts
    const { entity, month } = period
    if (period.state === 'locked') return refuse('closing.isLocked', { entity, month })
    if (!over) return refuse('closing.notOver', { entity, month, day: last })
    if (before.state !== 'locked' && booked) return refuse('closing.earlierOpen', { entity, month, before: before.month })
    return {
      result: { entity, month, state: 'locked' as const },
      changes: [...toCome.map((series) => put(numberSeries, series)), ...moved(period, { state: 'locked' }, now)],
    }
  },
})
