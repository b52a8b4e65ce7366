import { entities, numberSeries } from '../entities/entity.ts'
import { fiscalYear, paperNumber, seriesKey } from '../entities/rules.ts'
import { add, command, put, tell, type Change, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, codeOf, idOf, many, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { costLines, type CostLine } from './cost-line.ts'
import { readDeals, type Deal } from './deal.ts'
import {
  added, linesFor, ordersOf, purchaseOrders, totalOf, versionOf, type PurchaseOrder,
} from './purchase-order.ts' // prettier-ignore
import { suppliers, type Supplier } from './supplier.ts'

export const gatherFaults = [
  'purchases.unknownCostLine', 'purchases.nothingToOrder', 'purchases.otherSupplier', 'purchases.otherOrderCurrency', 'purchases.dropped', 'purchases.orderedBefore', 'purchases.supplierInactive',
] as const // prettier-ignore
type GatherFault = (typeof gatherFaults)[number]

export interface Gathered {
  readonly costs: ReadonlyMap<string, CostLine>
  readonly deals: ReadonlyMap<string, Deal>
  readonly orders: ReadonlyMap<string, PurchaseOrder>
}
/** The cost lines of an order with their contracts, and the orders that name them already. */
export async function gather(read: Read, wanted: readonly string[]): Promise<Gathered> {
  const ids = [...new Set(wanted)].sort()
  const costs = ids.length === 0 ? new Map<string, CostLine>() : await read.some(costLines, ids)
  const deals = await readDeals(read, [...new Set([...costs.values()].map(({ contract }) => contract as string))].sort())
  return { costs, deals: new Map(deals.map((deal) => [deal.contract.id, deal])), orders: await ordersOf(read, ids) }
}

/** The cost lines that one order may have: of one supplier, one legal entity, one currency, and in no other order. */
export function orderable(
  wanted: readonly string[],
  { costs, deals, orders }: Gathered,
  about: { readonly supplier: Supplier; readonly entity: string; readonly order: string | null },
): readonly CostLine[] | Refusal<GatherFault> {
  const found: CostLine[] = []
  for (const id of new Set(wanted)) {
    const cost = costs.get(id)
    if (!cost || cost.entity !== about.entity || !deals.has(cost.contract)) return refuse('purchases.unknownCostLine', { costLine: id })
    if (cost.supplier !== about.supplier.id) return refuse('purchases.otherSupplier', { item: cost.item, supplier: about.supplier.name })
    if (cost.state === 'dropped') return refuse('purchases.dropped', { item: cost.item })
    const other = orders.get(id)
    if (other && other.id !== about.order) return refuse('purchases.orderedBefore', { item: cost.item, number: other.number ?? '–' })
    const [first] = found
    if (first && first.currency !== cost.currency)
      return refuse('purchases.otherOrderCurrency', { item: cost.item, currency: cost.currency, other: first.currency })
    found.push(cost)
  }
  if (found.length === 0) return refuse('purchases.nothingToOrder', { supplier: about.supplier.name })
  return about.supplier.active ? found : refuse('purchases.supplierInactive', { supplier: about.supplier.name })
}

/** Puts things that are bought for contracts into one order to their supplier. Nothing is ordered yet. */
export const draftOrder = command({
  name: 'purchases.draftOrder',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({ entity: codeOf('entities'), supplier: idOf('suppliers'), costLines: many(idOf('costLines'), 200), note: maybe(text) }),
  output: purchaseOrders.shape,
  refusals: ['purchases.unknownEntity', 'purchases.unknownSupplier', ...gatherFaults],
  load: async (input, read) => ({
    entity: await read.get(entities, input.entity),
    supplier: await read.get(suppliers, input.supplier),
    gathered: await gather(read, input.costLines),
  }),
  decide: (input, { entity, supplier, gathered }, now) => {
    if (!entity) return refuse('purchases.unknownEntity', { entity: input.entity })
    if (!supplier) return refuse('purchases.unknownSupplier', { supplier: input.supplier })
    const costs = orderable(input.costLines, gathered, { supplier, entity: entity.code, order: null })
    if (refused(costs)) return costs
    const id = now.newId() as Id<'purchaseOrders'>
    const lines = linesFor({ id, entity: entity.code, version: 0 }, costs, gathered.deals, now)
    const order: PurchaseOrder = {
      id, number: null, series: null, sequence: null, entity: entity.code, supplier: supplier.id, currency: costs[0]!.currency, amount: totalOf(lines), state: 'draft', version: 0, orderedOn: null,
      note: input.note?.trim() || null, reason: null, createdAt: now.at, createdBy: now.caller.name, changedAt: now.at, changedBy: now.caller.name,
    } // prettier-ignore
    const told = tell('purchases.orderDrafted', { order: id, entity: entity.code, supplier: supplier.id })
    return { result: order, changes: [add(purchaseOrders, order), ...added(lines), told] }
  },
}) // prettier-ignore

/** Orders it: it gets its number, and what it names is ordered. */
export const sendOrder = command({
  name: 'purchases.sendOrder',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({ supplierOrder: idOf('purchaseOrders'), orderedOn: maybe(aDay) }),
  output: purchaseOrders.shape,
  refusals: ['purchases.unknownOrder', 'purchases.orderState', ...gatherFaults],
  load: async ({ supplierOrder: id, orderedOn }, read, now) => {
    const order = await read.get(purchaseOrders, id)
    const entity = order && (await read.get(entities, order.entity))
    const supplier = order && (await read.get(suppliers, order.supplier))
    if (!order || !entity || !supplier) return undefined
    const lines = await versionOf(read, order)
    const gathered = await gather(read, lines.map(({ costLine }) => costLine)) // prettier-ignore
    const day = orderedOn ?? now.today
    const year = fiscalYear(entity.fiscalYearStart, day)
    const key = seriesKey(entity.code, 'purchaseOrder', year) as Row<typeof numberSeries>['series']
    // Last of all: nobody else numbers an order of the entity until this one is committed.
    const begun = await read.hold(numberSeries, key)
    const series = begun ?? { series: key, entity: entity.code, document: 'purchaseOrder' as const, year, next: 1, seal: null }
    return { order, supplier, lines, gathered, day, series }
  },
  decide: ({ supplierOrder: id }, facts, now) => {
    if (!facts) return refuse('purchases.unknownOrder', { order: id })
    const { order, supplier, lines, gathered, day, series } = facts
    if (order.state !== 'draft') return refuse('purchases.orderState', { number: order.number ?? '–', state: order.state })
    const costs = orderable(lines.map(({ costLine }) => costLine), gathered, { supplier, entity: order.entity, order: order.id }) // prettier-ignore
    if (refused(costs)) return costs
    const number = paperNumber(order.entity, 'purchaseOrder', series.year, series.next)
    // What changed since the draft was made is ordered as it stands now.
    const version = order.version + 1
    const fresh = linesFor({ ...order, version }, costs, gathered.deals, now)
    const result: PurchaseOrder = { ...order, number, series: series.series, sequence: series.next, version, amount: totalOf(fresh), state: 'ordered', orderedOn: day, changedAt: now.at, changedBy: now.caller.name }
    return {
      result,
      changes: [
        put(purchaseOrders, result),
        ...added(fresh),
        ...marked(costs, number, day),
        put(numberSeries, { ...series, next: series.next + 1 }),
        tell('purchases.orderSent', { order: order.id, number, entity: order.entity }),
      ],
    }
  },
}) // prettier-ignore

/** Cost lines that are ordered now, under the number of our order. */
export const marked = (costs: readonly CostLine[], number: string, day: CostLine['orderedOn']): readonly Change[] =>
  costs.flatMap((cost) => [
    put(costLines, { ...cost, state: 'ordered', orderedOn: cost.orderedOn ?? day, reference: number }),
    tell('purchases.ordered', { contract: cost.contract, costLine: cost.id }),
  ])

/** Whether somebody may still change an order that was sent. */
export const isOpen = (order: PurchaseOrder): boolean => order.state === 'ordered' || order.state === 'partlyReceived'
export const changedBy = (order: PurchaseOrder, to: Partial<PurchaseOrder>, now: Now): PurchaseOrder => ({
  ...order,
  ...to,
  changedAt: now.at,
  changedBy: now.caller.name,
})
