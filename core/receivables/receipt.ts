import { record } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/** Money that came in. Its id is that of its journal, and of the open item that the money is until it is applied. */
export const receipts = record(
  'receipts',
  shape({
    id: idOf('receipts'),
    /** Number of its journal. */
    number: text,
    entity: codeOf('entities'),
    /** Nobody knows whose it is: empty. */
    customer: maybe(idOf('customers')),
    receivedOn: aDay,
    currency: aCurrency,
    /** What reached the account. */
    amount: minorIn('currency'),
    /** What banks kept on the way: the customer paid both. */
    bankCharges: minorIn('currency'),
    payer: maybe(text),
    reference: maybe(text),
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'receivedOn', fields: { payer: 'customer.name', reference: 'anyone.words' } },
  },
)

/** What may happen to an open item: paid or set off against another, paid back, given up; and any of these taken back. */
export const settlementActs = ['applied', 'refunded', 'writtenOff', 'undone'] as const

/** What an act took off an open item, in three currencies; what it gave back is negative. An item's rows are its history, and explain what is left of it. */
export const settlements = record(
  'settlements',
  shape({
    id: idOf('settlements'),
    openItem: idOf('openItems'),
    journal: idOf('journals'),
    /** All journals of the act. */
    event: idOf('journals'),
    entity: codeOf('entities'),
    act: choice(...settlementActs),
    settledOn: aDay,
    /** The item on the other side. */
    opposite: maybe(idOf('openItems')),
    currency: aCurrency,
    amount: minorIn('currency'),
    entityCurrency: aCurrency,
    entityAmount: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupAmount: minorIn('groupCurrency'),
    reason: maybe(text),
    createdAt: anInstant,
    createdBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'settledOn', fields: { reason: 'anyone.words' } },
  },
)

/** What a month's end made of the open items in foreign money, and the journals that say so, each with its mirror on the next day. */
export const revaluations = record(
  'revaluations',
  shape({
    /** `NLUK/2026-11/1`: a further one takes what was posted into the month since. */
    revaluation: codeOf('revaluations'),
    entity: codeOf('entities'),
    /** `2026-11` */
    month: text,
    valuedOn: aDay,
    mirroredOn: aDay,
    event: maybe(idOf('journals')),
    journals: count,
    entityCurrency: aCurrency,
    /** The gain, + ; a loss is negative. */
    entityGain: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupGain: minorIn('groupCurrency'),
    rates: many(shape({ currency: aCurrency, rate: text })),
    createdAt: anInstant,
    createdBy: text,
  }),
  { key: 'revaluation', entityField: 'entity', immutable: true, personal: { keep: 'books', since: 'valuedOn', not: ['rates'] } },
)
