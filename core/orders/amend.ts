import { add, command, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { idOf, shape, type Id } from '../kernel/shape.ts'
import { products } from '../catalog/product.ts'
import type { SaleLineWithCosts } from '../quotes/sale.ts'
import { noParts, partChanges, partsFor, partsOf, saleLinesOf } from './lines.ts'
import { orders, type Order } from './order.ts'
import { amendmentsOf } from './replacing.ts'
import { unsigned } from './save.ts'
import { about, called, isSigned, officeReference, wholeOf, wholeOrder } from './whole.ts'

/**
 * Begins a change order: a draft with everything that was signed, to be changed and signed in its turn. What was signed first counts until then; from then on the
 * change order stands in its place, whole.
 */
export const amendOrder = command({
  name: 'orders.amend',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'queue',
  input: shape({ order: idOf('orders') }),
  output: wholeOrder,
  refusals: ['orders.unknown', 'orders.notSigned', 'orders.amendedAlready'],
  load: async ({ order: id }, read) => {
    const order = await read.get(orders, id)
    const parts = order ? await partsOf(id, read) : noParts
    return {
      order,
      parts,
      begun: await amendmentsOf(id, read),
      sold: await read.some(products, [...new Set(parts.lines.map(({ product }) => product))]),
    }
  },
  decide: (input, { order, parts, begun, sold }, now) => {
    const id = now.newId() as Id<'orders'>
    if (!order) return refuse('orders.unknown', { order: input.order })
    if (!isSigned(order)) return refuse('orders.notSigned', { order: called(order), state: order.state })
    const [other] = begun
    if (other) return refuse('orders.amendedAlready', { order: called(order), other: called(other) })
    const draft: Order = {
      ...order,
      ...unsigned,
      id,
      number: null,
      reference: now.reference() ?? officeReference(id),
      state: 'draft',
      owner: now.caller.user as Id<'users'>,
      ownerName: now.caller.name,
      replaces: order.id,
      createdAt: now.at,
      changedAt: now.at,
    }
    const lines = saleLinesOf(parts).map((line) => asAgreed(line, sold.get(line.product)?.version))
    const copied = partsFor(draft, lines, noParts, now)
    return {
      result: wholeOf(draft, copied),
      changes: [add(orders, draft), ...partChanges(noParts, copied), tell('orders.amended', { ...about(draft), replaces: order.id })],
    }
  },
})

/** What the customer agreed to pay for a line is what it costs in the change order too, whatever lists, costs and rates have become since. */
function asAgreed(line: SaleLineWithCosts, current: number | undefined): SaleLineWithCosts {
  const stands = line.version === current && (line.priceBy === 'list' || line.priceBy === 'discount')
  return stands || line.unitPrice === null || line.priceBy === 'bundle' ? line : { ...line, priceBy: 'price', percent: null }
}
