import { addDays } from '../kernel/day.ts'
import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, effectiveDay, effectiveFault, effectiveFaults, historyOf, lineNamed, named, withRecorded } from './changing.ts' // prettier-ignore
import { pauseFault } from './pausing.ts'

/** Stops delivering and charging a line from a day on, until it is resumed. */
export const suspendLine = command({
  name: 'contracts.suspend',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** First day that is not charged; left out: today. */
    from: maybe(aDay),
    /** Last day of the suspension, where it is known. */
    until: maybe(aDay),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.notInForce', 'contracts.endBeforeStart', 'contracts.notCharged', ...effectiveFaults],
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: (input, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line: input.line })
    const { until, reason } = input
    const { state } = history.line
    if (state === 'draft' || state === 'signed' || state === 'awaiting') return refuse('contracts.notInForce', named(history))
    const from = effectiveDay(history, input.from, now)
    if (until !== null && until < from) return refuse('contracts.endBeforeStart', { start: from, end: until })
    const fault = effectiveFault(history, from) ?? pauseFault(history, from, until)
    if (fault) return fault
    const suspended = withRecorded(changing(history), { act: 'suspend', effective: from, billing: false, reason }, now)
    if (until === null) return changed(suspended)
    return changed(withRecorded(suspended, { act: 'resume', effective: addDays(until, 1), billing: true, reason }, now))
  },
})
