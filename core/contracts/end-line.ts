import { addDays, later } from '../kernel/day.ts'
import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape } from '../kernel/shape.ts'
import { contractLines, contracts } from './contract.ts'
import { chargedTo } from './reads.ts'

/** Sets the last day of a line, or takes its end away. Days that are billed already cannot be cut off. */
export const endLine = command({
  name: 'contracts.endLine',
  zone: 'sales',
  permit: 'contracts.write',
  offline: 'queue',
  input: shape({
    line: idOf('contractLines'),
    /** The last day; left out, the line goes on. */
    end: maybe(aDay),
  }),
  output: contractLines.shape,
  refusals: ['contracts.unknownLine', 'contracts.ended', 'contracts.endBeforeStart', 'contracts.endBeforeBilled'],
  load: async (input, read) => {
    const line = await read.get(contractLines, input.line)
    if (!line) return {}
    const [charged] = await read.ask(chargedTo, { line: line.id })
    return { line, charged, contract: await read.get(contracts, line.contract) }
  },
  decide: (input, { line, charged, contract }) => {
    if (!line || !contract) return refuse('contracts.unknownLine', { line: input.line })
    if (contract.state === 'ended') return refuse('contracts.ended', { number: contract.number })
    const { end } = input
    if (end !== null && end < line.start) return refuse('contracts.endBeforeStart', { start: line.start, end })
    const byHarmony = charged ? addDays(charged.to, -1) : line.billedTo
    const billed = byHarmony !== null && line.billedTo !== null ? later(byHarmony, line.billedTo) : byHarmony
    if (end !== null && billed !== null && end < billed)
      return refuse('contracts.endBeforeBilled', { contract: contract.number, line: `${line.number}`, billedTo: billed, end })
    const changed = { ...line, end }
    return {
      result: changed,
      changes: [
        put(contractLines, changed),
        tell('contracts.lineEnded', { contract: contract.id, line: line.id, number: contract.number }),
      ],
    }
  },
})
