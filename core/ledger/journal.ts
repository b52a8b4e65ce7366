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
    currency: aCurrency,
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    /** The exchange rates used: source, day and values. */
    rates: someData,
    /** SHA-256 over the previous seal of the series and the canonical text of document and lines (ledger/seal). */
    seal: text,
    postedAt: anInstant,
  }),
  { key: 'id', entityField: 'entity', immutable: true },
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
  }),
  { key: 'journal', partOf: 'journals', immutable: true },
)

/** What a document still leaves to be paid, in three currencies that reach nothing together. */
export const openItems = record(
  'openItems',
  shape({
    /** The id of the document. */
    id: idOf('invoices'),
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    customer: idOf('customers'),
    number: text,
    due: aDay,
    currency: aCurrency,
    open: minorIn('currency'),
    entityCurrency: aCurrency,
    entityOpen: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupOpen: minorIn('groupCurrency'),
  }),
  { key: 'id', entityField: 'entity' },
)

/** Running total of an account in a month and currency, updated by each posting. */
export const balances = record(
  'balances',
  shape({
    /** `NLUK/1100/2026-12/EUR`. */
    balance: codeOf('balances'),
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    /** Month, `2026-12`. */
    period: text,
    currency: aCurrency,
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
  { key: 'code' },
)
