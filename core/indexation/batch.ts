import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { count, idOf, many, shape } from '../kernel/shape.ts'
import { priceBatches } from './proposal.ts'
import { batchTotals, letterCounts } from './reads.ts'

/** One batch, and what its prices come to by where they stand and currency. */
export const getBatch = query({
  name: 'indexation.batch',
  zone: 'finance',
  permit: 'indexation.read',
  input: shape({ batch: idOf('priceBatches') }),
  output: shape({
    batch: priceBatches.shape,
    totals: many(batchTotals.answers),
    letters: count,
    /** Customers who are still to be told. */
    waiting: count,
  }),
  refusals: ['indexation.unknownBatch'],
  ask: async ({ batch: id }, read) => {
    const batch = await read.get(priceBatches, id)
    if (!batch) return refuse('indexation.unknownBatch', { batch: id })
    const [counts] = await read.ask(letterCounts, { batch: id })
    return { batch, totals: await read.ask(batchTotals, { batch: id }), letters: counts?.letters ?? 0, waiting: counts?.waiting ?? 0 }
  },
})
