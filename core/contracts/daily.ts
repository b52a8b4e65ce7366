import type { Day } from '../kernel/day.ts'
import type { JobState } from '../kernel/operation.ts'

/** The first id there can be: portions start after it. */
export const firstLine = '00000000-0000-0000-0000-000000000000'

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
