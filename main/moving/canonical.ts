import type { SqlRow, SqlValue } from '../storage/session.ts'
import type { Dialect } from '../storage/session.ts'
import type { ColumnType, PlacedColumn, PlacedTable } from './format.ts'

// A row as one line of text that both databases give alike, and back.

/** `2026-11-30 18:00:00.12+00`, as PostgreSQL writes it in the zone UTC, as an instant with milliseconds; text that is none stays what it is. */
const written = /^(\d{4,}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,3})\d*)?(?:Z|\+00(?::00)?)$/
const instantText = (value: string): string => {
  const found = written.exec(value)
  return found ? `${found[1]}T${found[2]}.${(found[3] ?? '').padEnd(3, '0')}Z` : value
}

type Print = (value: unknown) => string
const printers: Readonly<Record<ColumnType, Print>> = {
  text: (value) => JSON.stringify(value),
  // As many digits as there are: a number of JSON may have any.
  whole: (value) => String(value),
  amount: (value) => `"${String(value)}"`,
  flag: (value) => (value === true || value === 't' || value === 1n || value === 1 ? 'true' : 'false'),
  instant: (value) => JSON.stringify(instantText(value as string)),
  bytes: (value) => `"${bytesOf(value).toString('base64')}"`,
}
/** PostgreSQL answers in its text form, `\x` and hexadecimal digits. */
export const bytesOf = (value: unknown): Buffer =>
  typeof value === 'string' ? Buffer.from(value.slice(2), 'hex') : Buffer.from(value as Uint8Array)

/** Rows as lines, in the order of the columns; columns without a value are left out. */
export function lineWriter(columns: readonly PlacedColumn[]): (row: SqlRow) => string {
  const parts = columns.map(({ name, type }) => ({ head: `${JSON.stringify(name)}:`, print: printers[type] }))
  return (row) => {
    let line = '{'
    for (let i = 0; i < parts.length; i++) {
      const value = row[i]
      if (value === null || value === undefined) continue
      line += `${line === '{' ? '' : ','}${parts[i]!.head}${parts[i]!.print(value)}`
    }
    return `${line}}\n`
  }
}

type Parse = (value: unknown) => SqlValue
/** What a line says as the database takes it. */
function parserOf(type: ColumnType, dialect: Dialect): Parse {
  switch (type) {
    case 'amount':
      return dialect === 'sqlite' ? (value) => BigInt(value as string) : (value) => value as string
    // SQLite's driver would keep a number of JavaScript as a floating one.
    case 'whole':
      return dialect === 'sqlite' ? (value) => BigInt(value as number) : (value) => String(value)
    case 'flag':
      return dialect === 'sqlite' ? (value) => (value === true ? 1n : 0n) : (value) => (value === true ? 't' : 'f')
    case 'bytes':
      return dialect === 'sqlite'
        ? (value) => Buffer.from(value as string, 'base64')
        : (value) => `\\x${Buffer.from(value as string, 'base64').toString('hex')}`
    default:
      return (value) => value as string
  }
}

/** Lines back into values, in the order of the columns. Throws where a line is no such row. */
export function lineReader(table: PlacedTable, dialect: Dialect): (line: string) => SqlValue[] {
  const parts = table.columns.map(({ name, type }) => ({ name, parse: parserOf(type, dialect) }))
  return (line) => {
    const row = JSON.parse(line) as Readonly<Record<string, unknown>>
    return parts.map(({ name, parse }) => (row[name] === undefined || row[name] === null ? null : parse(row[name])))
  }
}
