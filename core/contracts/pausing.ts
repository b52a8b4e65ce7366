import type { Day } from '../kernel/day.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { named, type History } from './changing.ts'
import { knownChanges, standingOn } from './timeline.ts'

/**
 * Nothing else may stop or start the charging from a day on (to another): pauses that lie within each other would end each other.
 * `until`: the last day of the pause, `null` while it is open.
 */
export function pauseFault(
  { line, contract, changes }: History,
  from: Day,
  until: Day | null,
): Refusal<'contracts.notCharged'> | undefined {
  const others = knownChanges(changes, null).filter((change) => change.sets.includes('billing') && change.effective > from)
  const meets = until === null ? others[0] : others.find((change) => change.effective <= until)
  if (standingOn(line, changes, from).billing && !meets) return undefined
  return refuse('contracts.notCharged', { ...named({ line, contract }), from, until: until ?? '–' })
}
