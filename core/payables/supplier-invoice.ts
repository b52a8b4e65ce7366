import { aStep } from '../kernel/explanation.ts'
import { record, type Row } from '../kernel/record.ts'
import {
  aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, many, maybe, minorIn, shape, text,
} from '../kernel/shape.ts' // prettier-ignore

/** `exception`: something differs from what was ordered, and somebody has to accept it. `undone`: posted and taken back by its mirror. */
export const supplierInvoiceStates = ['exception', 'ready', 'posted', 'rejected', 'undone'] as const
/** Of these the supplier's number is free again. */
export const withdrawnStates: readonly string[] = ['rejected', 'undone']

/** A tax of the document: what it is on, and what it comes to. */
export const documentTax = shape({ code: codeOf('taxCodes'), currency: aCurrency, base: minorIn('currency'), tax: minorIn('currency') })

/** An invoice that a supplier sent, or its credit note with everything below zero. Once posted its id is that of its journal and of its open item. */
export const supplierInvoices = record(
  'supplierInvoices',
  shape({
    id: idOf('supplierInvoices'),
    supplier: idOf('suppliers'),
    entity: codeOf('entities'),
    /** The supplier's own. */
    number: text,
    /** The same without blanks and signs, in capitals: by it a document is known again. */
    numberKey: text,
    /** Of the document: its rates convert it. */
    day: aDay,
    due: aDay,
    /** What the supplier grants for paying early, as its terms were when the invoice was recorded, and the last day for it. */
    earlyPercent: maybe(aDecimal),
    earlyUntil: maybe(aDay),
    currency: aCurrency,
    net: minorIn('currency'),
    /** Tax that the supplier charges: without what we owe the authority ourselves. */
    tax: minorIn('currency'),
    /** As printed: what we owe. */
    gross: minorIn('currency'),
    taxes: many(documentTax),
    state: choice(...supplierInvoiceStates),
    /** Where it differs from what was ordered, by the position of its line. */
    exceptions: many(shape({ position: count, reason: aStep })),
    note: maybe(text),
    recordedBy: text,
    recordedByUser: text,
    recordedAt: anInstant,
    /** Who accepted or rejected it, and why. */
    decidedBy: maybe(text),
    decidedAt: maybe(anInstant),
    decision: maybe(text),
    postedOn: maybe(aDay),
    /** Number of its journal. */
    journalNumber: maybe(text),
  }),
  {
    key: 'id',
    entityField: 'entity',
    personal: { keep: 'vouchers', since: 'day', fields: { note: 'anyone.words', decision: 'anyone.words' }, not: ['exceptions'] },
  },
)
export type SupplierInvoice = Row<typeof supplierInvoices>

/** One line of it: for something that was ordered, or for an account. Never changed. */
export const supplierInvoiceLines = record(
  'supplierInvoiceLines',
  shape({
    id: idOf('supplierInvoiceLines'),
    invoice: idOf('supplierInvoices'),
    entity: codeOf('entities'),
    position: count,
    costLine: maybe(idOf('costLines')),
    contract: maybe(idOf('contracts')),
    account: codeOf('accounts'),
    description: text,
    /** Where the supplier says it. */
    quantity: maybe(aDecimal),
    currency: aCurrency,
    net: minorIn('currency'),
    taxCodes: many(codeOf('taxCodes')),
    /** What it pays for, `[from, to)`. */
    from: maybe(aDay),
    to: maybe(aDay),
  }),
  { key: 'id', entityField: 'entity', immutable: true, personal: { keep: 'vouchers', fields: { description: 'anyone.words' } } },
)
export type SupplierInvoiceLine = Row<typeof supplierInvoiceLines>

/** What came in of something that was ordered. Who counts receipts is invoiced for what came in, and not for what was ordered. */
export const goodsReceipts = record(
  'goodsReceipts',
  shape({
    id: idOf('goodsReceipts'),
    costLine: idOf('costLines'),
    contract: idOf('contracts'),
    entity: codeOf('entities'),
    day: aDay,
    /** Below zero: sent back. */
    quantity: aDecimal,
    /** Delivery note. */
    reference: maybe(text),
    /** The delivery that it takes back, for it was recorded by mistake. */
    takesBack: maybe(idOf('goodsReceipts')),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  { key: 'id', entityField: 'entity', immutable: true, personal: { keep: 'vouchers', since: 'day' } },
)

/** How far an invoice may go beyond what was ordered before somebody has to accept it. A legal entity without one allows nothing. */
export const matchTolerances = record(
  'matchTolerances',
  shape({
    entity: codeOf('entities'),
    /** Per cent of what was ordered. */
    quantityPercent: aDecimal,
    /** Per cent of the price that was agreed. */
    pricePercent: aDecimal,
    /** What a line may cost more, whatever the per cent say; in the entity's currency. */
    currency: aCurrency,
    amount: minorIn('currency'),
  }),
  { key: 'entity', entityField: 'entity' },
)
export type MatchTolerance = Row<typeof matchTolerances>

/** `RE-2026/0 77` and `re 2026077` are one document. */
export const keyOfNumber = (number: string): string => number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
