import { add, command, put, query, remove, tell, type Now, type Read } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { count, idOf, many, shape, text, type Id, type Value } from '../kernel/shape.ts'
import { approvalsOf, askApprovals, type Approval } from '../approvals/asking.ts'
import { givenSaleCost } from '../quotes/given.ts'
import { costOf, type LineFault } from '../quotes/line-building.ts'
import { saleFacts, type SaleFacts } from '../quotes/sale-facts.ts'
import { marginOfSale, type Currencies } from '../quotes/sale-margin.ts'
import { LastRates } from '../quotes/sale-rates.ts'
import type { SaleCost } from '../quotes/sale.ts'
import { costsFor, costsOfLine, partsOf, saleLinesOf, type Parts } from './lines.ts'
import { judgedAs, needsOf, orderNeeds, type JudgedOrder } from './needs.ts'
import { orderChanges, orderCosts, orderDocuments, orders, type Order, type OrderChange } from './order.ts'
import { about, called, isSigned } from './whole.ts'

const input = shape({
  order: idOf('orders'),
  /** Number of the line. */
  line: count,
  reason: text,
  /** What is bought for the line from now on, whole. */
  costs: many(givenSaleCost, 50),
})
type Input = Value<typeof input>
const faults = [
  'orders.unknown', 'orders.notSigned', 'orders.unknownLine', 'orders.nothingChanged', 'quotes.unknownEntity', 'quotes.badCost', 'quotes.unknownSupplier',
] as const // prettier-ignore
type Fault = (typeof faults)[number]

interface Facts {
  readonly order: Order | undefined
  readonly parts: Parts
  readonly sale: SaleFacts | undefined
  readonly judged: JudgedOrder | undefined
  readonly present: readonly Approval[]
  readonly hash: string
}
async function load(said: Input, read: Read, now: Now): Promise<Facts> {
  const order = await read.get(orders, said.order)
  if (!order) return { order, parts: { lines: [], costs: [] }, sale: undefined, judged: undefined, present: [], hash: '' }
  const parts = await partsOf(order.id, read)
  const [document] = await read.list(orderDocuments, { where: { field: 'order', is: 'equal', value: order.id }, limit: 1 })
  const lines = parts.lines.slice(0, 1).map(({ product }) => ({ product, costs: said.costs }))
  return {
    order,
    parts,
    // Both sides are converted with the rates of the sale's own day, so that only the change shows.
    sale: await saleFacts({ entity: order.entity, customer: order.customer, pricedOn: order.pricedOn, lines }, read, now),
    judged: await judgedAs(order, { parts }, read, now),
    present: await approvalsOf(read, { record: orders.record, row: order.id }),
    hash: document?.hash ?? '',
  }
}

/** The change worked out: what the line costs and earns before and after. The rehearsal and the change itself are this one function. */
function changed(
  said: Input,
  { order, parts, sale }: Facts,
  now: Now,
): { readonly change: OrderChange; readonly order: Order; readonly parts: Parts } | Refusal<Fault> {
  if (!order || !sale) return refuse('orders.unknown', { order: said.order })
  if (!isSigned(order)) return refuse('orders.notSigned', { order: called(order), state: order.state })
  const line = parts.lines.find(({ number }) => number === said.line)
  if (!line) return refuse('orders.unknownLine', { order: called(order), line: `${said.line}` })
  const { entity } = sale
  if (!entity) return refuse('quotes.unknownEntity', { entity: order.entity })
  const after: SaleCost[] = []
  for (const given of said.costs) {
    const cost = costOf(given, said.line, { facts: { ...sale, entity } })
    if (refused(cost)) return cost as Refusal<Extract<LineFault, Fault>>
    after.push(cost)
  }
  const before = costsOfLine(line.id, parts.costs)
  const text = (costs: readonly SaleCost[]): string =>
    JSON.stringify(costs.map((cost) => orderChanges.shape.fields.costsAfter.print([cost])))
  if (text(before) === text(after)) return refuse('orders.nothingChanged', { order: called(order), line: `${said.line}` })
  const currencies: Currencies = { transaction: order.currency, entity: entity.currency, group: sale.groupCurrency }
  const rates = new LastRates(sale.published, sale.pricedOn)
  const margin = (costs: readonly SaleCost[]) => marginOfSale([{ ...line, costs }], currencies, rates)
  const id = now.newId() as Id<'orderChanges'>
  const change: OrderChange = {
    id,
    order: order.id,
    entity: order.entity,
    number: order.changes + 1,
    line: line.id,
    reason: said.reason.trim(),
    costsBefore: before,
    costsAfter: after,
    marginBefore: margin(before),
    marginAfter: margin(after),
    recordedAt: now.at,
    recordedBy: now.caller.name,
  }
  const own = costsFor(line, after, parts.costs, now)
  const changedParts = { lines: parts.lines, costs: [...parts.costs.filter((cost) => cost.line !== line.id), ...own] }
  const figures = marginOfSale(saleLinesOf(changedParts), currencies, rates)
  return { change, order: { ...order, figures, changes: change.number, changedAt: now.at }, parts: changedParts }
}

/** Changes what is bought for a signed order that is not executed yet. What the customer pays stays as it was signed. */
export const changeCosts = command({
  name: 'orders.changeCosts',
  zone: 'sales',
  permit: 'orders.write',
  offline: 'queue',
  input,
  output: orderChanges.shape,
  refusals: faults,
  load,
  decide: (said, facts, now) => {
    const made = changed(said, facts, now)
    if (refused(made)) return made
    const { change, order, parts } = made
    const stays = new Set<string>(parts.costs.map(({ id }) => id))
    // Another margin may need another approval; what was agreed for everything else stays agreed.
    const asked = askApprovals(needsOf(order, facts.hash), orderNeeds(order, parts, facts.judged!), facts.present, now)
    return {
      result: change,
      changes: [
        put(orders, order.state === 'accepted' && asked.some(({ does }) => does === 'add') ? { ...order, state: 'qualityCheck' } : order),
        ...facts.parts.costs.filter(({ id }) => !stays.has(id)).map(({ id }) => remove(orderCosts, id)),
        ...parts.costs.filter(({ line }) => line === change.line).map((cost) => put(orderCosts, cost)),
        add(orderChanges, change),
        ...asked,
        tell('orders.costsChanged', { ...about(order), change: change.id }),
      ],
    }
  },
})

/** What such a change would come to. Nothing is changed. */
export const rehearseCosts = query({
  name: 'orders.rehearseCosts',
  zone: 'sales',
  permit: 'orders.read',
  input,
  output: orderChanges.shape,
  refusals: faults,
  ask: async (said, read, now) => {
    const made = changed(said, await load(said, read, now), now)
    return refused(made) ? made : made.change
  },
})
