import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, many, maybe, shape } from '../kernel/shape.ts'
import { approvals } from '../approvals/approval.ts'
import { approvalsOf } from '../approvals/asking.ts'
import { signatures } from '../signing/signature.ts'
import { partsOf } from './lines.ts'
import { orderChanges, orderDocuments, orders } from './order.ts'
import { orderLineRows, orderRows } from './reads.ts'
import { amendmentsOf, otherOrder, otherOrderOf } from './replacing.ts'
import { wholeOf, wholeOrder } from './whole.ts'

export const listOrders = listing({ name: 'orders.list', zone: 'sales', permit: 'orders.read', view: orderRows })
export const listOrderLines = listing({ name: 'orders.lines', zone: 'sales', permit: 'orders.read', view: orderLineRows })

/** An order, whole: lines, purchases, its signature, what it was worked out from, what was asked and what was changed. */
export const getOrder = query({
  name: 'orders.get',
  zone: 'sales',
  permit: 'orders.read',
  input: shape({ order: idOf('orders') }),
  output: shape({
    ...wholeOrder.fields,
    approvals: many(approvals.shape),
    signed: maybe(signatures.shape),
    document: maybe(orderDocuments.shape),
    history: many(orderChanges.shape),
    /** The signed order that it takes the place of, and those that take its own. */
    replaced: maybe(otherOrder),
    amendments: many(otherOrder),
  }),
  refusals: ['orders.unknown'],
  ask: async ({ order: id }, read) => {
    const order = await read.get(orders, id)
    if (!order) return refuse('orders.unknown', { order: id })
    const where = { field: 'order', is: 'equal', value: id } as const
    const replaced = order.replaces === null ? undefined : await read.get(orders, order.replaces)
    const [document] = await read.list(orderDocuments, { where, limit: 1 })
    return {
      ...wholeOf(order, await partsOf(id, read)),
      approvals: await approvalsOf(read, { record: orders.record, row: id }),
      signed: order.signature === null ? null : ((await read.get(signatures, order.signature)) ?? null),
      document: document ?? null,
      history: await read.list(orderChanges, { where, order: ['number'], limit: 1000 }),
      replaced: replaced ? otherOrderOf(replaced) : null,
      amendments: (await amendmentsOf(id, read)).map(otherOrderOf),
    }
  },
})
