import { record, type Row } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aDay, anInstant, choice, codeOf, count, flag, idOf, longText, many, maybe, shape, someData, text } from '../kernel/shape.ts'
import { figure } from '../purchases/change-order.ts'
import { saleCost, saleLine, saleSums } from '../quotes/sale.ts'

/**
 * `draft` → `captured` (signed on a device, not seen by the hub) → `qualityCheck` (finance looks at it) → `accepted` or `sentBack` → `executing` → `complete`;
 * `cancelled` before it is executed.
 */
export const orderStates = ['draft', 'captured', 'qualityCheck', 'sentBack', 'accepted', 'executing', 'complete', 'cancelled'] as const

/** What a customer orders. Until it is signed a draft; from then on its prices, lines and words never move. */
export const orders = record(
  'orders',
  shape({
    id: idOf('orders'),
    /** `NLUK-ORD-26-000001`; `null` until an authority has given it. */
    number: maybe(text),
    /** What paper made before it had a number calls it, for ever: in the field `K7-000123`, at the office `HQ-48217730`. */
    reference: maybe(text),
    title: maybe(text),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contact: maybe(idOf('contacts')),
    /** Of the document. */
    language: text,
    state: choice(...orderStates),
    poNumber: maybe(text),
    /** The customer's purchase order is to follow; the order waits for it. */
    poFollows: flag,
    owner: idOf('users'),
    ownerName: text,
    quote: maybe(idOf('quotes')),
    quoteVersion: maybe(count),
    /** The contract that it is sold under; of one that is executed: the one that it became. */
    contract: maybe(idOf('contracts')),
    /** First day of its lines that say none. */
    start: maybe(aDay),
    /** Days until invoices are due, where they were agreed otherwise than with the customer so far. */
    paymentDays: maybe(count),
    note: maybe(longText),
    /** The signed order that this one takes the place of. */
    replaces: maybe(idOf('orders')),
    ...saleSums,
    signature: maybe(idOf('signatures')),
    signedOn: maybe(aDay),
    capturedAt: maybe(anInstant),
    capturedBy: maybe(text),
    /** SHA-256 of the document that was signed. */
    documentHash: maybe(text),
    /** SHA-256 of the clauses that the document showed. */
    clauseHashes: many(text, 500),
    createdAt: anInstant,
    changedAt: anInstant,
    /** Of the last decision about it: accepted, sent back, cancelled. */
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    reason: maybe(text),
    executedAt: maybe(anInstant),
    executedBy: maybe(text),
    completedAt: maybe(anInstant),
    /** Change orders of what is bought before it was executed. */
    changes: count,
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }, { user: 'owner' }],
    personal: {
      keep: 'contract',
      since: 'createdAt',
      fields: { title: 'anyone.words', note: 'anyone.words', reason: 'anyone.words' },
      not: ['rates', 'bundles'],
    },
  },
)
export type Order = Row<typeof orders>

/** A line of an order. */
export const orderLines = record(
  'orderLines',
  shape({
    id: idOf('orderLines'),
    order: idOf('orders'),
    entity: codeOf('entities'),
    ...saleLine.fields,
    /** What it became. */
    contractLine: maybe(idOf('contractLines')),
  }),
  {
    key: 'id',
    entityField: 'entity',
    partOf: 'orders',
    devices: [{ of: 'order' }],
    personal: { keep: 'contract', since: 'start', fields: { description: 'anyone.words' } },
  },
)
export type OrderLine = Row<typeof orderLines>

/** Something that is bought for a line of an order. */
export const orderCosts = record(
  'orderCosts',
  shape({
    id: idOf('orderCosts'),
    order: idOf('orders'),
    line: idOf('orderLines'),
    entity: codeOf('entities'),
    /** Number within its line. */
    number: count,
    ...saleCost.fields,
    /** What it became. */
    costLine: maybe(idOf('costLines')),
  }),
  {
    key: 'id',
    entityField: 'entity',
    partOf: 'orders',
    devices: [{ of: 'order' }],
    personal: { keep: 'contract', since: 'start', fields: { supplierName: 'supplier.name' } },
  },
)
export type OrderCost = Row<typeof orderCosts>

/**
 * Everything that a captured order was worked out from, as it was when it was signed: lines, prices and lists, purchases, rates, margin. What the customer saw
 * of it is in the signature. Never changed.
 */
export const orderDocuments = record(
  'orderDocuments',
  shape({
    id: idOf('orderDocuments'),
    order: idOf('orders'),
    entity: codeOf('entities'),
    signature: idOf('signatures'),
    /** As one text with sorted names, so that its SHA-256 can be reckoned again. */
    document: someData,
    hash: text,
    capturedAt: anInstant,
    capturedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    devices: [{ of: 'order' }],
    personal: { keep: 'contract', since: 'capturedAt', fields: { document: 'signer.data' } },
  },
)

/** A change of what is bought for a signed order before it is executed. Never of what the customer pays. */
export const orderChanges = record(
  'orderChanges',
  shape({
    id: idOf('orderChanges'),
    order: idOf('orders'),
    entity: codeOf('entities'),
    /** Number within its order. */
    number: count,
    line: idOf('orderLines'),
    reason: text,
    costsBefore: many(saleCost, 50),
    costsAfter: many(saleCost, 50),
    marginBefore: sensitive('margin', many(figure, 3)),
    marginAfter: sensitive('margin', many(figure, 3)),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    devices: [{ of: 'order' }],
    personal: { keep: 'contract', since: 'recordedAt', fields: { reason: 'anyone.words' }, not: ['costsBefore', 'costsAfter'] },
  },
)
export type OrderChange = Row<typeof orderChanges>
