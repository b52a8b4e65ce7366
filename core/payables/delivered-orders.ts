import { zero } from '../kernel/decimal.ts'
import { put, type Change, type Now } from '../kernel/operation.ts'
import { openStates, purchaseOrders, type OrderState } from '../purchases/purchase-order.ts'
import { receivedOf, type Receipt } from './deliveries.ts'
import type { Ordered } from './receive.ts'

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
