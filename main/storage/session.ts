/// <reference path="./pg-copy-streams.d.ts" />
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Handle } from './sqlite-dialect.ts'

export type Dialect = 'sqlite' | 'postgres'
/** What goes into a statement. Lists only on PostgreSQL. */
export type SqlValue = string | number | bigint | boolean | null | Uint8Array | readonly SqlValue[]
/** A row as the driver gives it, by position: text on PostgreSQL; text, bigint or null on SQLite. */
export type SqlRow = readonly unknown[]

/** One connection, inside a transaction or not. Marks are `$1` on PostgreSQL and `?` on SQLite (see `binder`). */
export interface Session {
  readonly dialect: Dialect
  /** The database fences legal entities from each other (see `fence.ts`), and then takes no bulk load into their tables. */
  readonly fenced: boolean
  /** `steady` statements are few and always the same: the server keeps their plans. */
  rows(sql: string, values?: readonly SqlValue[], steady?: boolean): Promise<SqlRow[]>
  run(sql: string, values?: readonly SqlValue[], steady?: boolean): Promise<number>
  /** The same statement for many rows: prepared once on SQLite, the values of each made when its turn comes. */
  runEach<T>(sql: string, rows: readonly T[], valuesOf: (row: T) => readonly SqlValue[]): Promise<void>
  /** Several statements without values. */
  script(sql: string): Promise<void>
  /** Several statements with none of another reader between them. */
  alone<T>(work: (session: Session) => Promise<T>): Promise<T>
  /** PostgreSQL's bulk load: `lineOf` a row is its text (see `copyLine`), made while the server takes the lines before it. */
  copy<T>(table: string, columns: string, rows: readonly T[], lineOf: (row: T) => string): Promise<void>
}

// Everything comes back as the server's text; the tables' converters know what it means.
const asText = { getTypeParser: () => (value: string) => value } as unknown as pg.CustomTypesConfig
const statementNames = new Map<string, string>()
function nameOf(sql: string): string {
  let name = statementNames.get(sql)
  if (name === undefined) {
    name = `harmony_${statementNames.size}`
    statementNames.set(sql, name)
  }
  return name
}

const awkward = /[\\\n\r\t]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
/** A text as a bulk load takes it. */
export const copyText = (text: string): string => (awkward.test(text) ? text.replace(/[\\\n\r\t]/g, (sign) => escapes[sign]!) : text)
/** Values as one line of a bulk load. */
export const copyLine = (values: readonly (string | number)[]): string =>
  values.map((value) => (typeof value === 'number' ? String(value) : copyText(value))).join('\t')
/** Characters of a chunk: what the server works on while the next is made. */
const chunkSize = 65_536

export function postgresSession(client: pg.Client, fenced = false): Session {
  // A connection does one thing at a time, and pg no longer wants to keep the queue: reads that a decision asks for at once take turns here.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
  const query = (text: string, values: readonly SqlValue[], steady: boolean): Promise<pg.QueryArrayResult> =>
    inTurn(() =>
      client.query({ text, values: values as unknown[], rowMode: 'array', types: asText, ...(steady ? { name: nameOf(text) } : {}) }),
    )
  const run: Session['run'] = async (sql, values = [], steady = false) => (await query(sql, values, steady)).rowCount ?? 0
  return {
    dialect: 'postgres',
    fenced,
    rows: async (sql, values = [], steady = false) => (await query(sql, values, steady)).rows,
    run,
    runEach: async (sql, rows, valuesOf) => {
      for (const row of rows) await run(sql, valuesOf(row), true)
    },
    script: async (sql) => {
      await inTurn(() => client.query(sql))
    },
    alone: (work) => inTurn(() => work(postgresSession(client, fenced))),
    copy: (table, columns, rows, lineOf) => inTurn(() => load(client, table, columns, rows, lineOf)),
  }
}

async function load<T>(client: pg.Client, table: string, columns: string, rows: readonly T[], lineOf: (row: T) => string): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  const loaded = new Promise<void>((resolve, reject) => {
    stream.once('error', reject)
    stream.once('finish', resolve)
  })
  // The server may refuse while lines are being made: that is told at the next chunk or at the end.
  loaded.catch(() => undefined)
  try {
    let chunk = ''
    for (const row of rows) {
      chunk += `${lineOf(row)}\n`
      if (chunk.length < chunkSize) continue
      if (!stream.write(chunk)) await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), loaded])
      chunk = ''
    }
    stream.end(chunk)
  } catch (error) {
    // A connection must not be left waiting for lines.
    stream.destroy(error as Error)
  }
  await loaded
}

interface Prepared {
  readonly statement: ReturnType<Handle['prepare']>
  /** Does it answer rows? Asked of the statement once. */
  readonly reads: boolean
}
const prepared = new WeakMap<Handle, Map<string, Prepared>>()
/** Statements kept per connection; beyond that they are prepared anew. */
const keptStatements = 4_000

function prepare(handle: Handle, sql: string): Prepared {
  let known = prepared.get(handle)
  if (!known) prepared.set(handle, (known = new Map()))
  let found = known.get(sql)
  if (found === undefined) {
    const statement = handle.prepare(sql)
    found = { statement, reads: statement.reader }
    if (found.reads) statement.raw(true).safeIntegers(true)
    if (known.size >= keptStatements) known.clear()
    known.set(sql, found)
  }
  return found
}

/** Narrow rows go in so many at a time: what a call costs is then more than what their values cost. */
const rowsTogether = 16
const widest = 16
const severals = new Map<string, string | undefined>()
/** The statement that adds several rows at once, of one that adds one and does nothing else. */
function severalRows(sql: string): string | undefined {
  if (!severals.has(sql)) {
    const marks = /^insert into .* values (\((?:\?, )*\?\))$/.exec(sql)?.[1]
    const narrow = marks !== undefined && marks.split(',').length <= widest
    severals.set(sql, narrow ? `${sql}${`, ${marks}`.repeat(rowsTogether - 1)}` : undefined)
  }
  return severals.get(sql)
}

export function sqliteSession(handle: Handle): Session {
  const session: Session = {
    dialect: 'sqlite',
    fenced: false,
    rows: async (sql, values = []) => {
      const { statement, reads } = prepare(handle, sql)
      if (reads) return statement.all(...values) as SqlRow[]
      statement.run(...values)
      return []
    },
    run: async (sql, values = []) => {
      const { statement, reads } = prepare(handle, sql)
      return reads ? statement.all(...values).length : statement.run(...values).changes
    },
    runEach: async (sql, rows, valuesOf) => {
      let at = 0
      const values: SqlValue[] = []
      for (const together = severalRows(sql); together && rows.length - at >= rowsTogether; at += rowsTogether) {
        let place = 0
        for (let n = at; n < at + rowsTogether; n++) {
          const own = valuesOf(rows[n]!)
          for (let i = 0; i < own.length; i++) values[place++] = own[i]!
        }
        prepare(handle, together).statement.run(values)
      }
      if (at === rows.length) return
      const { statement } = prepare(handle, sql)
      for (; at < rows.length; at++) statement.run(valuesOf(rows[at]!))
    },
    script: async (sql) => {
      handle.exec(sql)
    },
    alone: (work) => work(session),
    copy: () => {
      throw new Error('bug: expected PostgreSQL')
    },
  }
  return session
}

/** Builds a statement piece by piece; `mark` must be called in the order in which the marks stand in the text. */
export interface Binder {
  readonly dialect: Dialect
  readonly values: SqlValue[]
  /** A mark for one value; `type` is PostgreSQL's, which cannot always guess it. */
  mark(value: SqlValue, type: string): string
  /** `expression` is one of the values. */
  isOneOf(expression: string, values: readonly SqlValue[], type: string): string
}
export function binder(dialect: Dialect): Binder {
  const values: SqlValue[] = []
  const mark = (value: SqlValue, type: string): string => {
    values.push(value)
    return dialect === 'postgres' ? `$${values.length}::${type}` : '?'
  }
  return {
    dialect,
    values,
    mark,
    isOneOf: (expression, list, type) =>
      dialect === 'postgres'
        ? `${expression} = any(${mark(list, `${type}[]`)})`
        : `${expression} in (select value from json_each(${mark(
            JSON.stringify(list.map((v) => (typeof v === 'bigint' ? Number(v) : v))),
            'text',
          )}))`,
  }
}
