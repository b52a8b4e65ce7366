import { later, type Day } from '../kernel/day.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { question, type Answer, type Row } from '../kernel/record.ts'
import { assert } from '../kernel/refusal.ts'
import { aDay, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text, type Id } from '../kernel/shape.ts'
import { contractLines, type ContractLine } from '../contracts/contract.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups, numberSeries } from '../entities/entity.ts'
import { fiscalYear, seriesKey, type SeriesDocument } from '../entities/rules.ts'
import { journalLines, journals } from '../ledger/journal.ts'
import { recognitions } from '../recognition/recognition.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { untaxedSaleCode } from '../tax/statute/america.ts'
import { chargeTaxes } from './charge-tax.ts'
import type { Credited } from './crediting.ts'
import { invoices, invoiceTaxes } from './invoice.ts'
import type { Series } from './posting.ts'
import { namedFor, readRecipients } from './recipients.ts'
import { chargeKinds, charges } from './run.ts'
import { loadReturns, type FundReturns } from './fund-returns.ts'
import { settingsOf } from './settings.ts'

/** Everything that takes something back from the charges of an invoice, or raises them, with what its journal says. */
export const creditsOf = question(
  'billing.creditsOf',
  shape({ invoice: idOf('invoices') }),
  shape({
    id: idOf('charges'),
    corrects: idOf('charges'),
    kind: choice(...chargeKinds),
    net: minorIn('currency'),
    posted: flag,
    run: text,
    /** The document that it stands on, where it is posted. */
    invoice: maybe(idOf('invoices')),
    number: maybe(text),
    entityAmount: minorIn('entityCurrency'),
    groupAmount: minorIn('groupCurrency'),
  }),
)
export const creditedTaxes = question(
  'billing.creditedTaxes',
  shape({ invoice: idOf('invoices') }),
  shape({
    code: codeOf('taxCodes'),
    base: minorIn('currency'),
    amount: minorIn('currency'),
    entityAmount: minorIn('entityCurrency'),
    groupAmount: minorIn('groupCurrency'),
  }),
)
/** The last number of the charges of some lines that begin on a day; goodwill counts on its own. */
export const lastNths = question(
  'billing.lastNths',
  shape({ lines: many(idOf('contractLines')) }),
  shape({ line: idOf('contractLines'), from: aDay, goodwill: flag, nth: count }),
)

/** The day of a credit: today, never before what it credits. */
export const creditDay = (issued: Day | null, invoice: Pick<Row<typeof invoices>, 'issued'>, now: Now): Day =>
  issued ?? later(now.today, invoice.issued)

type SeriesOwner = Pick<Row<typeof entities>, 'code' | 'fiscalYearStart'>
/** The series as it stands, held by nobody: for looking at what a document would be. */
export async function seriesFor(read: Read, entity: SeriesOwner, document: SeriesDocument, day: Day): Promise<Series> {
  const year = fiscalYear(entity.fiscalYearStart, day)
  const key = seriesKey(entity.code, document, year)
  return (
    (await read.get(numberSeries, key)) ?? { series: key as Series['series'], entity: entity.code, document, year, next: 1, seal: null }
  )
}
export async function heldSeries(read: Read, entity: SeriesOwner, document: SeriesDocument, day: Day): Promise<Series> {
  const year = fiscalYear(entity.fiscalYearStart, day)
  const key = seriesKey(entity.code, document, year)
  const begun = await read.hold(numberSeries, key)
  return begun ?? { series: key as Series['series'], entity: entity.code, document, year, next: 1, seal: null }
}

export interface CreditFacts extends Credited {
  readonly invoice: Row<typeof invoices>
  readonly entity: Row<typeof entities>
  readonly group: Row<typeof groups>
  readonly customer: Row<typeof customers>
  readonly journal: Row<typeof journals>
  readonly credits: readonly Answer<typeof creditsOf>[]
  readonly nths: readonly Answer<typeof lastNths>[]
  readonly contractLines: ReadonlyMap<string, ContractLine>
  readonly deferrals: ReadonlyMap<string, Row<typeof recognitions>>
  readonly codes: ReadonlyMap<string, Row<typeof taxCodes>>
  readonly creditPrefix: string | null
  /** What its prepaid charges bought. */
  readonly returns: FundReturns
}

/** A posted invoice with everything that crediting it takes. */
export async function loadCredit(read: Read, id: Id<'invoices'>): Promise<CreditFacts | undefined> {
  const invoice = await read.get(invoices, id)
  if (!invoice) return undefined
  const ofRun = {
    all: [
      { field: 'run', is: 'equal', value: invoice.run },
      { field: 'invoice', is: 'equal', value: id },
    ],
  } as const
  const own = await read.list(charges, { where: ofRun, order: ['id'], limit: 100_000 })
  const [entity, customer, journal, settings] = [
    await read.get(entities, invoice.entity),
    await read.get(customers, invoice.customer),
    await read.get(journals, id),
    await settingsOf(read, invoice.entity),
  ]
  assert(entity && customer && journal, `the books of invoice ${invoice.number}`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const lines = [...new Set(own.map((c) => c.line))]
  const served = await read.some(chargeTaxes, own.map((c) => c.id as string)) // prettier-ignore
  const credits = await read.ask(creditsOf, { invoice: id })
  const sold = await read.some(contractLines, lines)
  return {
    invoice,
    entity,
    group,
    customer: namedFor(customer, own[0]?.contract ?? '', await readRecipients(read, [customer.id])),
    journal,
    charges: own.map((charge) =>
      served.get(charge.id)?.tax === 0n
        ? { ...charge, taxCodes: [untaxedSaleCode] as readonly string[] as typeof charge.taxCodes }
        : charge,
    ),
    served,
    taxes: await read.list(invoiceTaxes, { where: { field: 'invoice', is: 'equal', value: id }, order: ['code'], limit: 1000 }),
    lines: await read.list(journalLines, { where: { field: 'journal', is: 'equal', value: id }, order: ['position'], limit: 100_000 }),
    credits,
    corrections: credits,
    creditedTaxes: await read.ask(creditedTaxes, { invoice: id }),
    nths: await read.ask(lastNths, { lines }),
    contractLines: sold,
    returns: await loadReturns(read, invoice, own, sold),
    deferrals: await read.some(recognitions, own.map((c) => c.id)), // prettier-ignore
    codes: new Map((await read.list(taxCodes, { limit: 100_000 })).map((c) => [c.code as string, c])),
    creditPrefix: settings.creditPrefix,
  }
}
