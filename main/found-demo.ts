import { randomUUID } from 'node:crypto'
import { story, valueAt, type Known } from '../core/demo/story.ts'
import { instant, type Instant } from '../core/kernel/day.ts'
import type { Outcome } from '../core/kernel/operation.ts'
import type { Wire } from '../core/kernel/shape.ts'
import type { HostCaller } from './callers.ts'
import type { Harmony } from './compose.ts'

/** A clock that stands where a story is; where none is told, it says nothing and the usual one counts. */
export interface StoryClock {
  readonly at: () => Instant | undefined
  stand(at: Instant | undefined): void
}
export function storyClock(): StoryClock {
  let now: Instant | undefined
  return { at: () => now, stand: (at) => void (now = at) }
}

/** Founds the demo company and lets its people sell through the autumn, each step by the operation that a person would use. */
export async function foundDemo(harmony: Harmony, clock: StoryClock, caller: HostCaller, input: Wire): Promise<Outcome> {
  const founded = await harmony.run({ id: randomUUID(), operation: 'demo.seed', input, caller })
  const empty = valueAt(input, ['empty']) === true
  if (!founded.ok || empty) return founded
  const answers = new Map<string, Wire>()
  const known: Known = (called, ...path) => valueAt(answers.get(called) ?? null, path)
  try {
    for (const step of story) {
      const by = step.by === null ? harmony.scheduler : await harmony.localAdministrator(step.by)
      if (!by) throw new Error(`bug: expected ${step.by} among the people of the demo company`)
      clock.stand(instant(step.at))
      const outcome = await harmony.run({ id: randomUUID(), operation: step.operation, input: step.input(known), caller: by })
      if (!outcome.ok)
        throw new Error(`bug: expected the story to go on at ${step.at}, ${step.operation}: ${JSON.stringify(outcome.refusal)}`)
      if (step.called !== undefined) answers.set(step.called, outcome.result as Wire)
    }
  } finally {
    clock.stand(undefined)
  }
  return founded
}
