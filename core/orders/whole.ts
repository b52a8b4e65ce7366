import { many, shape } from '../kernel/shape.ts'
import { orderCosts, orderLines, orders, type Order } from './order.ts'
import type { Parts } from './lines.ts'

/** An order with its lines and what is bought for them. */
export const wholeOrder = shape({
  ...orders.shape.fields,
  lines: many(orderLines.shape),
  costs: many(orderCosts.shape),
})
export const wholeOf = (order: Order, { lines, costs }: Parts) => ({ ...order, lines, costs })
export const called = ({ number, reference, id }: Pick<Order, 'number' | 'reference' | 'id'>): string => number ?? reference ?? id
/** What the paper of an order written at the office is called until the order has its number, which it gets when it is signed: people speak of it, and files need a name. */
export const officeReference = (id: string): string => `HQ-${`${BigInt(`0x${id.slice(-12)}`) % 100_000_000n}`.padStart(8, '0')}`
export const about = (order: Order) => ({ order: order.id, number: called(order) })

const signedStates: readonly Order['state'][] = ['captured', 'qualityCheck', 'sentBack', 'accepted']
/** Signed, and not executed yet. */
export const isSigned = ({ state }: Pick<Order, 'state'>): boolean => signedStates.includes(state)
