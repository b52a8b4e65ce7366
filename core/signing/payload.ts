import {
  aCurrency,
  aDay,
  aDecimal,
  choice,
  count,
  longText,
  many,
  maybe,
  minorIn,
  shape,
  text,
  type Field,
  type Value,
  type Wire,
} from '../kernel/shape.ts'
import { canonicalJson, withoutNothing } from './canonical.ts'

/** What an order, quote or change order says, whole: the page is drawn from it and the signature is over it. It knows no record, so it stands for itself for ever. */
export const aPayload = shape({
  format: choice('harmony-order/1'),
  kind: choice('order', 'quote', 'changeOrder'),
  /** Id of what is signed, made by whoever composed it. */
  id: text,
  /** What paper made in the field is called: `K7-000123`. */
  reference: maybe(text),
  /** The official number, where an authority has given one already. */
  number: maybe(text),
  /** Of a quote: which version of it. */
  version: maybe(count),
  /** Of a change order: number of what it changes. */
  changes: maybe(text),
  /** The customer's. */
  language: text,
  culture: text,
  day: aDay,
  /** Of a quote: the last day on which it can be accepted. */
  validUntil: maybe(aDay),
  currency: aCurrency,
  seller: shape({
    entity: text,
    name: text,
    address: many(text, 20),
    country: text,
    taxIdLabel: text,
    taxId: text,
    registration: maybe(text),
    bank: many(shape({ label: text, value: text }), 20),
    culture: text,
    legal: many(text, 20),
  }),
  buyer: shape({
    customer: text,
    code: maybe(text),
    name: text,
    address: many(text, 20),
    country: text,
    taxId: maybe(text),
    /** The person at the customer who is dealt with. */
    contact: maybe(text),
  }),
  salesperson: maybe(text),
  poNumber: maybe(text),
  subject: maybe(text),
  start: maybe(aDay),
  /** First term in months; `null`: until further notice, or sold once. */
  termMonths: maybe(count),
  paymentDays: count,
  note: maybe(longText),
  lines: many(
    shape({
      position: count,
      product: text,
      /** Version of the product that the line was sold with. */
      version: count,
      name: text,
      description: maybe(text),
      quantity: aDecimal,
      unit: text,
      /** `null` where bands price the line; `detail` then says them. */
      unitPrice: maybe(aDecimal),
      /** What the price book says, where the customer pays something else. */
      listPrice: maybe(aDecimal),
      discountPercent: maybe(aDecimal),
      period: choice('once', 'month', 'quarter', 'year', 'usage'),
      /** Net for one period; `null` where it is counted later. */
      amount: maybe(minorIn('currency')),
      taxCodes: many(text, 10),
      detail: many(text, 100),
      start: maybe(aDay),
      termMonths: maybe(count),
      /** The customer need not take it: not part of the totals. */
      optional: maybe(choice('option')),
    }),
    1000,
  ),
  /** One for each period that occurs. */
  totals: many(
    shape({
      period: choice('once', 'month', 'quarter', 'year'),
      net: minorIn('currency'),
      taxes: many(shape({ code: text, rate: aDecimal, base: minorIn('currency'), amount: minorIn('currency'), note: maybe(text) }), 20),
      tax: minorIn('currency'),
      gross: minorIn('currency'),
    }),
    10,
  ),
  /** The clauses that were shown, by the SHA-256 of their exact words. */
  clauses: many(shape({ code: text, version: count, language: text, heading: text, hash: text }), 200),
  /** Which prices these are: SHA-256 over the product versions of the lines, and their number in words. */
  priceBook: shape({ stamp: text, says: maybe(text) }),
  /** Exchange rates that entered a price or a limit; SHA-256 and the day they are of. */
  rates: maybe(shape({ stamp: text, day: aDay })),
  /** The exact sentence that the customer agrees to. */
  consent: text,
})
export type Payload = Value<typeof aPayload>

/** The payload as a field: a document of its own, that forms and columns do not look into. */
export const somePayload: Field<Payload> = {
  kind: 'data',
  parse: (raw, at) => aPayload.parse(raw, at),
  print: (payload) => payloadWire(payload),
}

/** A payload as it is kept and travels: nothing absent, so that older ones keep their hash when fields are added. */
export const payloadWire = (payload: Payload): Wire => withoutNothing(aPayload.print(payload))
/** The text whose SHA-256 is the payload's. */
export const payloadText = (payload: Payload): string => canonicalJson(payloadWire(payload))

/** SHA-256 over the product versions that lines were priced with: the stamp of the price book. */
export const priceBookText = (versions: readonly { readonly product: string; readonly version: number }[]): string =>
  canonicalJson([...new Set(versions.map(({ product, version }) => `${product}@${version}`))].sort())
