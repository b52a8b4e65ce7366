import { earlier } from '../kernel/day.ts'
import { add, command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, idOf, many, maybe, shape } from '../kernel/shape.ts'
import { documentOf, type DocumentPurchase } from '../catalog/document.ts'
import { products, productVersions } from '../catalog/product.ts'
import { contractLines } from '../contracts/contract.ts'
import { termFrom } from '../contracts/deadlines.ts'
import { entities } from '../entities/entity.ts'
import { buyFaults, costOf, nextNumber } from './add-line.ts'
import { costLines, type CostLine } from './cost-line.ts'
import { readDeal } from './deal.ts'
import { readExchange } from '../rates/exchange.ts'
import { suppliers } from './supplier.ts'

/** Plans what the product says is bought with it, by the version that the line was sold with. What is there already is not planned twice. */
export const applyDefaults = command({
  name: 'purchases.applyDefaults',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({
    line: idOf('contractLines'),
    /** First day of what the supplier delivers on a term of its own; left out: the first day of the line. */
    start: maybe(aDay),
  }),
  output: shape({ added: many(costLines.shape) }),
  refusals: ['purchases.unknownLine', 'purchases.contractEnded', 'purchases.nothingToBuy', ...buyFaults],
  load: async ({ line: id }, read, now) => {
    const line = await read.get(contractLines, id)
    if (!line) return {}
    const product = await read.get(products, line.product)
    const [version] = await read.list(productVersions, {
      where: { all: [{ field: 'product', is: 'equal', value: line.product }, { field: 'version', is: 'equal', value: line.version }] }, // prettier-ignore
      limit: 1,
    })
    const wanted = product && version ? (documentOf(product, version).buy.purchases ?? []) : []
    const named = [...new Set(wanted.map(({ supplier }) => supplier))]
    const own = named.length === 0 ? [] : await read.list(entities, { where: { field: 'name', is: 'in', value: named }, limit: 100 })
    const byName = {
      any: [
        { field: 'code', is: 'in', value: named },
        { field: 'name', is: 'in', value: named },
      ],
    } as const
    const sellers = named.length > 0 ? await read.list(suppliers, { where: byName, order: ['code'], limit: 1000 }) : []
    const deal = await readDeal(read, line.contract)
    return { line, wanted, sellers, own, deal, exchange: await readExchange(read, now.today, deal?.contract.entity) }
  },
  decide: (input, { line, wanted, sellers, own, deal, exchange }, now) => {
    if (!line || !deal) return refuse('purchases.unknownLine', { line: input.line })
    if (deal.contract.state === 'ended') return refuse('purchases.contractEnded', { contract: deal.contract.number })
    const known = new Map(sellers.map((supplier) => [supplier.id as string, supplier]))
    const signed = line.life?.signedOn ?? deal.contract.signedOn
    const agreedOn = signed === null ? now.today : earlier(signed, now.today)
    const added: CostLine[] = []
    for (const purchase of wanted) {
      // What we buy from ourselves is our own people's work.
      const ours = own.some(({ name }) => name === purchase.supplier)
      const seller = sellers.find(({ code, name }) => code === purchase.supplier || name === purchase.supplier)
      if (!seller && !ours) return refuse('purchases.unknownSupplier', { supplier: purchase.supplier })
      const supplier = ours ? null : seller!.id
      if (deal.costs.some((cost) => cost.line === line.id && cost.item === purchase.item && cost.supplier === supplier)) continue
      const start = purchase.ownStart ? (input.start ?? line.start) : line.start
      const more = { number: nextNumber([...deal.costs, ...added]), agreedOn, addedBy: null, newId: now.newId }
      const cost = costOf({ ...givenOf(purchase, start), supplier }, deal, line.id, known, exchange, more)
      if (refused(cost)) return cost
      added.push(cost)
    }
    if (added.length === 0) return refuse('purchases.nothingToBuy', { product: line.product, line: `${line.number}` })
    return {
      result: { added },
      changes: added.flatMap((cost) => [
        add(costLines, cost),
        tell('purchases.lineAdded', { contract: deal.contract.id, costLine: cost.id, number: deal.contract.number }),
      ]),
    }
  },
})

const givenOf = (
  { item, currency, unitCost, quantityRule, quantity, rhythmMonths, termMonths }: DocumentPurchase,
  start: CostLine['start'],
) => ({
  item,
  currency,
  unitCost,
  quantityRule,
  quantity,
  months: rhythmMonths,
  timing: null,
  start,
  end: null,
  termEnd: termMonths === null ? null : termFrom(start, termMonths),
  noticeDays: null,
  extensionMonths: null,
})
