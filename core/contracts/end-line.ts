import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, historyOf, lineNamed, named, withEnd, type Changing } from './changing.ts'

/** Sets the last day of a line, or takes its end away. Billed days that it cuts off are credited by the next run; days billed before Harmony are not ours to give back. */
export const endLine = command({
  name: 'contracts.endLine',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** The last day; left out, the line goes on. */
    end: maybe(aDay),
    amendment: maybe(text),
    reason: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.ended', 'contracts.endBeforeStart', 'contracts.endBeforeBilled'],
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: ({ line: id, end, amendment, reason }, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line: id })
    const { line, contract } = history
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (end !== null && end < line.start) return refuse('contracts.endBeforeStart', { start: line.start, end })
    if (end !== null && line.billedTo !== null && end < line.billedTo)
      return refuse('contracts.endBeforeBilled', { ...named(history), billedTo: line.billedTo, end })
    const of = changing(history)
    if (end === line.end) return changed(of)
    // Nothing was promised of a draft yet, so nothing has to be remembered of it.
    const draft: Changing = { ...of, line: { ...line, end } }
    return changed(line.state === 'draft' && line.changes === 0 ? draft : withEnd(of, 'end', end, { amendment, reason }, now))
  },
})
