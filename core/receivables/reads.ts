import { listing } from '../kernel/listing.ts'
import { view } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/** What customers owe, by legal entity and currency. */
export const accountRows = view({
  view: 'receivables.accounts',
  key: 'account',
  search: ['customerName'],
  order: ['customerName', 'entity', 'currency'],
  entityField: 'entity',
  row: shape({
    /** Customer, legal entity and currency. */
    account: text,
    customer: idOf('customers'),
    customerName: text,
    entity: codeOf('entities'),
    currency: aCurrency,
    open: minorIn('currency'),
    /** Of it, money that waits and credit notes. */
    credit: minorIn('currency'),
    items: count,
    /** Of what is owed, the earliest. */
    due: maybe(aDay),
    held: count,
  }),
})
export const receiptRows = view({
  view: 'receivables.receipts',
  key: 'id',
  search: ['number', 'customerName', 'payer', 'reference'],
  order: ['-receivedOn', '-number'],
  entityField: 'entity',
  row: shape({
    id: idOf('receipts'),
    number: text,
    entity: codeOf('entities'),
    customer: maybe(idOf('customers')),
    customerName: maybe(text),
    receivedOn: aDay,
    currency: aCurrency,
    amount: minorIn('currency'),
    bankCharges: minorIn('currency'),
    /** Not applied yet. */
    open: minorIn('currency'),
    payer: maybe(text),
    reference: maybe(text),
    createdAt: anInstant,
    createdBy: text,
  }),
})
export const revaluationRows = view({
  view: 'receivables.revaluations',
  key: 'revaluation',
  search: ['revaluation', 'entity', 'month'],
  order: ['-month', 'entity'],
  entityField: 'entity',
  row: shape({
    revaluation: codeOf('revaluations'),
    entity: codeOf('entities'),
    month: text,
    valuedOn: aDay,
    mirroredOn: aDay,
    event: maybe(idOf('journals')),
    journals: count,
    entityCurrency: aCurrency,
    entityGain: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupGain: minorIn('groupCurrency'),
    createdAt: anInstant,
    createdBy: text,
  }),
})

const common = { zone: 'finance', permit: 'receivables.read' } as const
export const listAccounts = listing({ ...common, name: 'receivables.accounts', view: accountRows })
export const listReceipts = listing({ ...common, name: 'receivables.receipts', view: receiptRows })
export const listRevaluations = listing({ ...common, name: 'receivables.revaluations', view: revaluationRows })
