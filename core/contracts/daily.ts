import { addMonths, type Day } from '../kernel/day.ts'
import type { Decision, JobState, Now } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'

/** The first id there can be: portions start after it. */
const firstLine = '00000000-0000-0000-0000-000000000000'

/** A round may run ahead of the calendar, to see what comes; beyond these months nobody knows it. */
const furthest = 120

/** A round over the lines of a day has no row of its own, so its subject carries what it answers: the day, the call that began it, and how many lines it changed. */
export const dailyState = (phase: string, asOf: Day, call: string, done: number, marker: string): JobState => ({
  subject: JSON.stringify([asOf, call, done]),
  marker,
  progress: { phase, done, of: 0 },
})
export function dailyOf({ subject }: Pick<JobState, 'subject'>): { readonly asOf: Day; readonly call: string; readonly done: number } {
  const [asOf, call, done] = JSON.parse(subject) as [Day, string, number]
  return { asOf, call, done }
}
/** Begins a round on a day, today where none is said. */
export function beginDaily(phase: string, said: Day | null, now: Now): Decision<JobState> | Refusal<'contracts.tooFarAhead'> {
  const asOf = said ?? now.today
  if (asOf > addMonths(now.today, furthest)) return refuse('contracts.tooFarAhead', { asOf, furthest: addMonths(now.today, furthest) })
  return { result: dailyState(phase, asOf, now.newId(), 0, firstLine), changes: [] }
}
