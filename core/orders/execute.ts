import { command, put, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { idOf, maybe, shape, text } from '../kernel/shape.ts'
import { releaseCredit } from '../approvals/credit.ts'
import { contractLines } from '../contracts/contract.ts'
import { customers } from '../customers/customer.ts'
import { winning, won } from '../opportunities/win.ts'
import { quotes } from '../quotes/quote.ts'
import { execute, executionFacts, executionFaults } from './executing.ts'
import { partsOf } from './lines.ts'
import { orderCosts, orderLines, orders, type Order } from './order.ts'
import { about, called, wholeOf, wholeOrder } from './whole.ts'

/** An accepted order becomes what it says, from one point and in one transaction: a contract with its lines, purchases, projects and funds. All of it, or nothing. */
export const executeOrder = command({
  name: 'orders.execute',
  zone: 'operations',
  permit: 'orders.execute',
  offline: 'never',
  input: shape({
    order: idOf('orders'),
    /** Number of a new contract; left out: that of the order. */
    contractNumber: maybe(text),
  }),
  output: wholeOrder,
  refusals: ['orders.unknown', 'orders.notAccepted', ...executionFaults],
  load: async ({ order, contractNumber }, read, now) => {
    const facts = await executionFacts(order, contractNumber?.trim() ?? null, read, now)
    const quote = facts?.order.quote ? await read.get(quotes, facts.order.quote) : undefined
    return { facts, sale: await winning(read, quote?.opportunity) }
  },
  decide: (input, { facts, sale }, now) => {
    if (!facts) return refuse('orders.unknown', { order: input.order })
    const { order, customer } = facts
    if (order.state !== 'accepted') return refuse('orders.notAccepted', { order: called(order), state: order.state })
    const done = execute(facts, input.contractNumber?.trim() ?? null, now)
    if (refused(done)) return done
    const { contract, lines, costs } = done
    // What was agreed for this order was approved with it, and is how the customer pays from now on.
    const paying = order.paymentDays !== null && order.paymentDays !== customer.paymentDays
    const waits = done.contractLines.some(({ state, life }) => state !== 'active' || life?.project)
    const executed: Order = {
      ...order,
      state: waits ? 'executing' : 'complete',
      contract: contract.id,
      executedAt: now.at,
      executedBy: now.caller.name,
      completedAt: waits ? null : now.at,
      changedAt: now.at,
    }
    return {
      result: wholeOf(executed, { lines, costs }),
      changes: [
        ...done.changes,
        put(orders, executed),
        ...lines.map((line) => put(orderLines, line)),
        ...costs.map((cost) => put(orderCosts, cost)),
        ...(paying ? [put(customers, { ...customer, paymentDays: order.paymentDays! })] : []),
        ...(waits ? [] : [releaseCredit(order.id)]),
        // What a campaign brought is reckoned by the contract.
        ...(sale ? won(sale, contract.id, now) : []),
        tell('orders.executed', { ...about(executed), contract: contract.id }),
        ...(waits ? [] : [tell('orders.completed', about(executed))]),
      ],
    }
  },
})

/** Everything is delivered and runs. */
export const completeOrder = command({
  name: 'orders.complete',
  zone: 'operations',
  permit: 'orders.execute',
  offline: 'never',
  input: shape({ order: idOf('orders') }),
  output: wholeOrder,
  refusals: ['orders.unknown', 'orders.notExecuting', 'orders.notDelivered'],
  load: async ({ order: id }, read) => {
    const order = await read.get(orders, id)
    const became = order?.contract ? await read.list(contractLines, { where: { field: 'contract', is: 'equal', value: order.contract }, order: ['number'], limit: 10_000 }) : [] // prettier-ignore
    // What the order brought was added in one moment, when it was executed; what it prepared for later is a draft.
    const own = became.filter(({ addedAt, state }) => addedAt === order?.executedAt && state !== 'draft')
    return { order, parts: order && (await partsOf(id, read)), own }
  },
  decide: (input, { order, parts, own }, now) => {
    if (!order || !parts) return refuse('orders.unknown', { order: input.order })
    if (order.state !== 'executing') return refuse('orders.notExecuting', { order: called(order), state: order.state })
    const waiting = own.find(({ state }) => state === 'signed' || state === 'awaiting')
    if (waiting) return refuse('orders.notDelivered', { order: called(order), line: `${waiting.number}`, product: waiting.product })
    const complete: Order = { ...order, state: 'complete', completedAt: now.at, changedAt: now.at }
    return {
      result: wholeOf(complete, parts),
      changes: [put(orders, complete), releaseCredit(order.id), tell('orders.completed', about(complete))],
    }
  },
})
