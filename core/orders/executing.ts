import { addMonths, type Day } from '../kernel/day.ts'
import { money, type Currency } from '../kernel/money.ts'
import { put, type Change, type Decision, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { documentOf } from '../catalog/document.ts'
import { products } from '../catalog/product.ts'
import { addLine } from '../contracts/add-line.ts'
import { addMilestones } from '../contracts/add-milestones.ts'
import { contracts, plainLife, type ContractLine } from '../contracts/contract.ts'
import { termFrom } from '../contracts/deadlines.ts'
import { openContract } from '../contracts/open.ts'
import { soldWith, type Sold } from '../contracts/sold.ts'
import { renewalOf } from '../contracts/terms.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups } from '../entities/entity.ts'
import { buyFaults, costOf, nextNumber, planned } from '../purchases/add-line.ts'
import type { CostLine } from '../purchases/cost-line.ts'
import { readDeal, type Deal } from '../purchases/deal.ts'
import { soldOf } from '../purchases/sales.ts'
import { suppliers, type Supplier } from '../purchases/supplier.ts'
import { readExchange, type Exchange } from '../rates/exchange.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { partsOf, type Parts } from './lines.ts'
import { orders, type Order, type OrderCost, type OrderLine } from './order.ts'
import { called } from './whole.ts'

export const executionFaults = [...openContract.refusals, ...addLine.refusals, ...addMilestones.refusals, ...buyFaults, 'orders.unknownSupplier', 'orders.contractEnded', 'orders.otherContract'] as const // prettier-ignore
export type ExecutionFault = (typeof executionFaults)[number]

type Contract = Row<typeof contracts>
export interface ExecutionFacts {
  readonly order: Order
  readonly parts: Parts
  readonly entity: Row<typeof entities>
  readonly groupCurrency: Currency
  readonly customer: Row<typeof customers>
  /** The contract that it is sold under, with everything in it; `undefined`: a new one. */
  readonly deal: Deal | undefined
  readonly sameNumber: readonly Contract[]
  /** By `product@version`: what the lines were signed with. */
  readonly sold: ReadonlyMap<string, Sold>
  /** By code: products that those of the lines prepare, in the version that is sold now. */
  readonly brought: ReadonlyMap<string, Sold>
  readonly taxes: ReadonlyMap<string, Row<typeof taxCodes>>
  readonly suppliers: readonly Supplier[]
  readonly exchange: Exchange
}

export async function executionFacts(id: string, number: string | null, read: Read, now: Now): Promise<ExecutionFacts | undefined> {
  const order = await read.get(orders, id)
  const entity = order && (await read.get(entities, order.entity))
  const customer = order && (await read.get(customers, order.customer))
  if (!order || !entity || !customer) return undefined
  const parts = await partsOf(id, read)
  const sold = new Map<string, Sold>()
  for (const { product, version } of parts.lines) {
    const one = await soldWith({ product, version }, read)
    // The signed version sells as it was signed; whether the product is still on sale matters no longer.
    if (one) sold.set(`${product}@${version}`, { ...one, product: { ...one.product, active: true } })
  }
  const wanted = number ?? called(order)
  const brought = new Map<string, Sold>()
  for (const code of [...sold.values()].flatMap((one) =>
    (documentOf(one.product, one.version).deliver.brings ?? []).map(({ product }) => product),
  )) {
    const product = await read.get(products, code)
    const one = product && (await soldWith({ product: product.code, version: product.version }, read))
    if (one) brought.set(code, one)
  }
  return {
    order,
    parts,
    entity,
    groupCurrency: (await read.get(groups, entity.group))?.currency ?? entity.currency,
    customer,
    deal: order.contract === null ? undefined : await readDeal(read, order.contract),
    sameNumber: await read.list(contracts, {
      where: { all: [{ field: 'entity', is: 'equal', value: order.entity }, { field: 'number', is: 'equal', value: wanted }] },
      limit: 1,
    }), // prettier-ignore
    sold,
    brought,
    taxes: await read.some(taxCodes, [...new Set(parts.lines.flatMap(({ taxCodes: own }) => own))]),
    suppliers: await sellersOf(parts.costs, read),
    exchange: await readExchange(read, now.today, order.entity),
  }
}
async function sellersOf(costs: readonly OrderCost[], read: Read): Promise<readonly Supplier[]> {
  const ids = [...new Set(costs.flatMap(({ supplier }) => supplier ?? []))]
  const names = [...new Set(costs.flatMap(({ supplierName }) => supplierName ?? []))]
  const any = [
    { field: 'id', is: 'in', value: ids },
    { field: 'name', is: 'in', value: names },
    { field: 'code', is: 'in', value: names },
  ] as const
  const wanted = any.filter(({ value }) => value.length > 0)
  return wanted.length === 0 ? [] : read.list(suppliers, { where: { any: wanted }, order: ['code'], limit: 10_000 })
}

/** What an order becomes. */
export interface Executed {
  readonly contract: Contract
  readonly lines: readonly OrderLine[]
  readonly costs: readonly OrderCost[]
  readonly contractLines: readonly ContractLine[]
  readonly changes: readonly Change[]
}

/** Every line by the behaviours of its product, from one point and in one go: contract lines, purchases, projects, funds. */
export function execute(facts: ExecutionFacts, number: string | null, now: Now): Executed | Refusal<ExecutionFault> {
  const { order, parts } = facts
  const opened = contractFor(facts, number ?? called(order), now)
  if (refused(opened)) return opened
  const { contract } = opened
  const changes: Change[] = [...opened.changes]
  const lines: OrderLine[] = []
  const costs: OrderCost[] = []
  const sold: ContractLine[] = []
  let deal: Deal = { ...dealOf(facts, contract), contract }
  for (const line of parts.lines) {
    const addition = contractLinesOf(line, facts, contract, deal.sold.at(-1)?.line, now)
    if (refused(addition)) return addition
    const [became, ...further] = addition.result
    assert(became, `a contract line of line ${line.number}`)
    sold.push(...addition.result)
    lines.push({ ...line, contractLine: became.id })
    deal = { ...deal, sold: [...deal.sold, ...addition.result.map((one) => soldOf(one, []))] }
    changes.push(...addition.changes)
    for (const cost of parts.costs.filter((one) => one.line === line.id)) {
      // What is paid by milestones is bought for all of them together.
      const whole = further.length > 0 ? { ...cost, ...fixedFor(cost, line) } : cost
      const bought = costLineOf(whole, further.length > 0 ? null : became, became.start, facts, deal, now)
      if (refused(bought)) return bought
      costs.push({ ...cost, costLine: bought.id })
      deal = { ...deal, costs: [...deal.costs, bought] }
      changes.push(...planned(bought, contract))
    }
  }
  const prepared = preparedLines(facts, contract, sold, deal.sold.at(-1)?.line, now)
  if (refused(prepared)) return prepared
  changes.push(...prepared)
  return { contract, lines, costs, contractLines: sold, changes }
}

/** What the products of the order prepare for later: drafts, for nothing is charged that the customer has not signed. What was ordered itself is not prepared again. */
function preparedLines(
  facts: ExecutionFacts,
  contract: Contract,
  sold: readonly ContractLine[],
  last: ContractLine | undefined,
  now: Now,
): readonly Change[] | Refusal<ExecutionFault> {
  const changes: Change[] = []
  let lastLine = last
  for (const line of sold) {
    const own = facts.sold.get(`${line.product}@${line.version}`)!
    for (const { product, quantityRule, quantity, afterMonths } of documentOf(own.product, own.version).deliver.brings ?? []) {
      const brought = facts.brought.get(product)
      const listed = brought?.version.prices.some(({ currency }) => currency === line.currency)
      if (!brought?.product.active || !listed || sold.some((one) => one.product === product)) continue
      const added = addLine.decide(
        {
          ...saidNothing, contract: contract.id, product: brought.product.code, description: null, unitPrice: null, currency: line.currency, end: null, costCentre: null,
          fund: null, quantity: quantityRule === 'perUnit' ? quantity.times(line.quantity) : quantity, start: addMonths(line.start, afterMonths),
          taxCodes: line.taxCodes, poNumber: line.poNumber, termEnd: null, renewal: null, state: 'draft',
          project: documentOf(brought.product, brought.version).deliver.delivery === 'project' ? `${called(facts.order)}/${product}` : null,
        },
        { contract, entity: facts.entity, sold: brought, lastLine, joins: null, taxes: facts.taxes },
        now,
      ) // prettier-ignore
      if (refused(added)) return added
      lastLine = added.result
      changes.push(...added.changes)
    }
  }
  return changes
}

function contractFor(
  facts: ExecutionFacts,
  number: string,
  now: Now,
): { readonly contract: Contract; readonly changes: readonly Change[] } | Refusal<ExecutionFault> {
  const { order, entity, customer, deal, sameNumber } = facts
  const signedOn = order.signedOn ?? now.today
  if (order.contract !== null) {
    if (deal?.contract.customer !== order.customer || deal.contract.entity !== order.entity)
      return refuse('orders.otherContract', { order: called(order) })
    const { contract } = deal
    if (contract.state === 'ended') return refuse('orders.contractEnded', { order: called(order), contract: contract.number })
    if (contract.state === 'active') return { contract, changes: [] }
    const inForce: Contract = { ...contract, state: 'active', signedOn: contract.signedOn ?? signedOn }
    return { contract: inForce, changes: [put(contracts, inForce)] }
  }
  const said = { entity: entity.code, customer: customer.id, number, name: order.title, state: 'active' as const }
  const opened = openContract.decide(said, { entity, customer, sameNumber }, now)
  if (refused(opened)) return opened
  const contract: Contract = { ...opened.result, signedOn }
  return { contract, changes: instead(opened.changes, contract) }
}
const dealOf = ({ deal, entity, groupCurrency, sold }: ExecutionFacts, contract: Contract): Deal => {
  const own = [...sold].map(([key, { product, version }]) => [key, documentOf(product, version).sell] as const)
  const standing = deal ?? {
    contract,
    entityCurrency: entity.currency,
    groupCurrency,
    sold: [],
    costs: [],
    orders: [],
    actuals: [],
    versions: new Map(),
  }
  return { ...standing, versions: new Map([...standing.versions, ...own]) }
}

const fixedFor = ({ quantityRule, quantity }: OrderCost, line: OrderLine): Pick<OrderCost, 'quantityRule' | 'quantity'> => ({
  quantityRule: 'fixed',
  quantity: quantityRule === 'perUnit' ? quantity.times(line.quantity) : quantity,
})

/** What a line becomes: one line of the contract, or where its product is paid by milestones one for each. */
function contractLinesOf(
  line: OrderLine,
  facts: ExecutionFacts,
  contract: Contract,
  lastLine: ContractLine | undefined,
  now: Now,
): Decision<readonly ContractLine[]> | Refusal<ExecutionFault> {
  const { order, entity, customer, taxes } = facts
  const sold = facts.sold.get(`${line.product}@${line.version}`)
  assert(sold, `the version that line ${line.number} was signed with`)
  if ((documentOf(sold.product, sold.version).recognise.milestones ?? []).length === 0) {
    const added = contractLineOf(line, sold, facts, contract, lastLine, now)
    return refused(added) ? added : { result: [added.result], changes: added.changes }
  }
  const added = addMilestones.decide(
    {
      contract: contract.id,
      product: sold.product.code,
      price: money(line.currency, line.oneOff),
      project: line.project ?? `${called(order)}/${line.number}`,
      start: line.start ?? order.start ?? order.signedOn ?? now.today,
      taxCodes: line.taxCodes,
      poNumber: order.poNumber,
      milestones: null,
    },
    { contract, customer, entity, sold, lastLine, taxes },
    now,
  )
  return refused(added) ? added : { result: added.result.lines, changes: added.changes }
}

/** The line by the rules of contracts, in the version and at the price that were signed. */
function contractLineOf(
  line: OrderLine,
  sold: Sold,
  facts: ExecutionFacts,
  contract: Contract,
  lastLine: ContractLine | undefined,
  now: Now,
): Decision<ContractLine> | Refusal<ExecutionFault> {
  const { order, entity, taxes } = facts
  const document = documentOf(sold.product, sold.version)
  const signedOn = order.signedOn ?? now.today
  const start = line.start ?? order.start ?? signedOn
  const once = line.kind === 'oneOff' || line.kind === 'prepay'
  const asListed = line.termMonths === document.renew.initialMonths
  const { description, quantity, unitPrice, currency, months, timing, anchor, end, costCentre, fund } = line
  const counted = line.kind === 'consumption' && sold.version.measure === 'counted'
  const added = addLine.decide(
    {
      ...saidNothing,
      contract: contract.id, product: line.product, description, quantity, unitPrice, currency, start, end, costCentre, fund,
      ...(counted ? {} : { months, timing, anchor }),
      taxCodes: line.taxCodes,
      poNumber: order.poNumber,
      project: line.project ?? (document.deliver.delivery === 'project' ? `${called(order)}/${line.number}` : null),
      termEnd: once || line.termMonths === null || end !== null ? null : termFrom(start, line.termMonths),
      renewal: once || asListed ? null : { ...(renewalOf(document) ?? noRenewal), initialMonths: line.termMonths },
    },
    { contract, entity, sold, lastLine, joins: null, taxes },
    now,
  ) // prettier-ignore
  if (refused(added)) return added
  const { result } = added
  if (contract.signedOn === signedOn) return added
  // The day stands at the line only where it is not the contract's.
  const dated = { ...result, life: { ...(result.life ?? plainLife), signedOn } }
  return { result: dated, changes: instead(added.changes, dated) }
}
/** The same changes, with another row in place of the one that they add. */
const instead = (changes: readonly Change[], row: Contract | ContractLine): readonly Change[] =>
  changes.map((change) => (change.does === 'add' ? { ...change, row } : change))
const saidNothing = {
  months: null, timing: null, anchor: null, billedTo: null, joins: null, anchorOn: null, proration: null, measure: null, pool: null, uplift: null, boundUntil: null,
  awaits: null, state: null,
} as const // prettier-ignore
const noRenewal = { mode: 'none', initialMonths: null, extensionMonths: null, noticeDays: null, supplierNoticeDays: null } as const

/** The purchase by the rules of purchases. */
function costLineOf(
  cost: OrderCost,
  line: ContractLine | null,
  first: Day,
  facts: ExecutionFacts,
  deal: Deal,
  now: Now,
): CostLine | Refusal<ExecutionFault> {
  const { order, exchange } = facts
  const known =
    facts.suppliers.find((s) => s.id === cost.supplier) ??
    facts.suppliers.find((s) => s.name === cost.supplierName || s.code === cost.supplierName)
  if (cost.supplierName !== null && !known) return refuse('orders.unknownSupplier', { order: called(order), supplier: cost.supplierName })
  const start = cost.start ?? first
  const { item, quantityRule, quantity, currency, unitCost, months, timing, termMonths, noticeDays, extensionMonths } = cost
  const given = {
    supplier: known?.id ?? null, item, quantityRule, quantity, currency, unitCost, months, timing, start, end: null,
    termEnd: termMonths === null ? null : termFrom(start, termMonths), noticeDays, extensionMonths,
  } // prettier-ignore
  const more = { number: nextNumber(deal.costs), agreedOn: order.pricedOn, addedBy: null, newId: now.newId }
  return costOf(given, deal, line?.id ?? null, new Map(known ? [[known.id as string, known]] : []), exchange, more)
}
