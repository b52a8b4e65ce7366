import { add, type Change, type Now, type Read } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { addDays, type Day } from '../kernel/day.ts'
import { multiply, ratioOf } from '../kernel/decimal.ts'
import { toMinor } from '../kernel/money.ts'
import {
  aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text, type Id,
} from '../kernel/shape.ts' // prettier-ignore
import type { CostLine } from './cost-line.ts'
import { tradeOf, type Deal } from './deal.ts'
import { partsOf } from './margin.ts'

/** `draft` → `ordered` → `partlyReceived` → `received` → `closed`; `cancelled` where nothing of it came in. */
export const orderStates = ['draft', 'ordered', 'partlyReceived', 'received', 'closed', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]
/** Of these something still comes in. */
export const openStates: readonly OrderState[] = ['ordered', 'partlyReceived', 'received']

/** What we order from a supplier, as a document: made from what is bought for contracts, numbered when it is sent, changed by further versions. */
export const purchaseOrders = record(
  'purchaseOrders',
  shape({
    id: idOf('purchaseOrders'),
    /** Given when it is ordered. */
    number: maybe(text),
    series: maybe(codeOf('numberSeries')),
    sequence: maybe(count),
    entity: codeOf('entities'),
    supplier: idOf('suppliers'),
    currency: aCurrency,
    /** Of one delivery of everything; what is bought again and again counts one period. */
    amount: minorIn('currency'),
    state: choice(...orderStates),
    /** Of the draft 0, as ordered at first 1. */
    version: count,
    orderedOn: maybe(aDay),
    /** Printed below the lines. */
    note: maybe(text),
    /** Why it was changed, closed or cancelled last. */
    reason: maybe(text),
    createdAt: anInstant,
    createdBy: text,
    changedAt: anInstant,
    changedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    personal: { keep: 'letters', since: 'orderedOn', fields: { note: 'anyone.words', reason: 'anyone.words' } },
  },
)
export type PurchaseOrder = Row<typeof purchaseOrders>

/** A line of a version of an order, as it was sent. Never changed: what is ordered otherwise is another version. */
export const purchaseOrderLines = record(
  'purchaseOrderLines',
  shape({
    id: idOf('purchaseOrderLines'),
    supplierOrder: idOf('purchaseOrders'),
    entity: codeOf('entities'),
    version: count,
    position: count,
    costLine: idOf('costLines'),
    contract: idOf('contracts'),
    contractNumber: text,
    item: text,
    quantity: aDecimal,
    currency: aCurrency,
    unitCost: aDecimal,
    months: maybe(count),
    start: aDay,
    end: maybe(aDay),
    amount: minorIn('currency'),
  }),
  { key: 'id', entityField: 'entity', immutable: true },
)
export type PurchaseOrderLine = Row<typeof purchaseOrderLines>

/** Lines that one order may have, in all its versions. */
const mostLines = 10_000

export async function versionOf(read: Read, { id, version }: Pick<PurchaseOrder, 'id' | 'version'>): Promise<readonly PurchaseOrderLine[]> {
  const where = { all: [{ field: 'supplierOrder', is: 'equal', value: id }, { field: 'version', is: 'equal', value: `${version}` }] } as const // prettier-ignore
  return read.list(purchaseOrderLines, { where, order: ['position'], limit: mostLines })
}

/** The orders in force that name some cost lines, by cost line. */
export async function ordersOf(read: Read, costs: readonly string[]): Promise<ReadonlyMap<string, PurchaseOrder>> {
  if (costs.length === 0) return new Map()
  const lines = await read.list(purchaseOrderLines, {
    where: { field: 'costLine', is: 'in', value: [...costs] },
    order: ['id'],
    limit: mostLines,
  })
  const orders = await read.some(purchaseOrders, [...new Set(lines.map(({ supplierOrder }) => supplierOrder as string))].sort())
  const found = new Map<string, PurchaseOrder>()
  for (const { costLine, supplierOrder, version } of lines) {
    const one = orders.get(supplierOrder)
    if (one && one.version === version && one.state !== 'cancelled') found.set(costLine, one)
  }
  return found
}

/** How many are wanted on a day, and what they cost: of what is bought per unit, for as many as are sold. */
export function wantedOf(cost: CostLine, deal: Deal, today: Day): Pick<PurchaseOrderLine, 'quantity' | 'unitCost' | 'amount'> {
  const { sold, bought } = tradeOf(deal, cost.line)
  const own = bought.find((one) => one.cost.id === cost.id)!
  const day = cost.months === null || today < cost.start ? cost.start : today
  const parts = partsOf(own, sold, { from: day, to: addDays(day, 1) })
  const last = parts[parts.length - 1]
  const [quantity, unitCost] = last ? [last.quantity, last.terms.unitCost] : [cost.quantity, cost.unitCost]
  return { quantity, unitCost, amount: toMinor(cost.currency, multiply(ratioOf(quantity), ratioOf(unitCost))) }
}

/** The lines of a version, as their cost lines stand. */
export function linesFor(
  order: Pick<PurchaseOrder, 'id' | 'entity' | 'version'>,
  costs: readonly CostLine[],
  deals: ReadonlyMap<string, Deal>,
  now: Now,
): readonly PurchaseOrderLine[] {
  return costs.map((cost, i) => {
    const deal = deals.get(cost.contract)!
    return {
      id: now.newId() as Id<'purchaseOrderLines'>, supplierOrder: order.id, entity: order.entity, version: order.version, position: i + 1, costLine: cost.id, contract: cost.contract,
      contractNumber: deal.contract.number, item: cost.item, currency: cost.currency, months: cost.months, start: cost.start, end: cost.end, ...wantedOf(cost, deal, now.today),
    } // prettier-ignore
  })
}
export const added = (lines: readonly PurchaseOrderLine[]): readonly Change[] => lines.map((line) => add(purchaseOrderLines, line))
export const totalOf = (lines: readonly PurchaseOrderLine[]): bigint => lines.reduce((sum, { amount }) => sum + amount, 0n)
