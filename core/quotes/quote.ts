import { record, type Row } from '../kernel/record.ts'
import { aDay, anInstant, choice, codeOf, count, idOf, longText, many, maybe, shape, text } from '../kernel/shape.ts'
import { mostLines, saleLineWithCosts, saleSums } from './sale.ts'

/** `draft` → `issued` → `viewed` → `accepted`, `declined`, `expired` or `withdrawn`; `superseded` by another quote. */
export const quoteStates = ['draft', 'issued', 'viewed', 'accepted', 'declined', 'expired', 'superseded', 'withdrawn'] as const

/** What is offered to a customer. The row is the draft that people work on; what was issued stands in its versions. */
export const quotes = record(
  'quotes',
  shape({
    id: idOf('quotes'),
    /** `NLUK-QUO-26-000001`; `null` until an authority has given it. */
    number: maybe(text),
    /** What paper made in the field calls it, for ever: `K7-000123`. */
    reference: maybe(text),
    title: maybe(text),
    entity: codeOf('entities'),
    /** A prospect is a customer without contracts; none yet where the name is still to come. */
    customer: maybe(idOf('customers')),
    opportunity: maybe(idOf('opportunities')),
    owner: idOf('users'),
    ownerName: text,
    /** Of the document. */
    language: text,
    state: choice(...quoteStates),
    /** Last day on which the customer can accept it. */
    validUntil: aDay,
    /** First day of its lines that say none. */
    start: maybe(aDay),
    note: maybe(longText),
    /** Versions issued so far; the draft may have gone on from the last. */
    version: count,
    ...saleSums,
    lines: many(saleLineWithCosts, mostLines),
    createdAt: anInstant,
    changedAt: anInstant,
    issuedAt: maybe(anInstant),
    viewedAt: maybe(anInstant),
    decidedAt: maybe(anInstant),
    /** Why it was declined or withdrawn. */
    reason: maybe(text),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }, { user: 'owner' }],
    personal: {
      keep: 'letters',
      since: 'createdAt',
      fields: { title: 'anyone.words', note: 'anyone.words', reason: 'anyone.words' },
      not: ['rates', 'bundles', 'lines'],
    },
  },
)
export type Quote = Row<typeof quotes>

/** A quote as it went out to the customer: lines, options, bundles, totals. Never changed. */
export const quoteVersions = record(
  'quoteVersions',
  shape({
    id: idOf('quoteVersions'),
    quote: idOf('quotes'),
    version: count,
    entity: codeOf('entities'),
    customer: maybe(idOf('customers')),
    title: maybe(text),
    language: text,
    validUntil: aDay,
    start: maybe(aDay),
    note: maybe(longText),
    ...saleSums,
    lines: many(saleLineWithCosts, mostLines),
    issuedAt: anInstant,
    issuedBy: text,
    /** SHA-256 of what the customer was shown. */
    hash: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    devices: [{ of: 'quote' }],
    personal: {
      keep: 'letters',
      since: 'issuedAt',
      fields: { title: 'anyone.words', note: 'anyone.words' },
      not: ['rates', 'bundles', 'lines'],
    },
  },
)
export type QuoteVersion = Row<typeof quoteVersions>
