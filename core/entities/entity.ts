import { record } from '../kernel/record.ts'
import { aCurrency, choice, codeOf, count, many, maybe, shape, text } from '../kernel/shape.ts'
import { salePapers, seriesDocuments } from './rules.ts'

/** The companies that consolidate together, and the currency they do it in. */
export const groups = record('groups', shape({ code: codeOf('groups'), name: text, currency: aCurrency }), {
  key: 'code',
  devices: ['always'],
})

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
  { key: 'code', entityField: 'code', devices: ['always'] },
)

/** Consecutive numbers of one kind of document, entity and fiscal year. Held while a posting commits, so that no number is lost or doubled. */
export const numberSeries = record(
  'numberSeries',
  shape({
    /** `NLUK/invoice/26`. */
    series: codeOf('numberSeries'),
    entity: codeOf('entities'),
    document: choice(...seriesDocuments, ...salePapers),
    year: text,
    next: count,
    /** Seal of the last document: the head of the series' hash chain; empty before the first. */
    seal: maybe(text),
  }),
  { key: 'series', entityField: 'entity' },
)
