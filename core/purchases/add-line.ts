import { earlier } from '../kernel/day.ts'
import { add, command, tell, type Change, type Now } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, aDecimal, choice, count, idOf, maybe, shape, text, type Id, type Value } from '../kernel/shape.ts'
import { timings } from '../contracts/contract.ts'
import { costLines, quantityRules, type CostLine } from './cost-line.ts'
import { currenciesOf, lineOfDeal, readDeal, tradeOf, type Deal } from './deal.ts'
import { readExchange, type Exchange } from '../rates/exchange.ts'
import { sides } from './margin.ts'
import { suppliers, type Supplier } from './supplier.ts'
import { costFault, costFaults } from './terms.ts'

/** What is said of something that is to be bought. What is left out follows the contract line or the supplier. */
export const givenCost = {
  /** Left out: own labour, hours at their loaded cost. */
  supplier: maybe(idOf('suppliers')),
  item: text,
  /** Left out: fixed. */
  quantityRule: maybe(choice(...quantityRules)),
  quantity: aDecimal,
  /** Left out: the currency of the supplier; of own labour, that of the legal entity. */
  currency: maybe(aCurrency),
  unitCost: aDecimal,
  /** Months between two purchases; left out: once. */
  months: maybe(count),
  timing: maybe(choice(...timings)),
  /** Left out: the first day of the contract line. */
  start: maybe(aDay),
  end: maybe(aDay),
  termEnd: maybe(aDay),
  noticeDays: maybe(count),
  extensionMonths: maybe(count),
}
const givenShape = shape(givenCost)
export type GivenCost = Value<typeof givenShape>

export type BuyFault = (typeof costFaults)[number] | 'purchases.unknownSupplier' | 'purchases.supplierInactive' | 'rates.missing'
export const buyFaults = [...costFaults, 'purchases.unknownSupplier', 'purchases.supplierInactive', 'rates.missing'] as const satisfies readonly BuyFault[] // prettier-ignore

/** A cost line as it would be bought for a line of the deal (`null`: for all of it), or why it cannot. */
export function costOf(
  given: GivenCost,
  deal: Deal,
  line: string | null,
  known: ReadonlyMap<string, Supplier>,
  exchange: Exchange,
  more: Pick<CostLine, 'number' | 'agreedOn' | 'addedBy'> & { readonly newId: Now['newId'] },
): CostLine | Refusal<BuyFault> {
  const supplier = given.supplier === null ? null : known.get(given.supplier)
  if (supplier === undefined) return refuse('purchases.unknownSupplier', { supplier: given.supplier ?? '' })
  if (supplier?.active === false) return refuse('purchases.supplierInactive', { supplier: supplier.name })
  const sold = line === null ? undefined : lineOfDeal(deal, line)
  const { newId, ...numbered } = more
  const cost: CostLine = {
    id: newId() as Id<'costLines'>,
    contract: deal.contract.id,
    line: sold?.id ?? null,
    entity: deal.contract.entity,
    ...given,
    ...numbered,
    item: given.item.trim(),
    quantityRule: given.quantityRule ?? 'fixed',
    currency: given.currency ?? supplier?.currency ?? deal.entityCurrency,
    timing: given.timing ?? 'advance',
    start: given.start ?? sold?.start ?? more.agreedOn,
    state: 'planned',
    orderedOn: null,
    reference: null,
    changes: 0,
    signed: null,
  }
  return costFault(cost) ?? rateFault(cost, deal, exchange) ?? cost
}

/** Without any rate to the currencies of the deal nobody could ever say what it earns. An old one is good enough for a plan. */
export function rateFault(cost: CostLine, deal: Deal, exchange: Exchange): Refusal<'rates.missing'> | undefined {
  const currencies = currenciesOf(deal, tradeOf(deal, cost.line).sold)
  for (const side of sides) {
    const rate = exchange.rate(cost.currency, currencies[side])
    if (refused(rate) && rate.refused === 'rates.missing') return refuse('rates.missing', rate.about)
  }
  return undefined
}

export const nextNumber = (costs: readonly CostLine[]): number => costs.reduce((last, { number }) => Math.max(last, number), 0) + 1

/** A purchase as it is planned. */
export const planned = (cost: CostLine, contract: Pick<Deal['contract'], 'id' | 'number'>): readonly Change[] => [
  add(costLines, cost),
  tell('purchases.lineAdded', { contract: contract.id, costLine: cost.id, number: contract.number }),
]

/** Plans a purchase for a contract line, or for a contract as a whole. */
export const addCostLine = command({
  name: 'purchases.addLine',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({
    contract: idOf('contracts'),
    /** Left out: for the contract as a whole. */
    line: maybe(idOf('contractLines')),
    ...givenCost,
    /** The day whose rates the sale was calculated with; left out: that of the customer's signature, or today. */
    agreedOn: maybe(aDay),
  }),
  output: costLines.shape,
  refusals: ['purchases.unknownContract', 'purchases.unknownLine', 'purchases.contractEnded', ...buyFaults],
  load: async (input, read, now) => {
    const deal = await readDeal(read, input.contract)
    const known = await read.some(suppliers, input.supplier === null ? [] : [input.supplier])
    return { deal, known, exchange: await readExchange(read, now.today, deal?.contract.entity) }
  },
  decide: (input, { deal, known, exchange }, now) => {
    if (!deal) return refuse('purchases.unknownContract', { contract: input.contract })
    if (deal.contract.state === 'ended') return refuse('purchases.contractEnded', { contract: deal.contract.number })
    const { contract: _contract, line, agreedOn, ...given } = input
    const sold = line === null ? undefined : lineOfDeal(deal, line)
    if (line !== null && !sold) return refuse('purchases.unknownLine', { line })
    const signed = sold?.life?.signedOn ?? deal.contract.signedOn
    const more = {
      number: nextNumber(deal.costs),
      agreedOn: agreedOn ?? (signed === null ? now.today : earlier(signed, now.today)),
      addedBy: null,
      newId: now.newId,
    }
    const cost = costOf(given, deal, line, known, exchange, more)
    if (refused(cost)) return cost
    return { result: cost, changes: planned(cost, deal.contract) }
  },
})
