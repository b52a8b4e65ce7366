import { decimalText, exactly, type Decimal } from '../../core/kernel/decimal.ts'
import type { Currency, Money } from '../../core/kernel/money.ts'
import type { Plain } from '../../core/kernel/operation.ts'
import { saysNull, type Field, type Fields, type Kind, type Wire } from '../../core/kernel/shape.ts'
import { copyText, type Dialect, type SqlRow, type SqlValue } from './session.ts'

/** One column. Money takes two; every other field takes one. */
export interface Column {
  readonly name: string
  readonly quoted: string
  /** The database's type. */
  readonly type: string
  readonly nullable: boolean
  readonly field: string
  readonly kind: Exclude<Kind, 'maybe' | 'money'>
}
type Stored = Column['kind']

export const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
export const quoted = (name: string): string => `"${name}"`

const types: Readonly<Record<Dialect, Readonly<Record<Stored, string>>>> = {
  sqlite: {
    text: 'text', longText: 'text', code: 'text', choice: 'text', currency: 'text', id: 'text', count: 'integer', decimal: 'text', flag: 'integer', day: 'text',
    instant: 'text', minor: 'integer', data: 'text', many: 'text', shape: 'text', file: 'text', session: 'text',
  },
  postgres: {
    text: 'text', longText: 'text', code: 'text', choice: 'text', currency: 'text', id: 'uuid', count: 'bigint', decimal: 'numeric', flag: 'boolean', day: 'date',
    instant: 'timestamptz(3)', minor: 'bigint', data: 'text', many: 'text', shape: 'text', file: 'text', session: 'text',
  },
} // prettier-ignore
export const typeOf = (kind: Stored, dialect: Dialect): string => types[dialect][kind]

const inside = (field: Field<unknown>): Field<unknown> => (field.kind === 'maybe' ? field.inner! : field)

export function columnsOf(fields: Fields, dialect: Dialect): Column[] {
  return Object.entries(fields).flatMap(([name, declared]): Column[] => {
    const nullable = declared.kind === 'maybe'
    const field = inside(declared)
    const column = (suffix: string, kind: Stored): Column => {
      const columnName = snake(name) + suffix
      return { name: columnName, quoted: quoted(columnName), type: typeOf(kind, dialect), nullable, field: name, kind }
    }
    return field.kind === 'money' ? [column('_minor', 'minor'), column('_currency', 'currency')] : [column('', field.kind as Stored)]
  })
}

// ---- into columns

type Into = (value: never) => SqlValue
const identity = (value: unknown): SqlValue => value as SqlValue
/** A value as JSON. Lists of what hangs on a row (rates, figures, bands) are most of a row's text: written straight, without an object for each to be printed into. */
function asPart(declared: Field<unknown>): (value: unknown) => string | undefined {
  const printed = (value: unknown): string | undefined => JSON.stringify(declared.print(value))
  switch (declared.kind) {
    case 'maybe': {
      if (!saysNull(declared)) return printed
      const inner = asPart(declared.inner!)
      return (value) => (value === null ? 'null' : inner(value))
    }
    case 'many': {
      const inner = asPart(declared.inner!)
      return (value) => {
        let text = ''
        for (const one of value as readonly unknown[]) text += `${text === '' ? '' : ','}${inner(one) ?? 'null'}`
        return `[${text}]`
      }
    }
    case 'shape': {
      const parts = Object.entries(declared.fields!).map(([name, field]) => ({ name, head: `${JSON.stringify(name)}:`, into: asPart(field as Field<unknown>) })) // prettier-ignore
      return (value) => {
        let text = '{'
        for (const { name, head, into } of parts) {
          const own = (value as Plain)[name]
          // What is not there at all is left out, as JSON has it.
          if (own === undefined) return printed(value)
          const json = into(own)
          if (json !== undefined) text += `${text === '{' ? '' : ','}${head}${json}`
        }
        return `${text}}`
      }
    }
    case 'data':
    case 'money':
    case 'file':
    case 'session':
      return printed
    default:
      return digestWriter(declared)
  }
}
/** A column is never left out: its row says `null` itself. */
const asJson = asPart as (declared: Field<unknown>) => (value: unknown) => string
/** Text of plain data. Rows that follow each other often share a value (the rates of a run), which is then put into words once. */
function dataText(into: (json: string) => string): (value: unknown) => string {
  let last: unknown
  let text = ''
  return (value) => {
    if (value !== last) {
      text = into(JSON.stringify(value))
      last = value
    }
    return text
  }
}

/** A value of the kernel as the database takes it; never `null`. */
function intoColumn(field: Field<unknown>, dialect: Dialect): Into {
  switch (field.kind) {
    case 'decimal':
      return (value: Decimal) => decimalText(value)
    case 'minor':
      // Amounts stay far below 2^53, and SQLite's driver takes a number in half the time of a bigint.
      return dialect === 'postgres' ? (value: bigint) => value.toString() : Number
    case 'flag':
      return dialect === 'postgres' ? identity : (value: boolean) => (value ? 1 : 0)
    case 'data':
      return dataText((json) => json)
    case 'many':
    case 'shape':
    case 'file':
    case 'session':
      return asJson(field)
    default:
      return identity
  }
}

/** Rows as the database takes them, in the order of `columnsOf`. */
export function rowWriter(fields: Fields, dialect: Dialect): (row: Plain) => SqlValue[] {
  const writers = Object.entries(fields).map(([name, declared]) => {
    const field = inside(declared)
    // `null` is itself a value of plain data; as text it is told from an absent one.
    const absent = declared.kind === 'data' || declared.kind === 'session' ? 'null' : null
    return { name, absent, isMoney: field.kind === 'money', into: intoColumn(field, dialect) as (value: unknown) => SqlValue }
  })
  const minorInto = intoColumn({ kind: 'minor' } as Field<unknown>, dialect) as (value: bigint) => SqlValue
  return (row) => {
    const values: SqlValue[] = []
    for (const { name, absent, isMoney, into } of writers) {
      const value = row[name]
      if (value === null || value === undefined) {
        values.push(absent)
        if (isMoney) values.push(null)
      } else if (isMoney) {
        const { minor, currency } = value as Money
        values.push(minorInto(minor), currency)
      } else values.push(into(value))
    }
    return values
  }
}

/** One value in a line of PostgreSQL's bulk load; never `null`. Only what may hold any sign at all is looked through for signs to escape. */
function intoLine(field: Field<unknown>): (value: unknown) => string {
  switch (field.kind) {
    case 'id':
    case 'day':
    case 'instant':
    case 'currency':
      return (value) => value as string
    case 'count':
    case 'minor':
    case 'flag':
      return String
    case 'decimal':
      return (value) => decimalText(value as Decimal)
    case 'data':
      return dataText(copyText)
    case 'many':
    case 'shape':
    case 'file':
    case 'session': {
      const json = asJson(field)
      return (value) => copyText(json(value))
    }
    default:
      return (value) => copyText(value as string)
  }
}

/** Rows as lines of PostgreSQL's bulk load, in the order of `columnsOf`: straight into text, without a list of values for each. */
export function lineWriter(fields: Fields): (row: Plain) => string {
  const writers = Object.entries(fields).map(([name, declared], i) => {
    const field = inside(declared)
    const absent = declared.kind === 'data' || declared.kind === 'session' ? 'null' : field.kind === 'money' ? '\\N\t\\N' : '\\N'
    const into = field.kind === 'money' ? ({ minor, currency }: Money) => `${minor}\t${currency}` : intoLine(field)
    return { name, before: i === 0 ? '' : '\t', absent, into: into as (value: unknown) => string }
  })
  return (row) => {
    let line = ''
    for (const { name, before, absent, into } of writers) {
      const value = row[name]
      line += before + (value === null || value === undefined ? absent : into(value))
    }
    return line
  }
}

/** Values as the log's digests spell them: JSON, without the detour where a kind needs no escaping. */
export function digestWriter(declared: Field<unknown>): (value: unknown) => string {
  const field = inside(declared)
  switch (field.kind) {
    case 'id':
    case 'day':
    case 'instant':
    case 'currency':
    case 'minor':
      return (value) => `"${value as string}"`
    case 'decimal':
      return (value) => `"${decimalText(value as Decimal)}"`
    case 'count':
    case 'flag':
      return String
    case 'text':
    case 'longText':
    case 'code':
    case 'choice':
      return (value) => quotedJson(value as string)
    case 'data':
      return dataText((json) => json)
    default:
      return asJson(field)
  }
}
/** Nothing in it that JSON would write otherwise. */
const plainText = /^[ !#-[\]-~]*$/
const quotedJson = (text: string): string => (plainText.test(text) ? `"${text}"` : JSON.stringify(text))

/** One value for a comparison, given as it travels (filters, keys). */
export function comparable(kind: Stored, value: Wire, dialect: Dialect): SqlValue {
  if (kind === 'minor') return dialect === 'postgres' ? String(value) : BigInt(value as string)
  if (kind === 'flag') return dialect === 'postgres' ? (value as boolean) : Number(value)
  return value as string | number
}

// ---- out of columns

type Out = (value: unknown) => unknown

/** `2026-11-30 18:00:00.12+00`, as PostgreSQL writes it in the zone UTC. */
function instantOf(text: string): string {
  if (text.endsWith('Z')) return text
  const plus = text.indexOf('+')
  const time = text.slice(11, plus < 0 ? undefined : plus)
  const dot = time.indexOf('.')
  const clock = dot < 0 ? time : time.slice(0, dot)
  const fraction = dot < 0 ? '' : time.slice(dot + 1, dot + 4)
  return `${text.slice(0, 10)}T${clock}.${fraction.padEnd(3, '0')}Z`
}

/** A row that has all its fields from the beginning: one that grows field by field is laid out anew every few of them, at three times the cost. */
const emptyOf = (names: readonly string[]): Record<string, unknown> => Object.fromEntries(names.map((name) => [name, null]))

/** Stored JSON back into values of the kernel, trusting it: it was checked when it came in. */
function reviver(field: Field<unknown>): Out | undefined {
  switch (field.kind) {
    case 'decimal':
      return (value) => exactly(value as string)
    case 'minor':
      return (value) => BigInt(value as string)
    case 'money':
      return (value) => ({ currency: (value as { currency: Currency }).currency, minor: BigInt((value as { minor: string }).minor) })
    case 'maybe': {
      const inner = reviver(field.inner!) ?? ((value: unknown) => value)
      return (value) => (value === null || value === undefined ? null : inner(value))
    }
    case 'many': {
      const inner = reviver(field.inner!)
      return inner && ((value) => (value as unknown[]).map(inner))
    }
    case 'shape': {
      const parts = Object.entries(field.fields!).map(([name, part]) => [name, reviver(part)] as const)
      const empty = emptyOf(parts.map(([name]) => name))
      return (value) => {
        const from = value as Record<string, unknown>
        const out = { ...empty }
        for (const [name, revive] of parts) out[name] = revive ? revive(from[name]) : from[name]
        return out
      }
    }
    default:
      return undefined
  }
}

function outOfColumn(field: Field<unknown>): Out {
  switch (field.kind) {
    case 'count':
      return Number
    case 'decimal':
      return (value) => exactly(String(value))
    case 'minor':
      return (value) => BigInt(value as string | bigint)
    case 'flag':
      return (value) => value === 't' || value === 1n
    case 'instant':
      return (value) => instantOf(value as string)
    case 'data':
    case 'file':
    case 'session':
      return (value) => JSON.parse(value as string)
    case 'many':
      // Lists of words are few different ones in many rows (the tax codes of lines): each is read once.
      if (words.has(field.inner!.kind)) return readOnce((json) => JSON.parse(json) as unknown)
      return ofJson(field)
    case 'shape':
      return ofJson(field)
    default:
      return (value) => value
  }
}
const words: ReadonlySet<Kind> = new Set(['code', 'choice', 'text', 'currency'])
function ofJson(field: Field<unknown>): Out {
  const revive = reviver(field)
  return revive ? (value) => revive(JSON.parse(value as string)) : (value) => JSON.parse(value as string)
}
/** Texts that are remembered of one column. */
const remembered = 1000
/** What a text means is worked out once. Nobody changes a value that was read, so all rows may share it. */
function readOnce(read: (text: string) => unknown): Out {
  const known = new Map<unknown, unknown>()
  return (text) => {
    let found = known.get(text)
    if (found === undefined) {
      if (known.size >= remembered) known.clear()
      known.set(text, (found = read(text as string)))
    }
    return found
  }
}

/** Rows of the kernel from columns that stand in the order of `columnsOf`. */
export function rowReader(fields: Fields): (values: SqlRow) => Plain {
  let width = 0
  const readers = Object.entries(fields).map(([name, declared]) => {
    const field = inside(declared)
    const at = width
    width += field.kind === 'money' ? 2 : 1
    return { name, at, isMoney: field.kind === 'money', out: outOfColumn(field) }
  })
  const empty = emptyOf(readers.map(({ name }) => name))
  return (values) => {
    const row = { ...empty }
    for (const { name, at, isMoney, out } of readers) {
      const value = values[at]
      if (value === null || value === undefined) continue
      row[name] = isMoney ? { currency: values[at + 1] as Currency, minor: BigInt(value as string | bigint) } : out(value)
    }
    return row
  }
}
