import { decimalText, type Decimal } from '../kernel/decimal.ts'
import { step } from '../kernel/explanation.ts'
import type { Now, Read } from '../kernel/operation.ts'
import type { Code } from '../kernel/shape.ts'
import type { Wanted } from '../approvals/asking.ts'
import { discountLimitOf } from '../approvals/authority.ts'
import type { ApprovalKind } from '../approvals/kinds.ts'
import type { ProductDocument } from '../catalog/document.ts'
import { isListed } from './line-price.ts'
import { rulesOf, type SaleRules } from './sale-rules.ts'
import type { SaleLine, SaleSums } from './sale.ts'

/** What a sale is judged by. */
export interface Judged {
  readonly rules: SaleRules
  /** Per cent that whoever sells may give away; `null` is any. */
  readonly discountLimit: Decimal | null
}
export const readJudged = async (read: Read, entity: Code<'entities'>, about: 'quotes' | 'orders', now: Now): Promise<Judged> => ({
  rules: await rulesOf(read, entity),
  discountLimit: await discountLimitOf(read, now.caller, `${about}.discount`),
})

type Line = Pick<SaleLine, 'product' | 'version' | 'currency' | 'unitPrice' | 'listPrice' | 'discountPercent' | 'termMonths' | 'chosen'>
interface Judgeable {
  readonly about: 'quotes' | 'orders'
  readonly lines: readonly Line[]
  readonly figures: SaleSums['figures']
  /** Days to pay that were agreed, and those that the customer has; `null` where they are the same. */
  readonly payment: { readonly days: number; readonly usual: number } | null
  readonly document: (line: Line) => ProductDocument | undefined
}

/** What of a sale somebody must agree to, each with why: the same for quotes and orders. */
export function saleNeeds(sale: Judgeable, { rules, discountLimit }: Judged): readonly Wanted[] {
  const lines = sale.lines.filter(({ chosen }) => chosen)
  const kind = (name: 'discount' | 'margin' | 'offList' | 'currency' | 'term' | 'paymentTerms'): ApprovalKind => `${sale.about}.${name}`
  const wanted: Wanted[] = []
  const beyond = lines.filter(({ discountPercent }) => discountLimit !== null && discountPercent?.gt(discountLimit))
  if (beyond.length > 0)
    wanted.push({
      kind: kind('discount'),
      reasons: beyond.map((line) =>
        step('approvals.why.discount', {
          product: ['product', line.product],
          percent: ['decimal', decimalText(line.discountPercent!)],
          limit: ['decimal', decimalText(discountLimit!)],
        }),
      ),
      percent: beyond.map((line) => line.discountPercent!).reduce((most, percent) => (percent.gt(most) ? percent : most)),
    })
  const earned = sale.figures.find(({ currencyOf }) => currencyOf === 'entity') ?? sale.figures[0]
  if (earned?.percent?.lt(rules.marginFloor))
    wanted.push({
      kind: kind('margin'),
      reasons: [
        step('approvals.why.margin', {
          margin: ['decimal', decimalText(earned.percent)],
          floor: ['decimal', decimalText(rules.marginFloor)],
        }),
      ],
      percent: rules.marginFloor.minus(earned.percent),
    })
  const unlisted = lines.filter((line) => line.unitPrice !== null && line.listPrice === null)
  const document = (line: Line) => sale.document(line)
  const off = unlisted.filter(
    (line) => (document(line)?.sell.prices.length ?? 0) === 0 || (document(line) && isListed(document(line)!, line.currency)),
  )
  if (off.length > 0) wanted.push({ kind: kind('offList'), reasons: productSteps('approvals.why.offList', off) })
  const foreign = unlisted.find((line) => !off.includes(line))
  if (foreign) wanted.push({ kind: kind('currency'), reasons: [step('approvals.why.currency', { currency: ['text', foreign.currency] })] })
  const longest = lines.reduce((most, { termMonths }) => Math.max(most, termMonths ?? 0), 0)
  if (longest > rules.longestTermMonths)
    wanted.push({
      kind: kind('term'),
      reasons: [step('approvals.why.term', { months: ['count', `${longest}`], limit: ['count', `${rules.longestTermMonths}`] })],
    })
  if (sale.payment && sale.payment.days > sale.payment.usual)
    wanted.push({
      kind: kind('paymentTerms'),
      reasons: [step('approvals.why.paymentTerms', { days: ['count', `${sale.payment.days}`], usual: ['count', `${sale.payment.usual}`] })],
    })
  return wanted
}
const productSteps = (say: string, lines: readonly Line[]) =>
  [...new Set(lines.map(({ product }) => product))].map((product) => step(say, { product: ['product', product] }))
