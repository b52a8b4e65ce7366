import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, effectiveDay, effectiveFault, effectiveFaults, historyOf, lineNamed, named, pauseOn, withRecorded } from './changing.ts' // prettier-ignore

/** Goes on with a line that is suspended. */
export const resumeLine = command({
  name: 'contracts.resume',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** First day that is charged again; left out: today. */
    on: maybe(aDay),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.notSuspended', ...effectiveFaults],
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: (input, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line: input.line })
    const effective = effectiveDay(history, input.on, now)
    const fault = effectiveFault(history, effective)
    if (fault) return fault
    if (pauseOn(history.changes, effective) !== 'suspend') return refuse('contracts.notSuspended', { ...named(history), on: effective })
    return changed(withRecorded(changing(history), { act: 'resume', effective, billing: true, reason: input.reason }, now))
  },
})
