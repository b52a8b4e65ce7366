import type { Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import type { Currency } from '../kernel/money.ts'
import { documentOf } from '../catalog/document.ts'
import { products, productVersions } from '../catalog/product.ts'
import { contractLines, contracts, type ContractLine } from '../contracts/contract.ts'
import { lineChanges } from '../contracts/line-change.ts'
import { entities, groups } from '../entities/entity.ts'
import { changeOrders, type ChangeOrder } from './change-order.ts'
import { costActuals, costLines, type CostActual, type CostLine } from './cost-line.ts'
import type { Bought, Three, Trade } from './margin.ts'
import { soldOf, type Sold, type Versions } from './sales.ts'
import { signedStretches, stretchesOf } from './terms.ts'

/** A contract with everything that is sold and bought under it. */
export interface Deal {
  readonly contract: Row<typeof contracts>
  readonly entityCurrency: Currency
  readonly groupCurrency: Currency
  readonly sold: readonly Sold[]
  readonly costs: readonly CostLine[]
  readonly orders: readonly ChangeOrder[]
  readonly actuals: readonly CostActual[]
  readonly versions: Versions
}

/** Rows of one kind that one contract may have. */
const mostRows = 10_000

/** Deals of some contracts, a handful of questions for all of them; contracts that the caller may not see are left out. */
export async function readDeals(read: Read, ids: readonly string[]): Promise<readonly Deal[]> {
  const found = [...(await read.some(contracts, ids)).values()]
  if (found.length === 0) return []
  const where = { field: 'contract', is: 'in', value: found.map(({ id }) => id) } as const
  const [lines, costs, orders, actuals] = [
    await read.list(contractLines, { where, order: ['contract', 'number'], limit: mostRows }),
    await read.list(costLines, { where, order: ['contract', 'number'], limit: mostRows }),
    await read.list(changeOrders, { where, order: ['contract', 'number'], limit: mostRows }),
    await read.list(costActuals, { where, order: ['day'], limit: mostRows }),
  ]
  const changed = lines.filter((line) => line.changes > 0)
  const changes = changed.length > 0 ? await read.list(lineChanges, { where, order: ['number'], limit: mostRows }) : []
  const codes = [...new Set(lines.map(({ product }) => product))]
  const sellable = await read.some(products, codes)
  const versions = codes.length > 0 ? await read.list(productVersions, { where: { field: 'product', is: 'in', value: codes }, limit: mostRows }) : [] // prettier-ignore
  const selling = new Map(
    versions.map((version) => [`${version.product}@${version.version}`, documentOf(sellable.get(version.product)!, version).sell]),
  )
  const houses = await read.some(entities, [...new Set(found.map(({ entity }) => entity))])
  const families = await read.some(groups, [...new Set([...houses.values()].map(({ group }) => group))])
  return found.flatMap((contract) => {
    const house = houses.get(contract.entity)
    const family = house && families.get(house.group)
    if (!house || !family) return []
    const of = <T extends { readonly contract: string }>(rows: readonly T[]): readonly T[] =>
      rows.filter((row) => row.contract === contract.id)
    return [
      {
        contract,
        entityCurrency: house.currency,
        groupCurrency: family.currency,
        sold: of(lines).map((line) => soldOf(line, of(changes).filter((change) => change.line === line.id))), // prettier-ignore
        costs: of(costs),
        orders: of(orders),
        actuals: of(actuals),
        versions: selling,
      },
    ]
  })
}
export const readDeal = async (read: Read, contract: string): Promise<Deal | undefined> => (await readDeals(read, [contract]))[0]

const lineOf = (deal: Deal, line: string | null): Sold | null =>
  line === null ? null : (deal.sold.find((sold) => sold.line.id === line) ?? null)

/** What is bought for a line (`null`: for the contract as a whole), as it stands or as it was signed. */
export function tradeOf(deal: Deal, line: string | null, as: 'standing' | 'signed' = 'standing'): Trade {
  const bought = deal.costs
    .filter((cost) => cost.line === line)
    .map((cost): Bought => {
      const stretches = as === 'signed' ? signedStretches(cost) : stretchesOf(cost, deal.orders)
      return { cost, stretches, actuals: deal.actuals.filter((actual) => actual.costLine === cost.id) }
    })
  return { sold: lineOf(deal, line), bought }
}

/** Every line of the contract, with or without purchases, and then what is bought for no line in particular: once, and again and again. */
export function tradesOf(deal: Deal): readonly Trade[] {
  const { bought } = tradeOf(deal, null)
  const apart = [bought.filter(({ cost }) => cost.months === null), bought.filter(({ cost }) => cost.months !== null)]
  return [
    ...deal.sold.map(({ line }) => tradeOf(deal, line.id)),
    ...apart.filter((some) => some.length > 0).map((some) => ({ sold: null, bought: some })),
  ]
}

/** The currency of the sale; what belongs to no line is told in that of all lines where they share one, else in that of the legal entity. */
export function currenciesOf(deal: Deal, sold: Sold | null): Three<Currency> {
  const used = new Set<Currency>(sold ? [sold.line.currency] : deal.sold.map(({ line }) => line.currency))
  const [only] = used
  return { transaction: used.size === 1 ? only! : deal.entityCurrency, entity: deal.entityCurrency, group: deal.groupCurrency }
}

export const lineOfDeal = (deal: Deal, line: string): ContractLine | undefined => lineOf(deal, line)?.line
