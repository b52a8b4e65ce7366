import { add, command, put, tell, type Change } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { decimalText, zero } from '../kernel/decimal.ts'
import { costLines } from '../purchases/cost-line.ts'
import { goodsReceipts } from './supplier-invoice.ts'

/** Records what came in of something that was ordered; below zero what was sent back. */
export const receive = command({
  name: 'payables.receive',
  zone: 'operations',
  permit: 'payables.receive',
  offline: 'never',
  input: shape({ costLine: idOf('costLines'), day: aDay, quantity: aDecimal, reference: maybe(text) }),
  output: shape({ ...goodsReceipts.shape.fields, received: aDecimal }),
  refusals: ['payables.unknownReceived', 'payables.droppedCostLine', 'payables.nothingReceived'],
  load: async ({ costLine }, read) => ({
    cost: await read.get(costLines, costLine),
    before: await read.list(goodsReceipts, { where: { field: 'costLine', is: 'equal', value: costLine }, limit: 10_000 }),
  }),
  decide: ({ costLine, day, quantity, reference }, { cost, before }, now) => {
    if (!cost) return refuse('payables.unknownReceived', { costLine })
    if (cost.state === 'dropped') return refuse('payables.droppedCostLine', { item: cost.item })
    const received = before.reduce((sum, one) => sum.plus(one.quantity), quantity)
    if (quantity.eq(0) || received.lt(zero)) return refuse('payables.nothingReceived', { item: cost.item, received: decimalText(received.minus(quantity)) })
    const receipt = {
      id: now.newId() as Id<'goodsReceipts'>, costLine: cost.id, contract: cost.contract, entity: cost.entity, day, quantity, reference, recordedAt: now.at, recordedBy: now.caller.name,
    } // prettier-ignore
    // What came in was ordered.
    const ordered: Change[] = cost.state === 'planned' ? [put(costLines, { ...cost, state: 'ordered', orderedOn: cost.orderedOn ?? day })] : []
    const told = tell('payables.received', { contract: cost.contract, costLine: cost.id, entity: cost.entity })
    return { result: { ...receipt, received }, changes: [add(goodsReceipts, receipt), ...ordered, told] }
  },
}) // prettier-ignore
