import { command, put, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { costLines } from './cost-line.ts'
import { changedBy, gather, gatherFaults, isOpen, marked, orderable } from './order-purchases.ts'
import { added, linesFor, openStates, purchaseOrders, totalOf, versionOf } from './purchase-order.ts'
import { suppliers } from './supplier.ts'

/** Orders otherwise what was ordered: a further version under the same number, with the lines as they stand after change orders, or with others. */
export const reviseOrder = command({
  name: 'purchases.reviseOrder',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({
    supplierOrder: idOf('purchaseOrders'),
    reason: text,
    /** What it shall name; left out: what it names already. */
    costLines: maybe(many(idOf('costLines'), 200)),
    note: maybe(text),
  }),
  output: purchaseOrders.shape,
  refusals: ['purchases.unknownOrder', 'purchases.orderState', 'purchases.orderUnchanged', ...gatherFaults],
  load: async (input, read) => {
    const order = await read.get(purchaseOrders, input.supplierOrder)
    const supplier = order && (await read.get(suppliers, order.supplier))
    if (!order || !supplier) return undefined
    const lines = await versionOf(read, order)
    const before = lines.map(({ costLine }) => costLine as string)
    return { order, supplier, lines, before, gathered: await gather(read, [...before, ...(input.costLines ?? [])]) }
  },
  decide: (input, facts, now) => {
    if (!facts) return refuse('purchases.unknownOrder', { order: input.supplierOrder })
    const { order, supplier, lines, before, gathered } = facts
    const { number } = order
    if (!isOpen(order) || number === null) return refuse('purchases.orderState', { number: number ?? '–', state: order.state })
    // What was taken off by a change order is ordered no more.
    const named = input.costLines ?? before.filter((id) => gathered.costs.get(id)?.state !== 'dropped')
    const costs = orderable(named, gathered, { supplier, entity: order.entity, order: order.id })
    if (refused(costs)) return costs
    const fresh = linesFor({ ...order, version: order.version + 1 }, costs, gathered.deals, now)
    const told = (line: (typeof lines)[number]): string =>
      [line.costLine, line.item, line.quantity.toString(), line.currency, line.unitCost.toString(), line.start, line.end ?? ''].join('|')
    const note = input.note?.trim() || order.note
    if (note === order.note && fresh.map(told).join() === lines.map(told).join()) return refuse('purchases.orderUnchanged', { number })
    const result = changedBy(order, { version: order.version + 1, amount: totalOf(fresh), currency: costs[0]!.currency, note, reason: input.reason.trim() }, now)
    const gone = before.filter((id) => !costs.some((cost) => cost.id === id)).flatMap((id) => gathered.costs.get(id) ?? [])
    return {
      result,
      changes: [
        put(purchaseOrders, result),
        ...added(fresh),
        ...marked(costs.filter(({ reference }) => reference !== number), number, order.orderedOn),
        ...gone.filter(({ reference }) => reference === number).map((cost) => put(costLines, { ...cost, reference: null })),
        tell('purchases.orderRevised', { order: order.id, number, entity: order.entity }),
      ],
    }
  },
}) // prettier-ignore

/** Ends an order: closed, where nothing more is to come in; cancelled, where nothing came in at all. What it named is planned again when it is cancelled. */
export const endOrder = command({
  name: 'purchases.endOrder',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({ supplierOrder: idOf('purchaseOrders'), reason: text }),
  output: purchaseOrders.shape,
  refusals: ['purchases.unknownOrder', 'purchases.orderState'],
  load: async ({ supplierOrder: id }, read) => {
    const order = await read.get(purchaseOrders, id)
    if (!order) return undefined
    const lines = await versionOf(read, order)
    return { order, costs: await read.some(costLines, lines.map(({ costLine }) => costLine as string).sort()) } // prettier-ignore
  },
  decide: ({ supplierOrder: id, reason }, facts, now) => {
    if (!facts) return refuse('purchases.unknownOrder', { order: id })
    const { order, costs } = facts
    if (order.state !== 'draft' && !openStates.includes(order.state)) return refuse('purchases.orderState', { number: order.number ?? '–', state: order.state })
    const cancelled = order.state === 'draft' || order.state === 'ordered'
    const result = changedBy(order, { state: cancelled ? 'cancelled' : 'closed', reason: reason.trim() }, now)
    const back = order.state === 'ordered' ? [...costs.values()].filter(({ state }) => state === 'ordered') : []
    return {
      result,
      changes: [
        put(purchaseOrders, result),
        ...back.map((cost) => put(costLines, { ...cost, state: 'planned', orderedOn: null, reference: null })),
        cancelled ? tell('purchases.orderCancelled', { order: id, number: order.number ?? '', entity: order.entity }) : tell('purchases.orderClosed', { order: id, number: order.number ?? '', entity: order.entity }),
      ],
    }
  },
}) // prettier-ignore
