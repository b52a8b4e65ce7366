import { command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { count, flag, idOf, maybe, shape } from '../kernel/shape.ts'
import { decidedAtOnce, decisionFaults, mayBeApproved, moved, proposalsFor, someProposals } from './deciding.ts'
import { priceBatches, priceProposals } from './proposal.ts'

/** Approves new prices: chosen ones, or all of a batch that nothing stands in the way of. */
export const approvePrices = command({
  name: 'indexation.approve',
  zone: 'finance',
  permit: 'indexation.approve',
  offline: 'never',
  input: shape({
    batch: idOf('priceBatches'),
    /** Left out: all that are proposed. Excepted ones are approved by name only. */
    proposals: maybe(someProposals),
  }),
  output: shape({
    count,
    /** There were too many for one call: call again. */
    more: flag,
  }),
  refusals: ['indexation.unknownBatch', ...decisionFaults],
  load: async ({ batch: id, proposals }, read) => {
    const batch = await read.get(priceBatches, id)
    const proposed = {
      all: [
        { field: 'batch', is: 'equal', value: id },
        { field: 'state', is: 'equal', value: 'proposed' },
      ],
    } as const
    const ids = proposals ?? (await read.list(priceProposals, { where: proposed, limit: decidedAtOnce })).map((row) => row.id)
    return { batch, ids, facts: await proposalsFor(ids, read) }
  },
  decide: (input, { batch, ids, facts }, now) => {
    if (!batch) return refuse('indexation.unknownBatch', { batch: input.batch })
    const changes = moved(ids, facts, (p) => p.batch === batch.id && mayBeApproved(p), { state: 'approved' }, now)
    if (refused(changes)) return changes
    return {
      result: { count: changes.length, more: input.proposals === null && ids.length === decidedAtOnce },
      changes: [...changes, tell('indexation.decided', { count: `${changes.length}` })],
    }
  },
})
