import { add, command, put, query, tell, type Now, type Read } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { shape } from '../kernel/shape.ts'
import { changeOrders } from './change-order.ts'
import { costLines } from './cost-line.ts'
import { readDeal } from './deal.ts'
import { readExchange } from '../rates/exchange.ts'
import { orderFaults, orderOf, ratesOnOf, suppliersNamed, wantedOrder, type WantedOrder } from './ordering.ts'
import { suppliers } from './supplier.ts'

async function factsOf({ contract, effective, changes }: WantedOrder, read: Read, now: Now) {
  const deal = await readDeal(read, contract)
  const known = await read.some(suppliers, suppliersNamed(changes))
  return { deal, known, exchange: await readExchange(read, ratesOnOf(effective, now.today), deal?.contract.entity) }
}
const stampOf = (now: Now) => ({ newId: now.newId, at: now.at, by: now.caller.name })

/** Changes what is bought after the customer has signed. What the customer pays stays as it was signed. */
export const changeOrder = command({
  name: 'purchases.changeOrder',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape(wantedOrder),
  output: changeOrders.shape,
  refusals: orderFaults,
  load: factsOf,
  decide: (input, { deal, ...facts }, now) => {
    const ordered = orderOf(input, deal, facts, stampOf(now))
    if (refused(ordered)) return ordered
    const { order } = ordered
    return {
      result: order,
      changes: [
        add(changeOrders, order),
        ...ordered.changed.map((cost) => put(costLines, cost)),
        ...ordered.new.map((cost) => add(costLines, cost)),
        tell('purchases.changed', { contract: order.contract, order: order.id, number: `${order.number}` }),
      ],
    }
  },
})

/** What a change order would come to. Nothing is changed. */
export const rehearseChange = query({
  name: 'purchases.rehearseChange',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape(wantedOrder),
  output: changeOrders.shape,
  refusals: orderFaults,
  ask: async (input, read, now) => {
    const { deal, ...facts } = await factsOf(input, read, now)
    const ordered = orderOf(input, deal, facts, stampOf(now))
    return refused(ordered) ? ordered : ordered.order
  },
})
