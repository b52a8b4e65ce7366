import type { Now, Read } from '../kernel/operation.ts'
import type { Currency } from '../kernel/money.ts'
import { question, type Row } from '../kernel/record.ts'
import { codeOf, count, many, shape } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { documentOf, type ProductDocument } from '../catalog/document.ts'
import { products, productVersions, type Product, type ProductVersion } from '../catalog/product.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups } from '../entities/entity.ts'
import type { PublishedRate } from '../rates/rules.ts'
import { suppliers, type Supplier } from '../purchases/supplier.ts'
import { taxProfiles } from '../tax/profile.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { ownRules, taxRules } from '../tax/tax-rule.ts'
import type { GivenSaleLine } from './given.ts'
import { ratesSeen } from './sale-rates.ts'
import type { TaxCode, TaxedBy } from './sale-taxes.ts'

/**
 * The versions of products that are sold where the call is made. A laptop that has not met the hub since the day before yesterday sells by the price list of that
 * day, and the hub takes it at its word: a newer list may ask for an approval, never for another price.
 */
export const versionsSeen = question(
  'quotes.versionsSeen',
  shape({ products: many(codeOf('products'), 500) }),
  shape({ product: codeOf('products'), version: count }),
  { witnessed: true },
)

export interface Listed {
  readonly product: Product
  readonly version: ProductVersion
  readonly document: ProductDocument
}
export type Entity = Row<typeof entities>
export type Customer = Row<typeof customers>

/** Everything that a sale is worked out from. */
export interface SaleFacts {
  readonly entity: Entity | undefined
  readonly groupCurrency: Currency
  readonly customer: Customer | undefined
  readonly products: ReadonlyMap<string, Product>
  /** By `product@version`. */
  readonly listed: ReadonlyMap<string, Listed>
  /** The version that is sold now, by product. */
  readonly seen: ReadonlyMap<string, number>
  /** Of the legal entity's country. */
  readonly taxes: ReadonlyMap<string, TaxCode>
  readonly taxedBy: TaxedBy
  readonly suppliers: readonly Supplier[]
  /** Names of our own legal entities: what is bought there is our people's work. */
  readonly ownNames: ReadonlySet<string>
  readonly published: readonly PublishedRate[]
  readonly pricedOn: Day
}

interface SaleAsked {
  readonly entity: string
  readonly customer: string | null
  readonly pricedOn: Day | null
  readonly lines: readonly Pick<GivenSaleLine, 'product' | 'costs'>[]
}

/** Rows of one kind that a sale may touch. */
const mostRows = 10_000

export async function saleFacts({ entity: code, customer, pricedOn, lines }: SaleAsked, read: Read, now: Now): Promise<SaleFacts> {
  const entity = await read.get(entities, code)
  const group = entity && (await read.get(groups, entity.group))
  const codes = [...new Set(lines.map(({ product }) => product))]
  const seen = codes.length === 0 ? [] : await read.ask(versionsSeen, { products: codes })
  const known = await read.some(products, codes)
  const sold = now.honours ? new Map([...known].map(([product, row]) => [product, { ...row, active: true }])) : known
  const versions = codes.length === 0 ? [] : await read.list(productVersions, { where: { field: 'product', is: 'in', value: codes }, limit: mostRows }) // prettier-ignore
  const day = pricedOn ?? now.today
  const listed = listedOf(versions, sold)
  const taxes = entity ? await read.list(taxCodes, { where: { field: 'country', is: 'equal', value: entity.country }, order: ['code'], limit: mostRows }) : none // prettier-ignore
  const rules = entity ? await read.list(taxRules, { where: { field: 'country', is: 'equal', value: entity.country }, limit: mostRows }) : none // prettier-ignore
  return {
    entity,
    groupCurrency: group?.currency ?? entity?.currency ?? 'EUR',
    customer: customer === null ? undefined : await read.get(customers, customer),
    products: sold,
    listed,
    seen: new Map(seen.map(({ product, version }) => [product, version])),
    taxes: ofList(taxes, byCode, (rows) => new Map(rows.map((tax) => [tax.code, tax]))),
    taxedBy: {
      profile: await read.get(taxProfiles, code),
      rules: ofList(rules, sorted, ownRules),
      day,
    },
    suppliers: await sellersOf(lines, [...listed.values()], read), // prettier-ignore
    ownNames: ofList(await read.list(entities, { limit: 1000 }), named, (rows) => new Set(rows.map(({ name }) => name))),
    published: await read.ask(ratesSeen, { day }),
    pricedOn: day,
  }
}

const none: readonly never[] = []
// Two hundred sales that are worked out in one go read the same lists, and what follows from a list alone is worked out once for all of them.
const byCode = new WeakMap<readonly TaxCode[], ReadonlyMap<string, TaxCode>>()
const sorted = new WeakMap<Parameters<typeof ownRules>[0], ReturnType<typeof ownRules>>()
const named = new WeakMap<readonly Entity[], ReadonlySet<string>>()
function ofList<L extends readonly unknown[], T>(list: L, known: WeakMap<L, T>, work: (list: L) => T): T {
  let found = known.get(list)
  if (found === undefined) known.set(list, (found = work(list)))
  return found
}

/** By `product@version`. A version is told with the row of its product as it is now. */
const documents = new WeakMap<ProductVersion, Listed>()
function listedOf(versions: readonly ProductVersion[], sold: ReadonlyMap<string, Product>): Map<string, Listed> {
  const listed = new Map<string, Listed>()
  for (const version of versions) {
    const product = sold.get(version.product)
    if (!product) continue
    let one = documents.get(version)
    if (one?.product !== product) documents.set(version, (one = { product, version, document: documentOf(product, version) }))
    listed.set(`${product.code}@${version.version}`, one)
  }
  return listed
}

/** Suppliers that the lines name, or their products do; those that are not at hand are left out. */
async function sellersOf(lines: SaleAsked['lines'], listed: readonly Listed[], read: Read): Promise<readonly Supplier[]> {
  const ids = [...new Set(lines.flatMap(({ costs }) => (costs ?? []).flatMap(({ supplier }) => supplier ?? [])))]
  const said = lines.flatMap(({ costs }) => (costs ?? []).flatMap(({ supplierName }) => supplierName ?? []))
  const names = [...new Set([...said, ...listed.flatMap(({ document }) => (document.buy.purchases ?? []).map(({ supplier }) => supplier))])]
  if (ids.length + names.length === 0) return []
  const any = [
    { field: 'id', is: 'in', value: ids },
    { field: 'code', is: 'in', value: names },
    { field: 'name', is: 'in', value: names },
  ] as const
  return read.list(suppliers, { where: { any: any.filter(({ value }) => value.length > 0) }, order: ['code'], limit: mostRows })
}
