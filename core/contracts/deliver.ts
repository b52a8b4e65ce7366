import { command } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, maybe, shape, text } from '../kernel/shape.ts'
import { changed, changedLine, changing, historyOf, lineNamed, named, withLife } from './changing.ts'

/** What the line sells was delivered. It is charged once it is activated. */
export const deliverLine = command({
  name: 'contracts.deliver',
  zone: 'operations',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    ...lineNamed,
    /** Left out: today. */
    on: maybe(aDay),
    /** Number of the delivery note, who signed for it. */
    reference: maybe(text),
  }),
  output: changedLine,
  refusals: ['contracts.unknownLine', 'contracts.ended', 'contracts.notAwaiting'],
  load: async ({ line }, read) => ({ history: await historyOf(line, read) }),
  decide: (input, { history }, now) => {
    if (!history) return refuse('contracts.unknownLine', { line: input.line })
    const { line, contract } = history
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    if (line.state !== 'signed' && line.state !== 'awaiting') return refuse('contracts.notAwaiting', named(history))
    return changed(withLife(changing(history), { deliveredOn: input.on ?? now.today, delivery: input.reference, awaits: null }))
  },
})
