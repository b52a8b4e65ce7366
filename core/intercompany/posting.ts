import { intercompanyNumbering, invoiceNumber } from '../entities/rules.ts'
import type { Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import type { Now } from '../kernel/operation.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import type { Code, Id } from '../kernel/shape.ts'
import { postJournal, type Posted, type PostingFault, type PostingLine, type Series } from '../ledger/post-journal.ts'
import { account, type BalanceSheet } from '../ledger/posting.ts'
import type { Exchange } from '../rates/exchange.ts'
import { snapshotOf } from '../rates/frozen.ts'
import type { DueCharge } from './facts.ts'
import type { Entity } from './taxing.ts'

export interface Taxed {
  /** What the provider charges, by code; the first one says what the base is for returns. */
  readonly codes: readonly { readonly code: string; readonly tax: bigint }[]
  readonly reverse: { readonly code: string; readonly tax: bigint } | undefined
}
export interface Drawing {
  readonly provider: Entity
  readonly receiver: Entity
  readonly groupCurrency: Currency
  readonly currency: Currency
  readonly charges: readonly DueCharge[]
  readonly taxed: Taxed
  readonly issued: Day
  readonly taxPoint: Day
  readonly exchange: Exchange
  readonly source: string
}
export interface Drawn {
  readonly provider: Posted
  readonly receiver: Posted
}
const total = (charges: readonly DueCharge[], of: 'price' | 'providerPrice' | 'receiverPrice' | 'groupPrice'): bigint =>
  charges.reduce((sum, charge) => sum + charge[of], 0n)

/** What was charged stands in the books already; here it gets its tax code, at exactly what was posted, so that a return finds it. Nothing is earned or spent twice. */
function named(to: 'intercompanyRevenue' | 'intercompanyCost', minor: bigint, pinned: { entityMinor: bigint; groupMinor: bigint }, code: string | undefined, partner: Entity): PostingLine[] {
  const back = { entityMinor: -pinned.entityMinor, groupMinor: -pinned.groupMinor }
  const common = { account: account(to), partner: partner.code }
  return [
    { ...common, minor, pinned, taxCode: (code ?? null) as Code<'taxCodes'> | null },
    { ...common, minor: -minor, pinned: back },
  ]
} // prettier-ignore

/**
 * The journals of an invoice in both books: tax codes on what was charged, the tax that the provider charges as owed between the two, the tax that the receiver
 * owes its authority and has back from it. Between the two entities nothing stays but that tax, which is the same on both sides.
 */
export function draw(drawing: Drawing, series: { readonly provider: Series; readonly receiver: Series }, balances: BalanceSheet, now: Now): Drawn | Refusal<PostingFault> {
  const { provider, receiver, charges, taxed, currency } = drawing
  const net = total(charges, 'price')
  const groupMinor = total(charges, 'groupPrice')
  const [first, second] = [now.newId() as Id<'journals'>, now.newId() as Id<'journals'>]
  const item = (id: Id<'journals'>) => id as string as Id<'openItems'>
  const [charged] = [taxed.codes.reduce((sum, { tax }) => sum + tax, 0n)]
  const taxes = (sign: bigint, to: 'outputTax' | 'inputTax', codes: Taxed['codes']): PostingLine[] =>
    codes.flatMap(({ code, tax }) => (tax === 0n ? [] : [{ account: account(to), minor: sign * tax, taxCode: code as Code<'taxCodes'> }]))
  const reverse = taxed.reverse ? [taxed.reverse] : []
  const common = (entity: Entity) => ({
    entity, groupCurrency: drawing.groupCurrency, postedOn: drawing.issued, taxPoint: drawing.taxPoint, postedAt: now.at, currency, digest: now.digest, balances, source: drawing.source,
    event: first, pair: first, narrative: `${provider.code} → ${receiver.code}`, rates: snapshotOf(drawing.exchange, currency, [entity.currency, drawing.groupCurrency]),
    exchanges: (from: Currency, to: Currency) => { const rate = drawing.exchange.rate(from, to); return refused(rate) ? undefined : { rate } },
  })
  const given = postJournal({
    ...common(provider), id: first, document: 'intercompanyInvoice', series: series.provider,
    numbering: (year, sequence) => invoiceNumber(intercompanyNumbering(provider), year, sequence),
    lines: [
      ...named('intercompanyRevenue', -net, { entityMinor: -total(charges, 'providerPrice'), groupMinor: -groupMinor }, taxed.codes[0]?.code, receiver),
      ...(charged === 0n ? [] : [{ account: account('intercompanyReceivable'), minor: charged, control: true, partner: receiver.code, openItem: item(first) }, ...taxes(-1n, 'outputTax', taxed.codes)]),
    ],
  })
  if (refused(given)) return given
  const taken = postJournal({
    ...common(receiver), id: second, document: 'intercompany', series: series.receiver,
    lines: [
      ...named('intercompanyCost', net, { entityMinor: total(charges, 'receiverPrice'), groupMinor }, taxed.reverse?.code ?? taxed.codes[0]?.code, provider),
      ...taxes(1n, 'inputTax', reverse), ...taxes(-1n, 'outputTax', reverse),
      ...(charged === 0n ? [] : [...taxes(1n, 'inputTax', taxed.codes), { account: account('intercompanyPayable'), minor: -charged, control: true, partner: provider.code, openItem: item(second) }]),
    ],
  })
  return refused(taken) ? taken : { provider: given, receiver: taken }
} // prettier-ignore
