import { command } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { flag, shape, text } from '../kernel/shape.ts'
import { lockedAfter } from './facts.ts'
import { aMonthOf, loadPeriod, moved, stateOf } from './period.ts'

/** Opens a soft-closed month again. A locked one needs two people: this one says why, another agrees. */
export const reopen = command({
  name: 'closing.reopen',
  zone: 'finance',
  permit: 'closing.close',
  offline: 'never',
  input: shape({ ...aMonthOf, reason: text }),
  output: shape({ ...stateOf.fields, /** Somebody else has to agree. */ asked: flag }),
  refusals: ['closing.badMonth', 'closing.unknownEntity', 'closing.isOpen', 'closing.alreadyAsked'],
  load: (input, read, now) => loadPeriod(input, read, now),
  decide: ({ reason }, facts, now) => {
    if (refused(facts)) return facts
    const { period } = facts
    const { entity, month } = period
    if (period.state === 'open') return refuse('closing.isOpen', { entity, month })
    if (period.state === 'softClosed')
      return { result: { entity, month, state: 'open' as const, asked: false }, changes: moved(period, { state: 'open', reason }, now) }
    if (period.reopeningAskedBy !== null) return refuse('closing.alreadyAsked', { entity, month })
    return {
      result: { entity, month, state: 'locked' as const, asked: true },
      changes: moved(period, { reason, reopeningAskedBy: now.caller.user }, now),
    }
  },
})

/** Agrees to open a locked month again, or declines it. Whoever asked cannot; that it was opened stays on the month for ever. */
export const decideReopening = command({
  name: 'closing.decideReopening',
  zone: 'finance',
  permit: 'closing.close',
  offline: 'never',
  input: shape({ ...aMonthOf, agree: flag }),
  output: stateOf,
  refusals: ['closing.badMonth', 'closing.unknownEntity', 'closing.notAsked', 'closing.samePerson', 'closing.laterLocked'],
  load: async (input, read, now) => {
    const facts = await loadPeriod(input, read, now)
    return refused(facts) ? facts : { ...facts, later: await lockedAfter(read, input) }
  },
  decide: ({ agree }, facts, now) => {
    if (refused(facts)) return facts
    const { period, later } = facts
    const { entity, month } = period
    if (period.reopeningAskedBy === null) return refuse('closing.notAsked', { entity, month })
    if (period.reopeningAskedBy === now.caller.user) return refuse('closing.samePerson', { entity, month })
    if (!agree) return { result: { entity, month, state: period.state }, changes: moved(period, {}, now) }
    // Months stay locked without holes, so the last one is opened first.
    if (later !== undefined) return refuse('closing.laterLocked', { entity, month, later })
    return {
      result: { entity, month, state: 'softClosed' as const },
      changes: moved(period, { state: 'softClosed', reason: period.reason, reopened: period.reopened + 1 }, now),
    }
  },
})
