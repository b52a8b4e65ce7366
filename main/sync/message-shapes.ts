import {
  aCurrency,
  aDay,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  longText,
  Malformed,
  many,
  maybe,
  shape,
  text,
  type Field,
  type Wire,
} from '../../core/kernel/shape.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import { papersAtOnce, type Hello, type Load, type Pull, type Push } from './messages.ts'

// What comes from a device is believed to be anything until it has been looked at: unknown keys, other types and sizes are refused here, by name.

const textLike = (pattern: RegExp, wanted: string): Field<string> => ({
  kind: 'text',
  parse: (raw, at) => {
    if (typeof raw !== 'string' || !pattern.test(raw)) throw new Malformed('input.malformed', at, wanted, raw)
    return raw
  },
  print: (value) => value,
})
/** Text that is signed, so that not one sign of it may be put right. */
const asItIs = (limit: number): Field<string> => ({
  kind: 'longText',
  parse: (raw, at) => {
    if (typeof raw !== 'string' || raw.length > limit || !raw.isWellFormed() || raw.includes('\u0000'))
      throw new Malformed('input.malformed', at, `well-formed text of at most ${limit} characters`, '')
    return raw
  },
  print: (value) => value,
})
const atLeast = (least: number, field: Field<number> = count): Field<number> => ({
  ...field,
  parse: (raw, at) => {
    const value = field.parse(raw, at)
    if (value < least) throw new Malformed('input.malformed', at, `a whole number from ${least}`, raw)
    return value
  },
})
/** May be left out, and is then not there: these are messages, not rows. */
const optional = <T>(inner: Field<T>): Field<T | undefined> => ({
  ...(maybe(inner) as unknown as Field<T | undefined>),
  parse: (raw, at) => (raw === undefined || raw === null ? undefined : inner.parse(raw, at)),
})
const signature = textLike(/^[0-9a-f]{128}$/, 'an Ed25519 signature of 128 hex digits')
const mark = textLike(/^[0-9a-f]{0,64}$/, 'a fingerprint')
const deviceId = idOf('devices')

/** Signs that one intent may have: an input of a megabyte as any door takes it, with what it rests on and its escapes. */
export const largestIntent = 2_500_000

export const helloShape: Field<Hello> = shape({
  device: deviceId,
  nonce: textLike(/^[0-9a-f]{32}\.\d{1,16}\.[0-9a-f]{128}$/, 'a challenge of this hub'),
  signature,
  version: text,
})
const numbered = shape({
  record: choice('quotes', 'orders', 'invoices'),
  id: idOf('papers'),
  number: textLike(/^[A-Z0-9][A-Z0-9/_-]{0,60}$/, 'a number as this house gives them'),
  series: optional(codeOf('numberSeries')),
  sequence: optional(count),
  customer: optional(idOf('customers')),
  issued: optional(aDay),
  currency: optional(aCurrency),
  gross: optional(textLike(/^-?\d{1,15}$/, 'whole minor units')),
})
export const pushShape = shape({
  epoch: count,
  hole: optional(flag),
  // The hub itself says how many it takes, so that a device learns to send fewer.
  intents: many(shape({ body: asItIs(largestIntent), signature: asItIs(200), number: maybe(text) }), 10_000),
  papers: optional(many(numbered, papersAtOnce)),
  signature: optional(signature),
}) as unknown as Field<Push>
export const pullShape: Field<Pull> = shape({
  epoch: count,
  since: atLeast(-1),
  scope: mark,
  schema: mark,
  limit: atLeast(1),
  unsent: atLeast(0),
  oldest: maybe(anInstant),
  version: text,
  skew: maybe(count),
  digest: maybe(mark),
})
export const loadShape = shape({
  asked: textLike(/^[0-9a-f-]{1,60}$/, 'the name of an attempt'),
  cursor: maybe(asItIs(500)),
  limit: atLeast(1),
  customers: optional(many(idOf('customers'), 500)),
}) as unknown as Field<Load>

/** Where a portion of the whole copy goes on: a kind of record, and the key after which. */
export function placeOf(cursor: string): readonly [string, string | null] {
  const at = plainJson(cursor, 'cursor')
  const [record, key] = Array.isArray(at) && at.length === 2 ? (at as readonly unknown[]) : []
  if (typeof record !== 'string' || (key !== null && typeof key !== 'string'))
    throw new Malformed('input.malformed', 'cursor', 'a place that this hub has named', cursor)
  return [record, key]
}

const plainJson = (source: string, at: string): unknown => {
  try {
    return JSON.parse(source)
  } catch {
    throw new Malformed('input.malformed', at, 'JSON', '')
  }
}

/** Levels that a captured input may have; the deepest that an operation takes has about twenty. */
const deepest = 40
type Look = (raw: unknown, at: string, levels: number) => void
/** Any plain JSON: no prototype by name, no text that a database could not hold. */
const plain = (look: Look): Field<Wire> => ({
  kind: 'data',
  parse: (raw, at) => {
    look(raw, at, deepest)
    return raw as Wire
  },
  print: (value) => value,
})
function looked(raw: unknown, at: string, levels: number): void {
  if (typeof raw === 'string') {
    if (!raw.isWellFormed() || raw.includes('\u0000')) throw new Malformed('input.malformed', at, 'well-formed text without NUL', '')
    return
  }
  if (raw === null || typeof raw !== 'object') return
  if (levels === 0) throw new Malformed('input.malformed', at, `at most ${deepest} levels`, '')
  if (Array.isArray(raw)) {
    for (const item of raw) looked(item, at, levels - 1)
    return
  }
  for (const key of Object.keys(raw)) {
    if (key === '__proto__') throw new Malformed('input.malformed', at, 'nothing of this name', key)
    looked(key, at, 1)
    looked((raw as Readonly<Record<string, unknown>>)[key], at, levels - 1)
  }
}
/**
 * JSON in which no sign is written by its number: every string in it is a piece of the text, cut at quotation marks, so where the text is well formed each is,
 * none holds a NUL, and no name is one in disguise. Two hundred envelopes of forty names are then looked through once each and not string by string.
 */
const speaksPlainly = (body: string): boolean => !body.includes('\\u') && !body.includes('__proto__') && body.isWellFormed()
/** All that is left to see there is how deep it goes. */
const lookedDown: Look = (raw, at, levels) => {
  if (typeof raw !== 'object' || raw === null) return
  if (levels === 0) throw new Malformed('input.malformed', at, `at most ${deepest} levels`, '')
  if (Array.isArray(raw)) for (const item of raw) lookedDown(item, at, levels - 1)
  else for (const key in raw) lookedDown((raw as Readonly<Record<string, unknown>>)[key], at, levels - 1)
}
const plainObject = (look: Look): Field<Readonly<Record<string, Wire>>> =>
  ({
    ...plain(look),
    parse: (raw, at) => {
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new Malformed('input.malformed', at, 'an object', '')
      look(raw, at, deepest)
      return raw as Readonly<Record<string, Wire>>
    },
  }) as Field<Readonly<Record<string, Wire>>>

/** A moment as our own clock writes it; two hundred envelopes carry four hundred. */
const written = textLike(
  /^(19|2\d)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/,
  'a moment like 2026-11-30T18:00:00.000Z',
)
const aMoment: Field<string> = {
  ...written,
  parse: (raw, at) => {
    const text = written.parse(raw, at)
    // The 31st of April.
    if (new Date(text).toISOString().slice(0, 10) !== text.slice(0, 10)) throw new Malformed('input.invalidInstant', at, 'a moment', raw)
    return text
  },
}

/** Version 7 of a UUID: what intents are named by. */
const intentId = textLike(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'the id of an intent')

const envelopeShape = (look: Look) =>
  shape({
    v: choice('1'),
    id: intentId,
    device: deviceId,
    previous: maybe(intentId),
    operation: text,
    version: atLeast(1),
    input: plain(look),
    actor: idOf('users'),
    saw: maybe(shape({ record: text, id: text, was: plainObject(look) })),
    after: many(intentId, 10_000),
    reference: maybe(text),
    witness: many(shape({ question: text, asks: plain(look), answers: many(plain(look), 10_000) }), 1_000),
    at: aMoment,
    zone: text,
    monotonic: count,
    boot: longText,
    offset: maybe(count),
    offsetAge: maybe(count),
    lease: maybe(aMoment),
  })
const strictly = envelopeShape(looked)
const plainly = envelopeShape(lookedDown)

/** The envelope as it was signed; throws `Malformed` where it is none. What the kernel would put right in a text (composed letters) stays as it is. */
export function envelopeOf(body: string): Envelope {
  const raw = plainJson(body, 'intent')
  if (typeof raw !== 'object' || raw === null) throw new Malformed('input.malformed', 'intent', 'an object', '')
  const { v } = raw as { v?: unknown }
  if (v !== 1) throw new Malformed('input.malformed', 'intent.v', '1', String(v))
  const form = speaksPlainly(body) ? plainly : strictly
  form.parse({ ...raw, v: '1' }, 'intent')
  return raw as Envelope
}
