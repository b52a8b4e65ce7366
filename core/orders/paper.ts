import { inLanguage } from '../kernel/by-language.ts'
import { decimalText } from '../kernel/decimal.ts'
import { toMinor } from '../kernel/money.ts'
import type { Day } from '../kernel/day.ts'
import type { Row } from '../kernel/record.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { documentOf, type ProductDocument } from '../catalog/document.ts'
import { products, productVersions } from '../catalog/product.ts'
import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { exactOf } from '../quotes/line-price.ts'
import { taxesOn, type TaxCode } from '../quotes/sale-taxes.ts'
import type { SaleLine } from '../quotes/sale.ts'
import { priceBookText, type Payload } from '../signing/payload.ts'
import { canonicalJson } from '../signing/canonical.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { clauseLibrary, clausesFor, type Clauses, type Library } from '../terms/choosing.ts'
import { partsOf, type Parts } from './lines.ts'
import { orders, type Order, type OrderLine } from './order.ts'
import { bundleWords, consentIn, unitPriceWords } from './paper-words.ts'
import { called } from './whole.ts'

/** Everything that the paper of an order says comes from these. */
export interface PaperFacts {
  readonly order: Order
  /** The signed order that it takes the place of. */
  readonly replaced: Order | undefined
  readonly parts: Parts
  readonly entity: Row<typeof entities>
  readonly customer: Row<typeof customers>
  readonly contact: Row<typeof contacts> | undefined
  /** By `product@version`: the product's names and what the version says of itself. */
  readonly sold: ReadonlyMap<string, { readonly product: Row<typeof products>; readonly document: ProductDocument }>
  readonly taxes: ReadonlyMap<string, TaxCode>
  readonly library: Library
}

export async function paperFacts(id: string, read: Read): Promise<PaperFacts | undefined> {
  const order = await read.get(orders, id)
  return order && paperFactsOf(order, await partsOf(id, read), read)
}

/** Of an order that need not be written down yet. */
export async function paperFactsOf(order: Order, parts: Parts, read: Read): Promise<PaperFacts | undefined> {
  const entity = await read.get(entities, order.entity)
  const customer = await read.get(customers, order.customer)
  if (!entity || !customer) return undefined
  const codes = [...new Set(parts.lines.map(({ product }) => product))]
  const known = await read.some(products, codes)
  const versions = codes.length === 0 ? [] : await read.list(productVersions, { where: { field: 'product', is: 'in', value: codes }, limit: 10_000 }) // prettier-ignore
  return {
    order,
    replaced: order.replaces === null ? undefined : await read.get(orders, order.replaces),
    parts,
    entity,
    customer,
    contact: order.contact === null ? undefined : await read.get(contacts, order.contact),
    sold: new Map(
      versions.flatMap((version) => {
        const product = known.get(version.product)
        return product ? [[`${version.product}@${version.version}`, { product, document: documentOf(product, version) }] as const] : []
      }),
    ),
    taxes: await read.some(taxCodes, [...new Set(parts.lines.flatMap(({ taxCodes: own }) => own))]),
    library: await clauseLibrary(read),
  }
}

/** The clauses of the order, as its products ask for them on the day. */
export function clausesOf({ order, parts, sold, library }: PaperFacts, day: Day): Clauses {
  const documents = parts.lines.flatMap(({ product, version }) => {
    const known = sold.get(`${product}@${version}`)
    return known ? [{ product: product as string, document: known.document }] : []
  })
  return clausesFor({ entity: order.entity, language: order.language, day, documents }, library)
}

/** What the customer signs, whole. Two places that know the same make the same of it, to the byte. */
export function payloadOf(facts: PaperFacts, day: Day, now: Pick<Now, 'digest'>): Payload {
  const { order, replaced, parts, entity, customer, contact } = facts
  const { chosen } = clausesOf(facts, day)
  return {
    format: 'harmony-order/1',
    kind: order.replaces === null ? 'order' : 'changeOrder',
    id: order.id,
    reference: order.reference,
    number: order.number,
    version: null,
    changes: replaced ? called(replaced) : null,
    language: order.language,
    culture: customer.language === order.language ? customer.culture : entity.culture,
    day,
    validUntil: null,
    currency: order.currency,
    seller: sellerOf(entity),
    buyer: {
      customer: customer.id,
      code: customer.code,
      name: customer.name,
      address: customer.address,
      country: customer.country,
      taxId: customer.taxId,
      contact: contact?.name ?? null,
    },
    salesperson: order.ownerName,
    poNumber: order.poNumber,
    subject: order.title,
    start: order.start,
    termMonths: null,
    paymentDays: order.paymentDays ?? customer.paymentDays,
    note: order.note,
    lines: parts.lines.map((line) => lineOnPaper(line, facts)),
    totals: totalsOnPaper(facts),
    clauses: chosen.map(({ clause, language, title, hash }) => ({
      code: clause.code,
      version: clause.version,
      language,
      heading: title,
      hash,
    })),
    priceBook: {
      stamp: now.digest(priceBookText(parts.lines)),
      says:
        order.priceBook
          .map(({ product, version, validFrom }) => `${product} ${version} (${validFrom})`)
          .join(', ')
          .slice(0, 500) || null,
    },
    rates:
      order.rates.length === 0
        ? null
        : {
            stamp: now.digest(canonicalJson(order.rates.map(({ legs }) => legs.map((leg) => ({ ...leg }))))),
            day: order.rates.map(({ published }) => published ?? order.pricedOn).reduce((a, b) => (a < b ? a : b)),
          },
    consent: consentIn(order.language),
  }
}

const sellerOf = (entity: PaperFacts['entity']): Payload['seller'] => ({
  entity: entity.code,
  name: entity.name,
  address: entity.address,
  country: entity.country,
  taxIdLabel: entity.taxIdLabel,
  taxId: entity.taxId,
  registration: entity.registration,
  bank: entity.bank,
  culture: entity.culture,
  legal: entity.legal,
})

type PaperLine = Payload['lines'][number]
function lineOnPaper(line: OrderLine, { order, sold }: PaperFacts): PaperLine {
  const { number, product, version, description, quantity, unitPrice, listPrice, discountPercent, kind } = line
  const known = sold.get(`${product}@${version}`)
  const bundle = order.bundles.find(({ name }) => name === line.bundle)
  const said = (texts: unknown, otherwise: string): string => inLanguage((texts ?? null) as never, order.language) ?? otherwise
  return {
    position: number,
    product,
    version,
    name: said(known?.product.names, product),
    description,
    quantity,
    unit: said(known?.document.sell.unit, '-'),
    unitPrice,
    // Said where the customer pays less; what is agreed above the list is a price, not a discount below zero.
    listPrice: listPrice && unitPrice?.lt(listPrice) ? listPrice : null,
    discountPercent: discountPercent?.gt(0) ? discountPercent : null,
    period: kind === 'consumption' ? 'usage' : line.per,
    amount: kind === 'consumption' ? null : (netOf(line, known?.document) ?? null),
    taxCodes: line.taxCodes,
    detail: [
      ...(bundle ? [bundleWords(bundle, order.currency, order.language)] : []),
      ...(unitPrice === null && known ? unitPriceWords(known.document, order.currency, order.language) : []),
    ],
    start: line.start,
    termMonths: line.termMonths,
    optional: null,
  }
}
/** Net of one `per` as it is billed: of what is paid by the year, a year. */
function netOf(line: SaleLine, document: ProductDocument | undefined): bigint | undefined {
  if (line.per !== 'year') return line.per === 'once' ? line.oneOff : line.monthly
  const exact = document && exactOf(line, document)
  return exact && toMinor(line.currency, exact)
}

/** One for each rhythm that occurs, its tax rounded once per code. What is counted later is in none. */
function totalsOnPaper({ order, parts, sold, taxes }: PaperFacts): Payload['totals'] {
  return (['once', 'month', 'year'] as const).flatMap((period) => {
    const own = parts.lines
      .filter(({ per, kind }) => kind !== 'consumption' && per === period)
      .map((line) => ({ taxCodes: line.taxCodes, net: netOf(line, sold.get(`${line.product}@${line.version}`)?.document) ?? 0n }))
    if (own.length === 0) return []
    const net = own.reduce((sum, line) => sum + line.net, 0n)
    const found = taxesOn(own, taxes)
    const tax = found.reduce((sum, { amount }) => sum + amount, 0n)
    return [
      {
        period,
        net,
        taxes: found.map(({ code, base, amount }) => ({
          code: code.code as string,
          rate: code.rate,
          base,
          amount,
          note: inLanguage(code.notes, order.language) ?? null,
        })),
        tax,
        gross: net + tax,
      },
    ]
  })
}

/** Where what was signed says something else than the order does: the first line or figure that differs. */
export function otherThanSigned({ order, parts }: Pick<PaperFacts, 'order' | 'parts'>, signed: Payload): string | undefined {
  const same =
    signed.kind === 'quote'
      ? signed.id === order.quote && signed.version === order.quoteVersion
      : signed.kind === (order.replaces === null ? 'order' : 'changeOrder') && signed.id === order.id
  if (!same || signed.buyer.customer !== order.customer) return order.id
  if (signed.currency !== order.currency) return order.currency
  if (signed.lines.length !== parts.lines.length) return `${signed.lines.length}`
  const other = parts.lines.find((line, i) => {
    const paper = signed.lines[i]!
    const price = (a: PaperLine['unitPrice']): string => (a === null ? '' : decimalText(a))
    return !(
      paper.product === line.product &&
      paper.version === line.version &&
      paper.quantity.eq(line.quantity) &&
      price(paper.unitPrice) === price(line.unitPrice) &&
      paper.taxCodes.join() === line.taxCodes.join()
    )
  })
  return other && `${other.number}`
}
