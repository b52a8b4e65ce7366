import { addDays } from '../kernel/day.ts'
import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, effectiveFault, effectiveFaults, historyOf, lineNamed, withRecorded } from './changing.ts' // prettier-ignore
import { pauseFault } from './pausing.ts'

/** Days that cost nothing: from the first to the last of them. */
export const freePeriod = command({
  name: 'contracts.freePeriod',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    from: aDay,
    /** Last free day. */
    until: aDay,
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.endBeforeStart', 'contracts.notCharged', ...effectiveFaults],
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: ({ line, from, until, amendment, reason }, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line })
    if (until < from) return refuse('contracts.endBeforeStart', { start: from, end: until })
    const fault = effectiveFault(history, from) ?? pauseFault(history, from, until)
    if (fault) return fault
    const free = withRecorded(changing(history), { act: 'free', effective: from, billing: false, amendment, reason }, now)
    return changed(withRecorded(free, { act: 'free', effective: addDays(until, 1), billing: true, amendment, reason }, now))
  },
})
