import type { Read } from '../kernel/operation.ts'
import { record, type Row } from '../kernel/record.ts'
import { aCurrency, anInstant, choice, codeOf, count, many, maybe, shape, text } from '../kernel/shape.ts'
import { buyingPapers, salePapers, seriesDocuments } from './rules.ts'

/** The companies that consolidate together, and the currency they do it in. */
export const groups = record(
  'groups',
  shape({
    code: codeOf('groups'),
    name: text,
    currency: aCurrency,
    /** A group that was bought goes on in the currency of its books; its figures are brought into that of the group it belongs to now. */
    parent: maybe(codeOf('groups')),
  }),
  { key: 'code', devices: ['always'], personal: { keep: 'use', not: ['name'] } },
)

/** The group of the house: the one that belongs to no other. */
export const houseGroup = async (read: Read): Promise<Row<typeof groups> | undefined> =>
  (await read.list(groups, { where: { field: 'parent', is: 'empty' }, order: ['code'], limit: 1 }))[0]

/** A company that sells, invoices and keeps books of its own. */
export const entities = record(
  'entities',
  shape({
    code: codeOf('entities'),
    group: codeOf('groups'),
    name: text,
    /** ISO 3166 alpha-2. */
    country: text,
    zone: text,
    currency: aCurrency,
    /** Month (1 to 12) in which the fiscal year starts. */
    fiscalYearStart: count,
    taxIdLabel: text,
    taxId: text,
    registration: maybe(text),
    /** Language and culture of its own documents and of customers that have none of their own. */
    language: text,
    culture: text,
    address: many(text),
    bank: many(shape({ label: text, value: text })),
    legal: many(text),
    /** Prefix of invoice numbers; `{yy}` becomes the fiscal year: `26`, or `26-27` where it spans two. */
    invoicePrefix: text,
    invoiceDigits: count,
    /** Days until an invoice is due where the customer has no terms. */
    paymentDays: count,
    /** Order in which the entity's imported files write dates that could be read two ways. */
    dateOrder: choice('dayFirst', 'monthFirst', 'yearFirst'),
  }),
  {
    key: 'code',
    entityField: 'code',
    devices: ['always'],
    personal: { keep: 'use', not: ['name', 'taxIdLabel', 'address', 'bank', 'invoicePrefix'] },
  },
)

/**
 * A month of a legal entity's books that is not simply open: a month without a row is. Whoever closes it holds the entity's number series, as whoever posts
 * does, so that no posting slips in while it closes; the database refuses journals of a locked month as well.
 */
export const periods = record(
  'periods',
  shape({
    /** `NLUK/2026-11`. */
    period: codeOf('periods'),
    entity: codeOf('entities'),
    /** `2026-11`. */
    month: text,
    /** Soft closed: whoever may post late still may. Locked: nobody. */
    state: choice('open', 'softClosed', 'locked'),
    changedAt: anInstant,
    changedBy: text,
    reason: maybe(text),
    /** Who asked that a locked month be opened again; somebody else has to agree. */
    reopeningAskedBy: maybe(text),
    /** How often it was opened again after it had been locked: a mark that stays. */
    reopened: count,
  }),
  { key: 'period', entityField: 'entity', personal: { keep: 'books', since: 'changedAt', fields: { reason: 'anyone.words' } } },
)
export const periodKey = (entity: string, month: string): string => `${entity}/${month}`

/** Consecutive numbers of one kind of document, entity and fiscal year. Held while a posting commits, so that no number is lost or doubled. */
export const numberSeries = record(
  'numberSeries',
  shape({
    /** `NLUK/invoice/26`. */
    series: codeOf('numberSeries'),
    entity: codeOf('entities'),
    document: choice(...seriesDocuments, ...salePapers, ...buyingPapers),
    year: text,
    next: count,
    /** Seal of the last document: the head of the series' hash chain; empty before the first. */
    seal: maybe(text),
  }),
  { key: 'series', entityField: 'entity' },
)
