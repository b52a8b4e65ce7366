import { command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { costLines } from './cost-line.ts'

/** Says that something was ordered from its supplier. */
export const markOrdered = command({
  name: 'purchases.markOrdered',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({ costLine: idOf('costLines'), orderedOn: aDay, reference: maybe(text) }),
  output: costLines.shape,
  refusals: ['purchases.unknownCostLine', 'purchases.dropped'],
  load: async ({ costLine }, read) => ({ cost: await read.get(costLines, costLine) }),
  decide: ({ costLine, orderedOn, reference }, { cost }) => {
    if (!cost) return refuse('purchases.unknownCostLine', { costLine })
    if (cost.state === 'dropped') return refuse('purchases.dropped', { item: cost.item })
    const ordered = { ...cost, state: 'ordered' as const, orderedOn, reference: reference ?? cost.reference }
    return {
      result: ordered,
      changes: [put(costLines, ordered), tell('purchases.ordered', { contract: cost.contract, costLine: cost.id })],
    }
  },
})
