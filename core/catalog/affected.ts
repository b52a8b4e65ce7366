import type { Decimal } from '../kernel/decimal.ts'
import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import type { Currency } from '../kernel/money.ts'
import { aCurrency, aDecimal, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { price } from '../pricing/trace.ts'
import { sectionNames, type SectionName } from './behaviour.ts'
import { aDocument } from './behaviours/list.ts'
import { tariffOf, termOf } from './card-prices.ts'
import { documentFaults, faultsOf } from './document-check.ts'
import { documentOf, type ProductDocument } from './document.ts'
import { products, productVersions } from './product.ts'
import { pinnedLines } from './reads.ts'

/** Contract lines and the version that each holds to; `behind` are those that a newer version would change. */
export const listAffected = listing({ name: 'catalog.affected', zone: 'sales', permit: 'catalog.read', view: pinnedLines })

/** What a price comes to for a line, by its own quantity. */
const anAmount = shape({ amount: minorIn('currency'), per: choice('month', 'year', 'once') })

/** What another version of a product, or a draft of one, would change for each contract line that sells it. */
export const readEffects = query({
  name: 'catalog.effects',
  zone: 'sales',
  permit: 'catalog.read',
  input: shape({
    product: codeOf('products'),
    /** Left out, without a draft: the version that new contract lines take. */
    version: maybe(count),
    /** A draft in place of a version. */
    behaviours: maybe(aDocument),
    search: maybe(text),
    offset: maybe(count),
    limit: maybe(count),
  }),
  output: shape({
    product: codeOf('products'),
    total: count,
    rows: many(
      shape({
        line: idOf('contractLines'),
        contract: idOf('contracts'),
        contractNumber: text,
        number: count,
        customer: idOf('customers'),
        customerName: text,
        version: count,
        quantity: aDecimal,
        currency: aCurrency,
        /** Its price is agreed: the list changes nothing of it. */
        agreed: flag,
        before: maybe(anAmount),
        /** Nothing where the new version has no price in the line's currency. */
        after: maybe(anAmount),
        /** Parts of the product that say something else. */
        sections: many(choice(...sectionNames)),
      }),
    ),
  }),
  refusals: ['catalog.unknownProduct', 'catalog.unknownVersion', ...documentFaults],
  ask: async ({ product: code, version, behaviours, search, offset, limit }, read) => {
    const product = await read.get(products, code)
    if (!product) return refuse('catalog.unknownProduct', { product: code })
    const [fault] = behaviours ? faultsOf(behaviours) : []
    if (fault) return fault
    const versions = await read.list(productVersions, { where: { field: 'product', is: 'equal', value: code }, limit: 1000 })
    const documents = new Map(versions.map((v) => [v.version, documentOf(product, v)]))
    const target = behaviours ?? documents.get(version ?? product.version)
    if (!target) return refuse('catalog.unknownVersion', { product: code, version: `${version ?? product.version}` })
    const changed = new Map([...documents].map(([number, document]) => [number, changedSections(document, target)]))
    const found = await read.browse(pinnedLines, {
      where: { field: 'product', is: 'equal', value: code },
      ...(search === null ? {} : { search }),
      order: pinnedLines.order,
      offset: Math.max(0, offset ?? 0),
      limit: Math.min(1000, Math.max(1, limit ?? 100)),
    })
    return {
      product: code,
      total: found.total,
      rows: found.rows.map(({ id, unitPrice, ...row }) => ({
        line: id,
        contract: row.contract,
        contractNumber: row.contractNumber,
        number: row.number,
        customer: row.customer,
        customerName: row.customerName,
        version: row.version,
        quantity: row.quantity,
        currency: row.currency,
        agreed: unitPrice !== null,
        before: amountBy(documents.get(row.version), row.currency, row.quantity, unitPrice),
        after: amountBy(target, row.currency, row.quantity, unitPrice),
        sections: changed.get(row.version) ?? [],
      })),
    }
  },
})

/** What a quantity costs by a document, or by the price that is agreed in its place. */
function amountBy(document: ProductDocument | undefined, currency: Currency, quantity: Decimal, agreed: Decimal | null) {
  if (!document) return null
  const listed = document.sell.prices.find((p) => p.currency === currency)
  const tariff = agreed
    ? { model: 'flat' as const, unitPrice: agreed, packageSize: null, bands: [], free: null, chargeAtZero: false }
    : listed && tariffOf(document.sell, listed)
  const priced = tariff && price(tariff, currency, quantity)
  return priced === undefined || refused(priced) ? null : { amount: priced.minor, per: termOf(document) }
}

const changedSections = (before: ProductDocument, after: ProductDocument): SectionName[] => {
  const [a, b] = [aDocument.print(before), aDocument.print(after)] as readonly Readonly<Record<string, unknown>>[]
  return sectionNames.filter((name) => JSON.stringify(ordered(a![name])) !== JSON.stringify(ordered(b![name])))
}
/** Texts by language and other plain data may come in any order. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => [key, ordered(of)])) // prettier-ignore
      : value
