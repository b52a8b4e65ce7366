import { decimalText } from '../kernel/decimal.ts'
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
    late: await lateOf(order, read),
  }
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
  const common = saleNeeds({ about: 'orders', lines: parts.lines, figures: order.figures, payment, document }, judged)
  const superseded = supersededIn(parts, judged)
  const credit = creditOf(order, parts, judged)
  return [
    ...common,
    ...(superseded.length === 0 ? [] : [{ kind: 'orders.priceSuperseded' as const, reasons: superseded.map(supersededStep) }]),
    ...(credit?.exceeded ? [creditWanted(credit)] : []),
    ...(judged.late.length === 0 ? [] : [{ kind: 'orders.leaseExpired' as const, reasons: judged.late }]),
  ]
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
