import { zero } from '../kernel/decimal.ts'
import { put, type Change, type Now, type Read } from '../kernel/operation.ts'
import {
  openStates, ordersOf, purchaseOrders, versionOf, type OrderState, type PurchaseOrder, type PurchaseOrderLine,
} from '../purchases/purchase-order.ts' // prettier-ignore
import { receiptsOf, receivedOf, type Receipt } from './deliveries.ts'

/** Our orders that name a cost line, and what came in of everything in them. */
export interface Ordered {
  readonly order: PurchaseOrder
  readonly lines: readonly PurchaseOrderLine[]
  readonly receipts: readonly Receipt[]
}
export async function orderedWith(read: Read, costLine: string): Promise<Ordered | undefined> {
  const order = (await ordersOf(read, [costLine])).get(costLine)
  if (!order) return undefined
  const lines = await versionOf(read, order)
  return { order, lines, receipts: await receiptsOf(read, lines.map((line) => line.costLine)) } // prettier-ignore
}

/** How an order stands by what came in of its lines. */
export function stateAfter({ lines, receipts }: Omit<Ordered, 'order'>): Extract<OrderState, 'ordered' | 'partlyReceived' | 'received'> {
  const come = lines.map(({ costLine, quantity }) => ({ quantity, received: receivedOf(receipts, costLine) }))
  if (come.every(({ quantity, received }) => received.gte(quantity))) return 'received'
  return come.some(({ received }) => received.gt(zero)) ? 'partlyReceived' : 'ordered'
}

/** The order after one more delivery. What was closed stays closed. */
export function afterDelivery({ order, lines, receipts }: Ordered, receipt: Receipt, now: Now): readonly Change[] {
  if (!openStates.includes(order.state)) return []
  const state = stateAfter({ lines, receipts: [...receipts, receipt] })
  return state === order.state ? [] : [put(purchaseOrders, { ...order, state, changedAt: now.at, changedBy: now.caller.name })]
}
