import type { Read } from '../kernel/operation.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { choice, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { orders, orderStates, type Order } from './order.ts'
import { called, isSigned } from './whole.ts'

/** Change orders of one order that are looked at: one counts, and two that were begun apart from each other are one too many. */
const most = 100

/** Orders that were written to take the place of one, but for those that came to nothing. */
export const amendmentsOf = (order: string, read: Read): Promise<readonly Order[]> =>
  read.list(orders, {
    where: {
      all: [
        { field: 'replaces', is: 'equal', value: order },
        { field: 'state', is: 'in', value: orderStates.filter((state) => state !== 'cancelled') },
      ],
    },
    order: ['createdAt', 'id'],
    limit: most,
  })

/** What a screen says of the other order. */
export const otherOrder = shape({ id: idOf('orders'), number: maybe(text), reference: maybe(text), state: choice(...orderStates) })
export const otherOrderOf = ({ id, number, reference, state }: Order) => ({ id, number, reference, state })

/** May an order of this customer and legal entity take the place of the other? */
export function replacingFault(
  said: { readonly replaces: string; readonly customer: string; readonly entity: string },
  replaced: Order | undefined,
  known: boolean,
): Refusal<'orders.unknown' | 'orders.notSigned' | 'orders.replacesOther'> | undefined {
  if (!replaced) return refuse('orders.unknown', { order: said.replaces })
  if (replaced.customer !== said.customer || replaced.entity !== said.entity)
    return refuse('orders.replacesOther', { order: called(replaced) })
  // What became of it since is for finance to see: a draft can be saved all the same.
  return known || isSigned(replaced) ? undefined : refuse('orders.notSigned', { order: called(replaced), state: replaced.state })
}

/** What took the place of the same order, or was made of it, before this one came: both would be delivered. */
export const takenMeanwhile = (order: Order, replaced: Order | undefined, amendments: readonly Order[]): Order | undefined =>
  replaced?.state === 'executing' || replaced?.state === 'complete'
    ? replaced
    : amendments.find(({ id, state }) => id !== order.id && state !== 'draft')
