import { decimalText, type Decimal } from '../kernel/decimal.ts'
import { step, type Step } from '../kernel/explanation.ts'
import { money, type Money } from '../kernel/money.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { approvalsOf, type Subject, type Wanted } from '../approvals/asking.ts'
import { creditCheck, type CreditCheck, type CreditFacts } from '../approvals/credit.ts'
import { readCredit } from '../approvals/credit-standing.ts'
import { documentOf, type ProductDocument } from '../catalog/document.ts'
import { products, productVersions, type ProductVersion } from '../catalog/product.ts'
import { customers } from '../customers/customer.ts'
import { listPriceOf, valueMonths } from '../quotes/line-price.ts'
import { readJudged, saleNeeds, type Judged } from '../quotes/needs.ts'
import { quoteVersions, type QuoteVersion } from '../quotes/quote.ts'
import type { SaleLine, SaleSums } from '../quotes/sale.ts'
import { readExchange, type Exchange } from '../rates/exchange.ts'
import { readLate } from './lease.ts'
import { orders, type Order, type OrderLine } from './order.ts'
import { called } from './whole.ts'
import type { Parts } from './lines.ts'

/** What an order is judged by where it is decided: on the hub by what the hub knows today. */
export interface JudgedOrder extends Judged {
  readonly usualDays: number
  readonly credit: CreditFacts
  readonly exchange: Exchange
  /** By product: the version that is sold now. */
  readonly current: ReadonlyMap<string, { readonly version: ProductVersion; readonly document: ProductDocument }>
  /** By `product@version`: what the lines were sold with. */
  readonly sold: ReadonlyMap<string, ProductDocument>
  /** The version of the quote that it came of: whoever let it go out answered for it as it stood. */
  readonly offered: QuoteVersion | undefined
  /** Why the copy that it was captured on is too old to be relied on; nothing where it was not. */
  readonly late: readonly Step[]
}

export async function judgedAs(order: Order, { parts }: { readonly parts: Parts }, read: Read, now: Now): Promise<JudgedOrder> {
  const codes = [...new Set(parts.lines.map(({ product }) => product))]
  const known = await read.some(products, codes)
  const versions = codes.length === 0 ? [] : await read.list(productVersions, { where: { field: 'product', is: 'in', value: codes }, limit: 10_000 }) // prettier-ignore
  const documents = versions.flatMap((version) => {
    const product = known.get(version.product)
    return product ? [{ product, version, document: documentOf(product, version) }] : []
  })
  const { customer, entity } = order
  return {
    ...(await readJudged(read, entity, 'orders', now)),
    usualDays: (await read.get(customers, customer))?.paymentDays ?? 0,
    credit: await readCredit(
      read,
      { customer, entity, without: [order.id, ...(order.replaces === null ? [] : [order.replaces])] },
      now.today,
    ),
    exchange: await readExchange(read, now.today, entity),
    current: new Map(documents.filter(({ product, version }) => product.version === version.version).map((one) => [one.product.code, one])),
    sold: new Map(documents.map(({ version, document }) => [`${version.product}@${version.version}`, document])),
    offered: await offeredAs(order, read),
    late: await lateOf(order, read),
  }
}
async function offeredAs({ quote, quoteVersion }: Order, read: Read): Promise<QuoteVersion | undefined> {
  if (quote === null || quoteVersion === null) return undefined
  const where = { all: [{ field: 'quote', is: 'equal', value: quote }, { field: 'version', is: 'equal', value: quoteVersion }] } as const // prettier-ignore
  return (await read.list(quoteVersions, { where, limit: 1 }))[0]
}
/** The place says it of what is signed there now; of what was signed before, it stays as it was asked then. */
async function lateOf(order: Order, read: Read): Promise<readonly Step[]> {
  if (order.state === 'draft') return readLate(read)
  const asked = await approvalsOf(read, { record: orders.record, row: order.id })
  return asked.find(({ kind }) => kind === 'orders.leaseExpired')?.reasons ?? []
}

/** How approvals speak of an order: `version` is what it says as it stands. */
export const needsOf = (order: Order, version: string): Subject => {
  const group = order.figures.find(({ currencyOf }) => currencyOf === 'group')
  return {
    record: orders.record,
    row: order.id,
    entity: order.entity,
    customer: order.customer,
    subject: called(order),
    version,
    worth: money(order.currency, order.termValue),
    groupWorth: group ? money(group.currency, group.sales) : null,
  }
}

/** What the first invoices come to: what is paid once, and the first period of everything else, with tax to within pennies. */
export function firstBills(
  order: Pick<Order, 'currency' | 'oneOff' | 'oneOffTax' | 'monthly' | 'monthlyTax'>,
  lines: readonly OrderLine[],
): Money {
  const running = lines.reduce(
    (sum, line) => sum + (line.per === 'once' ? 0n : (line.termValue * BigInt(line.months)) / BigInt(valueMonths(line))),
    0n,
  )
  const tax = order.monthly === 0n ? 0n : (running * order.monthlyTax) / order.monthly
  return money(order.currency, order.oneOff + order.oneOffTax + running + tax)
}

export const creditOf = (order: Order, { lines }: Parts, { credit, exchange }: JudgedOrder): CreditCheck | null => {
  const check = creditCheck(credit, firstBills(order, lines), exchange)
  // Without a rate nobody can say; the credit is looked at by hand then.
  return refused(check) ? null : check
}

/** Lines whose price the list has overtaken since, with what it says now. */
export function supersededIn({ lines }: Parts, { current }: Pick<JudgedOrder, 'current'>) {
  return lines.flatMap((line) => {
    const now = current.get(line.product)
    const price = now && now.version.version > line.version ? listPriceOf(now.document, line.currency) : null
    return price && line.listPrice && !price.eq(line.listPrice) ? [{ line, price, since: now!.version.validFrom }] : []
  })
}

/** Everything that somebody must agree to before the order is accepted. */
export function orderNeeds(order: Order, parts: Parts, judged: JudgedOrder): readonly Wanted[] {
  const { sold, usualDays } = judged
  const payment = order.paymentDays === null ? null : { days: order.paymentDays, usual: usualDays }
  const document = ({ product, version }: { readonly product: string; readonly version: number }) => sold.get(`${product}@${version}`)
  const agreed = agreedBefore(order, parts, judged)
  const lines = parts.lines.filter((line) => !agreed.lines.has(line.number))
  const common = saleNeeds({ about: 'orders', lines, figures: order.figures, payment, document }, judged).filter(
    ({ kind }) => kind !== 'orders.margin' || !agreed.margin,
  )
  const superseded = supersededIn(parts, judged)
  const credit = creditOf(order, parts, judged)
  return [
    ...common,
    ...(superseded.length === 0 ? [] : [{ kind: 'orders.priceSuperseded' as const, reasons: superseded.map(supersededStep) }]),
    ...(credit?.exceeded ? [creditWanted(credit)] : []),
    ...(judged.late.length === 0 ? [] : [{ kind: 'orders.leaseExpired' as const, reasons: judged.late }]),
  ]
}
type Same = Pick<SaleLine, 'product' | 'version' | 'currency' | 'quantity' | 'unitPrice' | 'discountPercent' | 'termMonths'>
const isSame = (a: Same, b: Same): boolean => {
  const equal = (x: Decimal | null, y: Decimal | null): boolean => (x === null || y === null ? x === y : x.eq(y))
  return (
    a.product === b.product &&
    a.version === b.version &&
    a.currency === b.currency &&
    a.termMonths === b.termMonths &&
    equal(a.quantity, b.quantity) &&
    equal(a.unitPrice, b.unitPrice) &&
    equal(a.discountPercent, b.discountPercent)
  )
}
const marginOf = ({ figures }: Pick<SaleSums, 'figures'>): Decimal | null =>
  (figures.find(({ currencyOf }) => currencyOf === 'entity') ?? figures[0])?.percent ?? null

/**
 * What was agreed to when the quote went out needs nobody twice: lines that are on the order as they were offered, and a margin that is no less. A price is agreed
 * together with what it was offered with, so an order that leaves a line of the offer out is looked at whole; options that nobody had chosen were looked at by nobody.
 */
function agreedBefore(
  order: Order,
  { lines }: Parts,
  { offered }: JudgedOrder,
): { readonly lines: ReadonlySet<number>; readonly margin: boolean } {
  const agreed = new Set<number>()
  for (const offer of offered?.lines.filter(({ chosen }) => chosen) ?? []) {
    const line = lines.find((one) => !agreed.has(one.number) && isSame(one, offer))
    if (line) agreed.add(line.number)
    else if (!offer.optional) return { lines: new Set(), margin: false }
  }
  const [then, now] = [offered && marginOf(offered), marginOf(order)]
  return { lines: agreed, margin: Boolean(then && now?.gte(then)) }
}

const supersededStep = ({ line, price, since }: ReturnType<typeof supersededIn>[number]) =>
  step('approvals.why.priceSuperseded', {
    product: ['product', line.product],
    agreed: ['decimal', decimalText(line.unitPrice ?? line.listPrice!), line.currency],
    current: ['decimal', decimalText(price), line.currency],
    day: ['day', since],
  })
const creditWanted = ({ total, limit, left, overdue }: CreditCheck): Wanted => ({
  kind: 'orders.credit',
  reasons: [
    step('approvals.why.credit', {
      total: ['money', `${total.minor}`, total.currency],
      over: ['money', `${-left.minor}`, left.currency],
      limit: ['money', `${limit.minor}`, limit.currency],
    }),
    ...(overdue.minor > 0n ? [step('approvals.why.overdue', { overdue: ['money', `${overdue.minor}`, overdue.currency] })] : []),
  ],
  amount: money(left.currency, -left.minor),
})
