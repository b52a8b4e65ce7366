import { seriesDocuments } from '../entities/rules.ts'
import { listing } from '../kernel/listing.ts'
import { view } from '../kernel/record.ts'
import { aCurrency, aDay, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { openItemKinds } from './journal.ts'

const three = {
  currency: aCurrency,
  amount: minorIn('currency'),
  entityCurrency: aCurrency,
  entityAmount: minorIn('entityCurrency'),
  groupCurrency: aCurrency,
  groupAmount: minorIn('groupCurrency'),
}

export const journalView = view({
  view: 'ledger.journals',
  key: 'id',
  search: ['number', 'narrative'],
  order: ['-postedOn', '-number'],
  entityField: 'entity',
  row: shape({
    id: idOf('journals'),
    number: text,
    document: choice(...seriesDocuments),
    entity: codeOf('entities'),
    postedOn: aDay,
    currency: aCurrency,
    narrative: maybe(text),
    source: idOf('invoices'),
    lines: count,
  }),
})
export const balanceView = view({
  view: 'ledger.balances',
  key: 'balance',
  search: ['account', 'accountName'],
  order: ['entity', 'account', 'period', 'currency'],
  entityField: 'entity',
  row: shape({
    balance: codeOf('balances'),
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    accountName: text,
    period: text,
    ...three,
  }),
})
export const openItemView = view({
  view: 'ledger.openItems',
  key: 'id',
  search: ['number', 'partyName'],
  order: ['due', 'number'],
  entityField: 'entity',
  row: shape({
    id: idOf('openItems'),
    /** The one that made it. */
    journal: idOf('journals'),
    kind: choice(...openItemKinds),
    number: text,
    entity: codeOf('entities'),
    /** The customer's, supplier's or entity's name. */
    partyName: maybe(text),
    customer: maybe(idOf('customers')),
    supplier: maybe(idOf('suppliers')),
    partner: maybe(codeOf('entities')),
    postedOn: aDay,
    due: aDay,
    onHold: maybe(text),
    currency: aCurrency,
    amount: minorIn('currency'),
    open: minorIn('currency'),
    entityCurrency: aCurrency,
    entityOpen: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupOpen: minorIn('groupCurrency'),
  }),
})

/** Journal lines of all journals, as who looks behind a balance reads them. */
export const lineView = view({
  view: 'ledger.lines',
  key: 'id',
  search: ['number', 'narrative', 'partyName'],
  order: ['-postedOn', '-number', 'position'],
  entityField: 'entity',
  row: shape({
    /** Of the journal, and the line's position behind it. */
    id: text,
    journal: idOf('journals'),
    number: text,
    position: count,
    document: choice(...seriesDocuments),
    entity: codeOf('entities'),
    postedOn: aDay,
    period: text,
    account: codeOf('accounts'),
    partner: maybe(codeOf('entities')),
    partyName: maybe(text),
    taxCode: maybe(codeOf('taxCodes')),
    narrative: maybe(text),
    ...three,
  }),
})

export const listLines = listing({ name: 'ledger.lines', zone: 'finance', permit: 'ledger.read', view: lineView })
export const listJournals = listing({ name: 'ledger.journals', zone: 'finance', permit: 'ledger.read', view: journalView })
export const listBalances = listing({ name: 'ledger.balances', zone: 'finance', permit: 'ledger.read', view: balanceView })
export const listOpenItems = listing({ name: 'ledger.openItems', zone: 'finance', permit: 'ledger.read', view: openItemView })
