import { decimal, decimalText, type Decimal } from './decimal.ts'
import { day, instant, type Day, type Instant } from './day.ts'
import { isCurrency, money, type Currency, type Money } from './money.ts'

/** What travels: JSON, with whole numbers only where they count things. */
export type Wire = string | number | boolean | null | readonly Wire[] | { readonly [key: string]: Wire }

/** What a value is made of. A closed list: columns, forms, grids, filters and the OpenAPI document all switch over it. */
export type Kind =
  | 'text' | 'longText' | 'count' | 'decimal' | 'flag' | 'day' | 'instant' | 'currency' | 'money' | 'minor' | 'id' | 'code' | 'choice' | 'data' | 'file' | 'session' | 'maybe' | 'many' | 'shape' // prettier-ignore

export interface Field<T> {
  readonly kind: Kind
  parse(raw: unknown, at: string): T
  print(value: T): Wire
  /** `id` and `code`: the record it names. */
  readonly of?: string
  /** `choice`: what may be chosen. */
  readonly options?: readonly string[]
  /** `minor`: the sibling field that holds the currency. */
  readonly currencyIn?: string
  /** `maybe` and `many`: what is inside. */
  readonly inner?: Field<unknown>
  /** `shape`: its fields. */
  readonly fields?: Fields
  /** Told only to whoever has the right for it (sensitive.ts). */
  readonly sensitive?: 'margin' | 'purchasePrice' | 'costRate'
}
export type Of<F> = F extends Field<infer T> ? T : never
// `any` is what lets fields of all types stand in one list; values are typed again by `Of`.
// oxlint-disable-next-line typescript/no-explicit-any
export type Fields = { readonly [key: string]: Field<any> }

/**
 * A value that does not fit its field. `input.malformed` means the wrong shape (a caller's bug: missing, stray or of another type);
 * every other code means well-formed text that says something impossible, which a person can mend.
 */
export class Malformed extends Error {
  readonly code: InputCode
  readonly at: string
  readonly wanted: string
  readonly value: string
  constructor(code: InputCode, at: string, wanted: string, value: unknown) {
    super(`${at}: wanted ${wanted}`)
    this.code = code
    this.at = at
    this.wanted = wanted
    this.value = typeof value === 'string' ? value.slice(0, 100) : ''
  }
}
export type InputCode =
  | 'input.malformed'
  | 'input.invalidNumber'
  | 'input.invalidDay'
  | 'input.invalidInstant'
  | 'input.unknownCurrency'
  | 'input.tooLong'
  | 'input.empty'

const shapeError = (at: string, wanted: string, raw: unknown): never => {
  throw new Malformed('input.malformed', at, wanted, raw)
}
const textOf = (raw: unknown, at: string, wanted: string): string => (typeof raw === 'string' ? raw : shapeError(at, wanted, raw))
const must = <T>(value: T | undefined, code: InputCode, at: string, wanted: string, raw: unknown): T => {
  if (value === undefined) throw new Malformed(code, at, wanted, raw)
  return value
}

// Not every database holds a NUL, and half a surrogate pair is no character on any wire.
const wellFormed = (text: string, at: string): string =>
  text.includes('\u0000') || !text.isWellFormed() ? shapeError(at, 'well-formed text without NUL', text) : text
const textUpTo = (kind: 'text' | 'longText', limit: number): Field<string> => ({
  kind,
  parse: (raw, at) => {
    const text = wellFormed(textOf(raw, at, 'text'), at).normalize('NFC')
    if (text.trim() === '') throw new Malformed('input.empty', at, 'some text', raw)
    if (text.length > limit) throw new Malformed('input.tooLong', at, `at most ${limit} characters`, raw)
    return text
  },
  print: (v) => v,
})
/** One line of text, at most 500 characters, never blank. */
export const text = textUpTo('text', 500)
/** Text of several lines, at most 100,000 characters. */
export const longText = textUpTo('longText', 100_000)
/** A whole number that counts things, never money. */
export const count: Field<number> = {
  kind: 'count',
  parse: (raw, at) => (Number.isSafeInteger(raw) ? (raw as number) : shapeError(at, 'a whole number', raw)),
  print: (v) => v,
}
/** An exact decimal, as text on the wire. */
export const aDecimal: Field<Decimal> = {
  kind: 'decimal',
  parse: (raw, at) => must(decimal(textOf(raw, at, 'a decimal as text')), 'input.invalidNumber', at, 'a decimal number', raw),
  print: decimalText,
}
export const flag: Field<boolean> = {
  kind: 'flag',
  parse: (raw, at) => (typeof raw === 'boolean' ? raw : shapeError(at, 'true or false', raw)),
  print: (v) => v,
}
export const aDay: Field<Day> = {
  kind: 'day',
  parse: (raw, at) => must(day(textOf(raw, at, 'a day')), 'input.invalidDay', at, 'a day like 2026-11-30', raw),
  print: (v) => v,
}
export const anInstant: Field<Instant> = {
  kind: 'instant',
  parse: (raw, at) => must(instant(textOf(raw, at, 'a moment')), 'input.invalidInstant', at, 'a moment like 2026-11-30T18:00:00Z', raw),
  print: (v) => v,
}
export const aCurrency: Field<Currency> = {
  kind: 'currency',
  parse: (raw, at) => {
    const code = textOf(raw, at, 'a currency code')
    return isCurrency(code) ? code : must<Currency>(undefined, 'input.unknownCurrency', at, 'a currency code of ISO 4217', raw)
  },
  print: (v) => v,
}
const wholeMinor = (raw: unknown, at: string): bigint => {
  const digits = textOf(raw, at, 'whole minor units as text')
  return BigInt(must(/^-?\d{1,15}$/.test(digits) ? digits : undefined, 'input.invalidNumber', at, 'whole minor units', raw))
}
const moneyNames = new Set(['currency', 'minor'])
export const someMoney: Field<Money> = {
  kind: 'money',
  parse: (raw, at) => {
    const from = fieldsOf(raw, at, moneyNames)
    return money(aCurrency.parse(from['currency'], `${at}.currency`), wholeMinor(from['minor'], `${at}.minor`))
  },
  print: (m) => ({ currency: m.currency, minor: m.minor.toString() }),
}
/** Whole minor units of the currency that a sibling field names: the three amounts of a financial line. */
export const minorIn = (currencyIn: string): Field<bigint> => ({ kind: 'minor', currencyIn, parse: wholeMinor, print: (v) => v.toString() })

export type Id<Name extends string = string> = string & { readonly __of: Name }
/** A UUID made by whoever created the thing. */
export const idOf = <const Name extends string>(of: Name): Field<Id<Name>> => ({
  kind: 'id',
  of,
  parse: (raw, at) => {
    const id = textOf(raw, at, 'an id').toLowerCase()
    return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id)
      ? (id as Id<Name>)
      : shapeError(at, 'an id (UUID)', raw)
  },
  print: (v) => v,
})
export type Code<Name extends string = string> = string & { readonly __code: Name }
/** A short key that people know: `NLUK`, `MS-USER`, `UK-S20`. */
export const codeOf = <const Name extends string>(of: Name): Field<Code<Name>> => ({
  kind: 'code',
  of,
  parse: (raw, at) => {
    const code = textOf(raw, at, 'a code').normalize('NFC')
    return code.length <= 64 && /^[\p{L}\p{N}][\p{L}\p{N}._/+:@ -]*$/u.test(code)
      ? (code as Code<Name>)
      : shapeError(at, 'a code of at most 64 letters, digits and . _ / + : @ -', raw)
  },
  print: (v) => v,
})
export interface ChoiceField<T extends string> extends Field<T> {
  readonly kind: 'choice'
  readonly options: readonly T[]
}
export const choice = <const T extends string>(...options: readonly T[]): ChoiceField<T> => ({
  kind: 'choice',
  options,
  parse: (raw, at) => options.find((o) => o === raw) ?? shapeError(at, options.join(' | '), raw),
  print: (v) => v,
})

/** Data the product keeps but does not look into here (a trace, a saved view). Plain JSON, at most 12 levels deep. */
export const someData: Field<Wire> = {
  kind: 'data',
  parse: (raw, at) => plainData(raw, at, 12),
  print: (v) => v,
}
function plainData(raw: unknown, at: string, depth: number): Wire {
  if (typeof raw === 'string') return wellFormed(raw, at)
  if (raw === null || typeof raw === 'boolean') return raw
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw
  if (typeof raw !== 'object' || depth === 0) return shapeError(at, 'plain data', raw)
  if (Array.isArray(raw)) return raw.map((item, i) => plainData(item, `${at}[${i}]`, depth - 1))
  return Object.fromEntries(Object.entries(fieldsOf(raw, at)).map(([key, value]) => [key, plainData(value, `${at}.${key}`, depth - 1)]))
}

/** Bytes kept by the host under their SHA-256. Doors upload and download them; a value only names them. */
export interface FileRef {
  readonly hash: string
  readonly name: string
  readonly mime: string
  /** Bytes. */
  readonly size: number
}
const fileNames = new Set(['hash', 'name', 'mime', 'size'])
export const aFile: Field<FileRef> = {
  kind: 'file',
  parse: (raw, at) => {
    const { hash, name, mime, size } = fieldsOf(raw, at, fileNames)
    if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash) || typeof mime !== 'string' || mime.length > 200)
      return shapeError(at, 'a file', raw)
    return { hash, name: text.parse(name, `${at}.name`), mime, size: count.parse(size, `${at}.size`) }
  },
  print: (v) => ({ ...v }),
}

/** A sign-in that an operation grants (`token`) or ends (`null`). Doors keep it their own way - a cookie, a window's memory - and never show it. */
export interface SessionGrant {
  readonly token: string
  readonly expiresAt: string
}
const sessionNames = new Set(['token', 'expiresAt'])
export const aSession: Field<SessionGrant | null> = {
  kind: 'session',
  parse: (raw, at) => {
    if (raw === null) return null
    const { token, expiresAt } = fieldsOf(raw, at, sessionNames)
    return { token: text.parse(token, `${at}.token`), expiresAt: text.parse(expiresAt, `${at}.expiresAt`) }
  },
  print: (v) => (v === null ? null : { ...v }),
}

export interface MaybeField<F extends Field<unknown>> extends Field<Of<F> | null> {
  readonly kind: 'maybe'
  readonly inner: F
}
/** Of these `null` and nothing at all are read and written as `null`, without asking them. */
const empty = new WeakSet<object>()
/** Does a field that may be absent say `null` then? One that prints in its own way may leave itself out, so that what was written before it was there stays as it is. */
export const saysNull = (field: Field<unknown>): boolean => empty.has(field)
/** May be absent: `null`, or left out on the wire. */
// oxlint-disable-next-line typescript/no-explicit-any
export const maybe = <F extends Field<any>>(inner: F): MaybeField<F> => {
  const field: MaybeField<F> = {
    kind: 'maybe',
    inner,
    parse: (raw, at) => (raw === null || raw === undefined ? null : (inner.parse(raw, at) as Of<F>)),
    print: (v) => (v === null ? null : inner.print(v)),
  }
  empty.add(field)
  return field
}
export const many = <T>(inner: Field<T>, limit = 100_000): Field<readonly T[]> => ({
  kind: 'many',
  inner: inner as Field<unknown>,
  parse: (raw, at) => {
    if (!Array.isArray(raw)) return shapeError(at, 'a list', raw)
    if (raw.length > limit) return shapeError(at, `at most ${limit} items`, raw)
    return raw.map((item, i) => inner.parse(item, `${at}[${i}]`))
  },
  print: (v) => v.map((item) => inner.print(item)),
})

export type Shape<F extends Fields> = Field<{ readonly [K in keyof F]: Of<F[K]> }> & { readonly kind: 'shape'; readonly fields: F }

type Names = { has(name: string): boolean }
// Only own properties of plain objects count: what a prototype smuggles in is not input.
function fieldsOf(raw: unknown, at: string, known?: Names): Record<string, unknown> {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return shapeError(at, 'an object', raw)
  const prototype: unknown = Object.getPrototypeOf(raw)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return shapeError(at, 'a plain object', raw)
  for (const key of Object.keys(raw))
    if (key === '__proto__' || (known && !known.has(key))) shapeError(`${at}.${key}`, 'nothing of this name', key)
  return raw as Record<string, unknown>
}

/** An object of exactly these fields; anything else in it is refused. */
export function shape<F extends Fields>(fields: F): Shape<F> {
  const names = new Set(Object.keys(fields))
  const parts = [...names].map((name) => ({ name, field: fields[name]!, mayBeEmpty: empty.has(fields[name]!) }))
  // It has all its fields from the beginning: one that grows field by field is laid out anew every few of them.
  const blank: Readonly<Record<string, null>> = Object.fromEntries(parts.map(({ name }) => [name, null]))
  return {
    kind: 'shape',
    fields,
    parse: (raw, at) => {
      const from = fieldsOf(raw, at, names)
      const out: Record<string, unknown> = { ...blank }
      for (const { name, field, mayBeEmpty } of parts) {
        const found = from[name]
        if (mayBeEmpty && (found === null || found === undefined)) continue
        out[name] = field.parse(Object.hasOwn(from, name) ? found : undefined, `${at}.${name}`)
      }
      return out as never
    },
    print: (value) => {
      const out: Record<string, Wire> = { ...blank }
      for (const { name, field, mayBeEmpty } of parts) {
        const own = (value as Record<string, unknown>)[name]
        if (!mayBeEmpty || own !== null) out[name] = field.print(own)
      }
      return out
    },
  }
}
export type Value<S> = S extends Shape<infer F> ? { readonly [K in keyof F]: Of<F[K]> } : never

/** A shape as data, for what only draws it: forms, grids, the OpenAPI document. */
export interface FieldPlan {
  readonly kind: Exclude<Kind, 'maybe'>
  readonly optional?: true
  readonly of?: string
  readonly options?: readonly string[]
  readonly currencyIn?: string
  readonly inner?: FieldPlan
  readonly fields?: { readonly [name: string]: FieldPlan }
  readonly sensitive?: NonNullable<Field<unknown>['sensitive']>
}
export function planOf(field: Field<unknown>): FieldPlan {
  const hidden = field.sensitive === undefined ? {} : { sensitive: field.sensitive }
  if (field.kind === 'maybe') return { ...planOf(field.inner!), ...hidden, optional: true }
  return {
    kind: field.kind,
    ...hidden,
    ...(field.of === undefined ? {} : { of: field.of }),
    ...(field.options === undefined ? {} : { options: field.options }),
    ...(field.currencyIn === undefined ? {} : { currencyIn: field.currencyIn }),
    ...(field.inner === undefined ? {} : { inner: planOf(field.inner) }),
    ...(field.fields === undefined
      ? {}
      : { fields: Object.fromEntries(Object.entries(field.fields).map(([name, f]) => [name, planOf(f as Field<unknown>)])) }),
  }
}
