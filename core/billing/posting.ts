import { addDays, type Day, type Instant } from '../kernel/day.ts'
import { decimalText } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { add, type Change } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refused } from '../kernel/refusal.ts'
import type { Code, Id, Wire } from '../kernel/shape.ts'
import type { customers } from '../customers/customer.ts'
import { creditNumbering, invoiceNumber } from '../entities/rules.ts'
import type { entities, numberSeries } from '../entities/entity.ts'
import { threeCurrencies, type ThreeAmounts } from '../ledger/conversion.ts'
import { mixedJournal, type Cleared } from '../ledger/settlement.ts'
import { journalLines, journals, openItems } from '../ledger/journal.ts'
import { account, type BalanceSheet } from '../ledger/posting.ts'
import { sealOf } from '../ledger/seal.ts'
import { deferred, type Bookings } from '../recognition/deferral.ts'
import type { PostedCharge } from './facts.ts'
import { invoices, invoiceTaxes } from './invoice.ts'
import type { TakenBack } from './taken-back.ts'
import { statedTaxes, type StatedTax, type StatingFacts } from './stating.ts'
import type { TaxRounding } from '../tax/sums.ts'
import { roundingOf, taxesOf, type TaxLine } from './totals.ts'

export type Customer = Row<typeof customers>
export interface PostingFacts extends StatingFacts {
  readonly run: Code | string
  readonly entity: Row<typeof entities>
  readonly issued: Day
  readonly postedAt: Instant
  /** What its rates were, where it mirrors another journal; `null`: those that its amounts go through. */
  readonly rates: Wire | null
  readonly rounding: TaxRounding
  readonly balances: BalanceSheet
  readonly digest: (text: string) => string
  /** Charges that are not simply revenue of today. */
  readonly bookings: Bookings
  /** What corrections take back at the amounts of then; `null`: nothing is corrected. */
  readonly takenBack: TakenBack | null
  /** Prefix of credit note numbers, where one was set. */
  readonly creditPrefix: string | null
}
export type Series = Row<typeof numberSeries>

/** The customer as a document names it for ever, whatever is edited later. */
export const buyerOf = (customer: Customer): Wire => ({
  name: customer.name,
  code: customer.code,
  lines: [...customer.address],
  country: customer.country,
  taxId: customer.taxId,
  language: customer.language,
  culture: customer.culture,
})

interface Part {
  readonly account: Code<'accounts'>
  readonly minor: bigint
  readonly charge: PostedCharge['id'] | null
  readonly taxCode: Code<'taxCodes'> | null
  readonly pinned?: Cleared | undefined
}

/** The lines of an invoice's journal: the receivable first, then revenue charge by charge, then tax code by code. */
function partsOf(
  charges: readonly PostedCharge[],
  taxes: readonly TaxLine[],
  gross: bigint,
  { bookings, takenBack }: PostingFacts,
): readonly Part[] {
  const parts: Part[] = [{ account: account('receivable'), minor: gross, charge: null, taxCode: null }]
  for (const charge of charges) {
    const to = bookings.get(charge.id)?.account ?? account(charge.revenue)
    parts.push({ account: to, minor: -charge.net, charge: charge.id, taxCode: null, pinned: takenBack?.by(charge) })
  }
  for (const tax of taxes)
    if (tax.amount !== 0n)
      parts.push({ account: account('outputTax'), minor: -tax.amount, charge: null, taxCode: tax.code as Code<'taxCodes'> })
  return parts
}

function linesOf(
  journal: Row<typeof journals>['id'],
  parts: readonly Part[],
  customer: Customer['id'],
  currency: Currency,
  facts: PostingFacts,
): Row<typeof journalLines>[] {
  const { entity, groupCurrency, exchanges } = facts
  const [toEntity, toGroup] = [exchanges(currency, entity.currency), exchanges(currency, groupCurrency)]
  assert(toEntity && toGroup, `rates for ${currency}`)
  const rates = { toEntity: toEntity.rate, toGroup: toGroup.rate }
  const blank = {
    journal,
    currency,
    customer: null,
    charge: null,
    taxCode: null,
    fund: null,
    supplier: null,
    partner: null,
    openItem: null,
  }
  // Field by field, as all rows of which a run makes so many: spreading them would be felt.
  const lineOf = ({ amount, entityAmount, groupAmount }: ThreeAmounts, i: number): Row<typeof journalLines> => ({
    journal,
    position: i + 1,
    account: parts[i]!.account,
    currency,
    amount,
    entityAmount,
    groupAmount,
    customer: i === 0 ? customer : null,
    charge: parts[i]!.charge,
    taxCode: parts[i]!.taxCode,
    fund: null,
    supplier: null,
    partner: null,
    openItem: i === 0 ? (journal as string as Id<'openItems'>) : null,
  })
  if (!parts.some((part) => part.pinned)) {
    const converted = threeCurrencies(
      parts.map((part, i) => ({ minor: part.minor, control: i === 0 })),
      { transaction: currency, entity: entity.currency, group: groupCurrency },
      rates,
    )
    // One control line can always be shared out, and the lines come from one sum.
    assert(!refused(converted) && converted.rounding === null, 'a balanced journal without a rounding line')
    return converted.lines.map(lineOf)
  }
  const ownToGroup = exchanges(entity.currency, groupCurrency)
  assert(ownToGroup, `rates for ${entity.currency}`)
  const mixed = mixedJournal(
    parts.map(({ minor, pinned }, i) => ({ minor, control: i === 0, pinned, currency })),
    { entity: entity.currency, group: groupCurrency },
    { of: () => rates, entityToGroup: ownToGroup.rate },
  )
  assert(!refused(mixed), 'a journal in one currency that comes from one sum')
  const last = [
    ...(mixed.difference ? [{ ...mixed.difference, account: account('fxGainLoss') }] : []),
    ...(mixed.translation ? [{ ...mixed.translation, account: account('translationReserve') }] : []),
  ]
  return [...mixed.lines.map(lineOf), ...last.map((line, i) => ({ ...blank, ...line, position: parts.length + i + 1 }))]
}

/** Where the documents of an entity and year are numbered. Credit notes are rare, so their series is there when one is posted. */
export interface Numbering {
  readonly invoice: Series
  readonly creditNote: Series | null
}

export interface Posted {
  readonly changes: Change[]
  readonly numbering: Numbering
  readonly number: string
  readonly lines: readonly Row<typeof journalLines>[]
}

/** Everything that posting one invoice adds, and the series as they stand afterwards. Charges of one entity, customer and currency. What is owed to the customer is a credit note. */
export function postInvoice(charges: readonly PostedCharge[], customer: Customer, numbering: Numbering, facts: PostingFacts): Posted {
  const { currency, invoice: id, poNumber } = charges[0]!
  const owed = taxesOf(charges, facts.taxCodes, facts.rounding)
  const gross = charges.reduce((sum, c) => sum + c.net, 0n) + owed.reduce((sum, t) => sum + t.amount, 0n)
  // A document and its journal are one act, so they share their id.
  const journal = id as string as Row<typeof journals>['id']
  const converted = linesOf(journal, partsOf(charges, owed, gross, facts), customer.id, currency, facts)
  const { taxes, lines } = statedTaxes(owed, currency, customer.language, converted, facts)
  const kind = gross < 0n ? 'creditNote' : 'invoice'
  const series = numbering[kind]
  assert(series, 'the series of credit notes')
  const document = { id, kind, currency, poNumber, corrects: null, reason: null, charges, taxes, lines } as const
  const issued = issueDocument(document, customer, series, { ...facts, rounding: roundingOf(charges, facts.rounding) })
  const waiting = deferred(
    charges,
    facts.bookings,
    { source: id, postedOn: facts.issued, entityCurrency: facts.entity.currency, groupCurrency: facts.groupCurrency },
    lines,
  )
  return {
    changes: [...issued.changes, ...waiting],
    numbering: { ...numbering, [kind]: issued.series },
    number: issued.invoice.number,
    lines,
  }
}

/** An invoice or a credit note before it has a number. Its journal lines stand in three currencies already. */
export interface Issue {
  readonly id: Id<'invoices'>
  readonly kind: Row<typeof invoices>['kind']
  readonly currency: Currency
  readonly poNumber: string | null
  readonly corrects: Id<'invoices'> | null
  readonly reason: string | null
  readonly charges: readonly Pick<PostedCharge, 'id' | 'line' | 'from' | 'to' | 'net'>[]
  readonly taxes: readonly StatedTax[]
  readonly lines: readonly Row<typeof journalLines>[]
}

/** Numbers and seals a document: the invoice, its taxes, its journal and what it leaves open. */
export function issueDocument(
  { id, kind, currency, poNumber, corrects, reason, charges, taxes, lines }: Issue,
  customer: Customer,
  series: Series,
  facts: PostingFacts,
): { readonly changes: Change[]; readonly series: Series; readonly invoice: Row<typeof invoices> } {
  const { entity, issued, postedAt } = facts
  const net = charges.reduce((sum, c) => sum + c.net, 0n)
  const tax = taxes.reduce((sum, t) => sum + t.amount, 0n)
  const gross = net + tax
  const sequence = series.next
  const number = invoiceNumber(kind === 'invoice' ? entity : creditNumbering(entity, facts.creditPrefix), series.year, sequence)
  // What is owed to the customer is theirs at once.
  const due = kind === 'invoice' ? addDays(issued, customer.paymentDays) : issued
  const journal = id as string as Row<typeof journals>['id']
  const receivable = lines[0]!
  const taxRows = taxes.map((tax): Row<typeof invoiceTaxes> => ({
    invoice: id, code: tax.code as Code<'taxCodes'>, rate: tax.rate, currency, base: tax.base, amount: tax.amount, category: tax.category, note: tax.note,
    entityCurrency: tax.entityCurrency, entityBase: tax.entityBase, entityAmount: tax.entityAmount, statedAt: tax.statedAt,
  })) // prettier-ignore
  const sealed = { number, sequence, entity: entity.code, customer: customer.id, issued, due, currency, net, tax, gross, charges, taxes: taxRows.map(({ code, rate, base, amount }) => ({ code, rate: decimalText(rate), base, amount })), lines } // prettier-ignore
  const seal = sealOf(series.seal, sealed, facts.digest)
  facts.balances.count(entity.code, issued, lines)
  const [entityCurrency, groupCurrency] = [entity.currency, facts.groupCurrency]
  const invoice: Row<typeof invoices> = {
    id, number, series: series.series, sequence, run: facts.run as Row<typeof invoices>['run'], entity: entity.code, customer: customer.id, buyer: buyerOf(customer),
    poNumber, issued, due, currency, entityCurrency, groupCurrency, net, tax, gross, entityGross: receivable.entityAmount, groupGross: receivable.groupAmount, postedAt, kind, corrects, reason, taxRounding: facts.rounding,
  } // prettier-ignore
  const changes: Change[] = [
    add(invoices, invoice),
    ...taxRows.map((row) => add(invoiceTaxes, row)),
    add(journals, {
      id: journal, entity: entity.code, document: kind, number, series: series.series, sequence, source: id, narrative: null, postedOn: issued, convertedOn: null, taxPoint: null,
      event: null, pair: null, currency, entityCurrency, groupCurrency, rates: facts.rates ?? facts.exchanges.kept(currency, [entityCurrency, groupCurrency]), seal, postedAt,
    }), // prettier-ignore
    ...lines.map((line) => add(journalLines, line)),
    add(openItems, {
      id: id as string as Id<'openItems'>, kind: 'receivable', entity: entity.code, account: receivable.account, customer: customer.id, supplier: null, partner: null, number,
      postedOn: issued, due, currency, entityCurrency, groupCurrency, amount: gross, open: gross, entityAmount: receivable.entityAmount, entityOpen: receivable.entityAmount,
      groupAmount: receivable.groupAmount, groupOpen: receivable.groupAmount, onHold: null, clearedOn: gross === 0n ? issued : null,
    }), // prettier-ignore
  ]
  return { changes, series: { ...series, next: sequence + 1, seal }, invoice }
}
