import { clear, command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, shape } from '../kernel/shape.ts'
import { priceBatches, priceProposals } from './proposal.ts'

/** Throws a batch away that nobody was told of, so that its prices can be proposed anew. */
export const discardBatch = command({
  name: 'indexation.discard',
  zone: 'finance',
  permit: 'indexation.write',
  offline: 'never',
  input: shape({ batch: idOf('priceBatches') }),
  output: priceBatches.shape,
  refusals: ['indexation.unknownBatch', 'indexation.batchUnderWay'],
  load: async ({ batch: id }, read) => ({
    batch: await read.get(priceBatches, id),
    further: await read.list(priceProposals, {
      where: { all: [{ field: 'batch', is: 'equal', value: id }, { field: 'state', is: 'in', value: ['approved', 'lettered', 'accepted', 'applied'] }] },
      limit: 1,
    }),
  }), // prettier-ignore
  decide: (input, { batch, further }) => {
    if (!batch || batch.state === 'discarded') return refuse('indexation.unknownBatch', { batch: input.batch })
    if (further.length > 0) return refuse('indexation.batchUnderWay', { number: batch.number })
    const discarded = { ...batch, state: 'discarded' as const, marker: '' }
    return {
      result: discarded,
      changes: [
        clear(priceProposals, 'batch', batch.id),
        put(priceBatches, discarded),
        tell('indexation.discarded', { batch: batch.id, number: batch.number }),
      ],
    }
  },
})
