import { seriesDocuments } from '../entities/rules.ts'
import { record } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'

/** Balanced lines in the books of one legal entity. Posted once; a mistake is answered by another journal. */
export const journals = record(
  'journals',
  shape({
    id: idOf('journals'),
    entity: codeOf('entities'),
    document: choice(...seriesDocuments),
    /** Number of the document. */
    number: text,
    series: codeOf('numberSeries'),
    sequence: count,
    /** The record that caused it: the invoice; a run, a movement of a fund, the journal that a reversal takes back. */
    source: idOf('invoices'),
    /** What a person should read beside it; invoices speak for themselves. */
    narrative: maybe(text),
    postedOn: aDay,
    /** Day of the exchange rates, where it is not the posting day. */
    convertedOn: maybe(aDay),
    /** Day by which tax law judges it, where it is not the posting day. */
    taxPoint: maybe(aDay),
    /** All journals of one business event name the same one; they share its rates. Empty where the journal is alone. */
    event: maybe(idOf('journals')),
    /** Both journals of an intercompany pair name the same one: the provider's. */
    pair: maybe(idOf('journals')),
    currency: aCurrency,
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    /** The exchange rates used: source, day and values. */
    rates: someData,
    /** SHA-256 over the previous seal of the series and the canonical text of document and lines (ledger/seal). */
    seal: text,
    postedAt: anInstant,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'books', since: 'postedOn', fields: { narrative: 'anyone.words' }, not: ['rates'] },
  },
)

/** One line of a journal: + debit, - credit, in transaction, entity and group currency. */
export const journalLines = record(
  'journalLines',
  shape({
    journal: idOf('journals'),
    position: count,
    account: codeOf('accounts'),
    currency: aCurrency,
    amount: minorIn('currency'),
    entityAmount: minorIn('entityCurrency'),
    groupAmount: minorIn('groupCurrency'),
    customer: maybe(idOf('customers')),
    charge: maybe(idOf('charges')),
    taxCode: maybe(codeOf('taxCodes')),
    fund: maybe(idOf('funds')),
    supplier: maybe(idOf('suppliers')),
    /** The other legal entity of the group, on every line of an intercompany pair: what a consolidation takes out. */
    partner: maybe(codeOf('entities')),
    /** The open item that the line makes, lessens or closes. */
    openItem: maybe(idOf('openItems')),
  }),
  { key: 'journal', partOf: 'journals', immutable: true },
)

/**
 * Whom an open item binds, and how: by a customer, a supplier, another entity of the group, money that nobody knows the document of, or a delivery that its supplier
 * has not invoiced yet.
 */
export const openItemKinds = ['receivable', 'payable', 'intercompany', 'unapplied', 'received'] as const

/**
 * What a document still leaves to be paid, in three currencies that reach nothing together; + is owed to us. The sum of an account's items is the account's
 * balance in all three currencies (finance.md 2.3, 15).
 */
export const openItems = record(
  'openItems',
  shape({
    /** The id of the document. */
    id: idOf('openItems'),
    kind: choice(...openItemKinds),
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    customer: maybe(idOf('customers')),
    supplier: maybe(idOf('suppliers')),
    partner: maybe(codeOf('entities')),
    number: text,
    postedOn: aDay,
    due: aDay,
    currency: aCurrency,
    /** What the document left at first. */
    amount: minorIn('currency'),
    open: minorIn('currency'),
    entityCurrency: aCurrency,
    entityAmount: minorIn('entityCurrency'),
    /** What it is carried at in the books: never converted again, lessened in proportion. */
    entityOpen: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupAmount: minorIn('groupCurrency'),
    groupOpen: minorIn('groupCurrency'),
    /** Why it is not to be paid or asked for: a dispute, a promise. */
    onHold: maybe(text),
    clearedOn: maybe(aDay),
  }),
  { key: 'id', entityField: 'entity' },
)

/** Running total of an account in a month and currency, and of each partner in the group, updated by each posting. */
export const balances = record(
  'balances',
  shape({
    /** `NLUK/1100/2026-12/EUR`; with a partner `NLUK/1500/2026-12/INR/NLIN`. */
    balance: codeOf('balances'),
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    /** Month, `2026-12`. */
    period: text,
    currency: aCurrency,
    partner: maybe(codeOf('entities')),
    amount: minorIn('currency'),
    entityAmount: minorIn('entityCurrency'),
    groupAmount: minorIn('groupCurrency'),
  }),
  { key: 'balance', entityField: 'entity', total: true },
)

/** An account of the group's chart. Entities map it to their own codes. */
export const accounts = record(
  'accounts',
  shape({ code: codeOf('accounts'), names: someData, side: choice('asset', 'liability', 'equity', 'income', 'expense'), local: someData }),
  { key: 'code', personal: { keep: 'use', not: ['names', 'local'] } },
)
