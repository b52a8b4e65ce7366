import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, many, shape } from '../kernel/shape.ts'
import { historiesOf } from './changing.ts'
import { contracts } from './contract.ts'
import { contractEvent, eventOn, eventsOf } from './events.ts'
import { linesOfContract } from './reads.ts'

/** One list of all that happened to a contract and is to come, by day; on one day in the order of recording. */
export const contractTimeline = query({
  name: 'contracts.timeline',
  zone: 'sales',
  permit: 'contracts.read',
  input: shape({ contract: idOf('contracts') }),
  output: shape({ contract: contracts.shape, events: many(contractEvent) }),
  refusals: ['contracts.unknown'],
  ask: async ({ contract: id }, read, now) => {
    const contract = await read.get(contracts, id)
    if (!contract) return refuse('contracts.unknown', { contract: id })
    const billed = new Map((await read.ask(linesOfContract, { contract: id })).map((row) => [row.id as string, row.billedTo]))
    const histories = await historiesOf({ line: null, contract: id }, read)
    const events = [
      ...(contract.signedOn === null ? [] : [eventOn('signed', contract.signedOn, now.today)]),
      ...histories.flatMap(({ line, changes }) => eventsOf(line, changes, billed.get(line.id) ?? null, now.today)),
    ]
    return { contract, events: events.toSorted((a, b) => (a.on === b.on ? recordedFirst(a, b) : a.on < b.on ? -1 : 1)) }
  },
})
type Recorded = { readonly recordedAt: string | null }
const recordedFirst = (a: Recorded, b: Recorded): number =>
  a.recordedAt === b.recordedAt ? 0 : (a.recordedAt ?? '') < (b.recordedAt ?? '') ? -1 : 1
