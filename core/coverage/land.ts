import { command } from '../kernel/operation.ts'
import { assert } from '../kernel/refusal.ts'
import { choice, shape, text } from '../kernel/shape.ts'
import { entryKinds } from './coverage-rule.ts'
import { landFaults, takeBackFaults } from './landing-work.ts'
import { landings } from './landing.ts'
import { landPortion, loadPortion } from './portion.ts'

/** Lands one entry by the ladder of its contract; one that was taken back takes its landing back. The same entry again is the same landing. */
export const landEntry = command({
  name: 'coverage.land',
  zone: 'operations',
  permit: 'coverage.land',
  offline: 'queue',
  input: shape({ kind: choice(...entryKinds), entry: text }),
  output: landings.shape,
  refusals: ['coverage.unknownEntry', 'coverage.takenBack', ...landFaults, ...takeBackFaults],
  load: (input, read, now) => loadPortion([input], read, now),
  decide: (_input, portion, now) => {
    const { outcomes, changes } = landPortion(portion, now)
    const { landing, fault, before } = outcomes[0]!
    if (fault) return fault as never
    assert(landing, 'a landing or why there is none')
    return { result: landing, changes: before ? [] : changes }
  },
})
