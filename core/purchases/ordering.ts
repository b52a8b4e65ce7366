import { addDays, earlier, later, type Day, type Instant } from '../kernel/day.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, count, idOf, many, maybe, shape, text, type Id, type Value } from '../kernel/shape.ts'
import { timings } from '../contracts/contract.ts'
import { buyFaults, costOf, nextNumber, rateFault, type BuyFault } from './add-line.ts'
import type { ChangeOrder, Figure } from './change-order.ts'
import { quantityRules, termsOf, type CostLine, type CostTerms } from './cost-line.ts'
import { currenciesOf, tradeOf, type Deal } from './deal.ts'
import type { Exchange } from '../rates/exchange.ts'
import { marginOf, windowOf, type MarginFault } from './margin.ts'
import type { Window } from './accrual.ts'
import { isOnce } from './sales.ts'
import type { Supplier } from './supplier.ts'
import { costFault } from './terms.ts'

/** One thing that a change order does. What is left out of a change stays as it is. */
export const wantedChange = shape({
  does: choice('change', 'add', 'remove'),
  /** What is changed or taken off. */
  costLine: maybe(idOf('costLines')),
  supplier: maybe(idOf('suppliers')),
  /** Needed for what is added; so are quantity and unit cost. */
  item: maybe(text),
  quantityRule: maybe(choice(...quantityRules)),
  quantity: maybe(aDecimal),
  currency: maybe(aCurrency),
  unitCost: maybe(aDecimal),
  end: maybe(aDay),
  termEnd: maybe(aDay),
  noticeDays: maybe(count),
  /** Of what is added. */
  months: maybe(count),
  timing: maybe(choice(...timings)),
  /** Of what is added; left out: the effective day. */
  start: maybe(aDay),
  extensionMonths: maybe(count),
})
export const wantedOrder = {
  contract: idOf('contracts'),
  /** The line that all the changes are for; left out: what is bought for the contract as a whole. */
  line: maybe(idOf('contractLines')),
  reason: text,
  effective: aDay,
  changes: many(wantedChange, 200),
}
const orderShape = shape(wantedOrder)
export type WantedOrder = Value<typeof orderShape>
type WantedChange = WantedOrder['changes'][number]

export type OrderFault =
  | BuyFault
  | MarginFault
  | 'purchases.unknownContract'
  | 'purchases.unknownLine'
  | 'purchases.contractEnded'
  | 'purchases.unknownCostLine'
  | 'purchases.dropped'
  | 'purchases.costEnded'
  | 'purchases.costTwice'
  | 'purchases.nothingChanged'
  | 'purchases.incompleteCost'
  | 'purchases.effectiveBackwards'
export const orderFaults = [
  ...buyFaults, 'rates.stale', 'purchases.noPrice', 'purchases.unknownContract', 'purchases.unknownLine', 'purchases.contractEnded', 'purchases.unknownCostLine',
  'purchases.dropped', 'purchases.costEnded', 'purchases.costTwice', 'purchases.nothingChanged', 'purchases.incompleteCost', 'purchases.effectiveBackwards',
] as const satisfies readonly OrderFault[] // prettier-ignore

/** What a change order rests on, beside the deal. */
export interface OrderFacts {
  readonly known: ReadonlyMap<string, Supplier>
  /** Of the day whose rates convert both sides. */
  readonly exchange: Exchange
}
export interface Stamp {
  readonly newId: () => string
  readonly at: Instant
  readonly by: string
}
/** The amendment, and the cost lines as it leaves them. */
export interface Ordered {
  readonly order: ChangeOrder
  readonly changed: readonly CostLine[]
  readonly new: readonly CostLine[]
}

/** The day whose rates a change is judged with: its own, or today where that is still to come. */
export const ratesOnOf = (effective: Day, today: Day): Day => earlier(effective, today)
export const suppliersNamed = (changes: readonly WantedChange[]): readonly string[] =>
  [...new Set(changes.flatMap(({ supplier }) => (supplier === null ? [] : [supplier])))] // prettier-ignore

/**
 * A change order worked out: the cost lines after it, and sales, cost and margin before and after over the same days and by the same rates. It knows nothing of
 * the customer's price but what it reads. The rehearsal and the order itself are this one function.
 */
export function orderOf(wanted: WantedOrder, deal: Deal | undefined, facts: OrderFacts, stamp: Stamp): Ordered | Refusal<OrderFault> {
  const { line, reason, effective, changes } = wanted
  if (!deal) return refuse('purchases.unknownContract', { contract: wanted.contract })
  if (deal.contract.state === 'ended') return refuse('purchases.contractEnded', { contract: deal.contract.number })
  if (line !== null && !deal.sold.some((sold) => sold.line.id === line)) return refuse('purchases.unknownLine', { line })
  if (changes.length === 0) return refuse('purchases.nothingChanged', { item: deal.contract.number })
  const number = (deal.orders.at(-1)?.number ?? 0) + 1
  const costs = new Map(deal.costs.map((cost) => [cost.id as string, cost]))
  const told: ChangeOrder['changes'][number][] = []
  for (const change of changes) {
    const after = changeOf(change, wanted, { ...deal, costs: [...costs.values()] }, facts, number, stamp.newId)
    if (refused(after)) return after
    const before = costs.get(after.id)
    if (told.some(({ costLine }) => costLine === after.id)) return refuse('purchases.costTwice', { item: after.item })
    costs.set(after.id, after)
    told.push({
      costLine: after.id,
      number: after.number,
      termsBefore: before ? termsOf(before) : null,
      termsAfter: change.does === 'remove' ? null : termsOf(after),
    })
  }
  const order: ChangeOrder = {
    id: stamp.newId() as Id<'changeOrders'>,
    contract: deal.contract.id,
    line,
    entity: deal.contract.entity,
    number,
    effective,
    reason: reason.trim(),
    changes: told,
    from: effective,
    to: effective,
    ratesOn: facts.exchange.day,
    marginBefore: [],
    marginAfter: [],
    recordedAt: stamp.at,
    recordedBy: stamp.by,
  }
  const compared = compare(deal, { ...deal, costs: [...costs.values()], orders: [...deal.orders, order] }, order, facts.exchange)
  if (refused(compared)) return compared
  const named = told.map(({ costLine }) => costs.get(costLine)!)
  return {
    order: { ...order, ...compared },
    changed: named.filter(({ id }) => deal.costs.some((cost) => cost.id === id)),
    new: named.filter(({ id }) => !deal.costs.some((cost) => cost.id === id)),
  }
}

/** The cost line as one change leaves it. */
function changeOf(
  change: WantedChange,
  { line, effective }: WantedOrder,
  deal: Deal,
  { known, exchange }: OrderFacts,
  number: number,
  newId: () => string,
): CostLine | Refusal<OrderFault> {
  const { does, costLine, item, quantity, unitCost } = change
  if (does === 'add') {
    if (item === null || quantity === null || unitCost === null) return refuse('purchases.incompleteCost', { item: item ?? '' })
    const { does: _does, costLine: _none, ...given } = { ...change, item, quantity, unitCost, start: change.start ?? effective }
    return costOf(given, deal, line, known, exchange, { number: nextNumber(deal.costs), agreedOn: exchange.day, addedBy: number, newId })
  }
  const cost = deal.costs.find(({ id }) => id === costLine)
  if (!cost || cost.line !== line) return refuse('purchases.unknownCostLine', { costLine: costLine ?? '' })
  if (cost.state === 'dropped') return refuse('purchases.dropped', { item: cost.item })
  if (cost.end !== null && cost.end < effective) return refuse('purchases.costEnded', { item: cost.item, end: cost.end })
  const last = deal.orders.findLast(({ changes }) => changes.some((changed) => changed.costLine === cost.id))
  if (last && effective < last.effective)
    return refuse('purchases.effectiveBackwards', { item: cost.item, number: `${last.number}`, before: last.effective })
  const kept = { changes: cost.changes + 1, signed: cost.signed ?? termsOf(cost) }
  if (does === 'remove') {
    const neverBought = cost.months === null || effective <= cost.start
    return neverBought ? { ...cost, ...kept, state: 'dropped' } : { ...cost, ...kept, end: addDays(effective, -1) }
  }
  const before = termsOf(cost)
  const after = changedTerms(before, change)
  if (sameTerms(before, after)) return refuse('purchases.nothingChanged', { item: `“${cost.item}”` })
  const fault = supplierFault(after, before, known)
  if (fault) return fault
  const changed: CostLine = { ...cost, ...after, ...kept }
  return costFault(changed) ?? rateFault(changed, deal, exchange) ?? changed
}

/** A new supplier invoices in its own currency only where the order says so: nothing is changed that nobody named. */
const changedTerms = (
  before: CostTerms,
  { supplier, item, quantityRule, quantity, currency, unitCost, end, termEnd, noticeDays }: WantedChange,
): CostTerms => ({
  supplier: supplier ?? before.supplier,
  item: item?.trim() ?? before.item,
  quantityRule: quantityRule ?? before.quantityRule,
  quantity: quantity ?? before.quantity,
  currency: currency ?? before.currency,
  unitCost: unitCost ?? before.unitCost,
  end: end ?? before.end,
  termEnd: termEnd ?? before.termEnd,
  noticeDays: noticeDays ?? before.noticeDays,
})
const sameTerms = (a: CostTerms, b: CostTerms): boolean =>
  a.quantity.eq(b.quantity) && a.unitCost.eq(b.unitCost) && a.supplier === b.supplier && a.item === b.item && a.quantityRule === b.quantityRule &&
  a.currency === b.currency && a.end === b.end && a.termEnd === b.termEnd && a.noticeDays === b.noticeDays // prettier-ignore
function supplierFault(after: CostTerms, before: CostTerms, known: OrderFacts['known']): Refusal<BuyFault> | undefined {
  if (after.supplier === null || after.supplier === before.supplier) return undefined
  const supplier = known.get(after.supplier)
  if (!supplier) return refuse('purchases.unknownSupplier', { supplier: after.supplier })
  return supplier.active ? undefined : refuse('purchases.supplierInactive', { supplier: supplier.name })
}

/** Both sides over the same days and by the same rates. */
function compare(
  standing: Deal,
  ordered: Deal,
  { line, effective, changes }: ChangeOrder,
  exchange: Exchange,
):
  | { readonly from: Day; readonly to: Day; readonly marginBefore: readonly Figure[]; readonly marginAfter: readonly Figure[] }
  | Refusal<MarginFault> {
  const [was, is] = [tradeOf(standing, line), tradeOf(ordered, line)]
  const currencies = currenciesOf(standing, was.sold)
  const named = new Set<string>(changes.map(({ costLine }) => costLine))
  const window = windowWith(windowOf({ sold: is.sold, bought: [...was.bought, ...is.bought] }, effective), was.sold !== null && !isOnce(was.sold.line), [...was.bought, ...is.bought].flatMap(({ cost }) => (named.has(cost.id) && cost.months === null ? [cost.start] : []))) // prettier-ignore
  const before = marginOf(was, window, currencies, standing.versions, exchange)
  if (refused(before)) return before
  const after = marginOf(is, window, currencies, ordered.versions, exchange)
  if (refused(after)) return after
  return { ...window, marginBefore: before.planned, marginAfter: after.planned }
}
/** What runs is compared from the effective day on; what is changed of a single purchase belongs to the comparison wherever its day lies. */
const windowWith = (window: Window, runs: boolean, days: readonly Day[]): Window =>
  runs ? { from: days.reduce(earlier, window.from), to: days.reduce((to, day) => later(to, addDays(day, 1)), window.to) } : window
