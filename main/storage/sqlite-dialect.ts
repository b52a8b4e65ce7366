/// <reference path="./better-sqlite3-multiple-ciphers.d.ts" />
import { hash } from 'node:crypto'
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3-multiple-ciphers'
import { decimalKey } from './decimal-order.ts'
import { productMinor } from './decimal-product.ts'

/** The real connection under Sequelize's: prepared statements, exact integers. */
export type Handle = SqliteDatabase
type Callback = (this: unknown, error: Error | null, rows?: unknown) => void

export interface SqliteDialect {
  /** What Sequelize takes for the `sqlite3` package. */
  readonly module: object
  readonly end: () => void
}

/** Milliseconds a statement waits for a lock while nothing else in this process can run; longer waits are slept through (see connect). */
const blockingWait = 20

/** `file` may be a whole database as bytes, which then lives in memory. */
export function openHandle(file: string | Buffer, key?: string): Handle {
  const handle = new Sqlite(file, { timeout: blockingWait })
  // The key comes before the first statement, or the file is read as garbage.
  if (key !== undefined) {
    handle.pragma(`cipher='sqlcipher'`)
    handle.pragma('legacy=4')
    handle.key(Buffer.from(key, 'utf8'))
  }
  handle.pragma('journal_mode = WAL')
  // An encrypted file is a device in the field: what it has captured is nowhere else, and must outlive a loss of power (`sync.md` 2.2).
  handle.pragma(`synchronous = ${key === undefined ? 'NORMAL' : 'FULL'}`)
  handle.pragma('foreign_keys = ON')
  handle.pragma('temp_store = MEMORY')
  handle.pragma('cache_size = -65536')
  // Encrypted pages cannot be mapped.
  if (key === undefined) handle.pragma('mmap_size = 268435456')
  handle.function('decimal_key', { deterministic: true }, (text: unknown) => (text === null ? null : decimalKey(String(text))))
  handle.function('product_minor', { deterministic: true }, productMinor)
  handle.function('fold', { deterministic: true }, (text: unknown) => (text === null ? null : String(text).toLowerCase()))
  handle.function('sha256_hex', { deterministic: true }, (text: unknown) => (text === null ? null : hash('sha256', String(text), 'hex')))
  return handle
}

const plainNumber = (value: unknown): unknown =>
  typeof value !== 'bigint'
    ? value
    : value <= Number.MAX_SAFE_INTEGER && value >= Number.MIN_SAFE_INTEGER
      ? Number(value)
      : value.toString()
const plainRow = (row: object): object => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainNumber(value)]))

type Binding = unknown[] | Record<string, unknown> | undefined
/** Sequelize names its parameters `$1`, `$name`; here they go without the sign. */
function bound(parameters: Binding): unknown[] {
  const fit = (v: unknown): unknown => (v === undefined ? null : typeof v === 'boolean' ? Number(v) : v)
  if (!parameters) return []
  if (Array.isArray(parameters)) return parameters.map(fit)
  const named = Object.entries(parameters).map(([name, value]) => [name.replace(/^[$:@]/, ''), fit(value)] as const)
  return named.length === 0 ? [] : [Object.fromEntries(named)]
}

interface Handles {
  take(file: string): Handle
  layAside(file: string, handle: Handle): void
  end(): void
}
/** Open connections by file; those not in use wait for the next transaction. */
function keepHandles(key: string | undefined): Handles {
  const idle = new Map<string, Handle[]>()
  const open = new Set<Handle>()
  return {
    take: (file) => {
      const waiting = idle.get(file)?.pop()
      if (waiting) return waiting
      const handle = openHandle(file, key)
      open.add(handle)
      return handle
    },
    layAside: (file, handle) => {
      if (!handle.open) return
      if (handle.inTransaction) handle.exec('ROLLBACK')
      const waiting = idle.get(file) ?? []
      idle.set(file, waiting)
      waiting.push(handle)
    },
    end: () => {
      for (const handle of open) if (handle.open) handle.close()
      open.clear()
      idle.clear()
    },
  }
}

interface Answer {
  readonly rows: unknown
  /** What Sequelize reads from the callback's `this`. */
  readonly about: { readonly lastID: number; readonly changes: number }
}
function answer(handle: Handle, sql: string, parameters: Binding, first: boolean): Answer {
  const statement = handle.prepare(sql)
  const values = bound(parameters)
  if (!statement.reader) {
    const { lastInsertRowid, changes } = statement.run(...values)
    return { rows: [], about: { lastID: Number(lastInsertRowid), changes } }
  }
  const found = (statement.safeIntegers(true).all(...values) as object[]).map(plainRow)
  return { rows: first ? found[0] : found, about: { lastID: 0, changes: 0 } }
}

/** Sequelize's `sqlite3.Database`. */
function databaseClass(handles: Handles) {
  return class Database {
    readonly filename: string
    readonly handle: Handle | undefined
    uuid: string | undefined
    closed = false

    constructor(file: string, mode: number | Callback, done?: Callback) {
      const callback = typeof mode === 'function' ? mode : done
      this.filename = file
      let failure: Error | null = null
      try {
        this.handle = handles.take(file)
      } catch (error) {
        failure = error as Error
      }
      if (callback) process.nextTick(() => callback.call(this, failure))
      else if (failure) throw failure
    }

    serialize(body: () => void): void {
      body()
    }
    run(sql: string, parameters?: Binding | Callback, done?: Callback): this {
      return this.work(sql, parameters, done, false)
    }
    all(sql: string, parameters?: Binding | Callback, done?: Callback): this {
      return this.work(sql, parameters, done, false)
    }
    get(sql: string, parameters?: Binding | Callback, done?: Callback): this {
      return this.work(sql, parameters, done, true)
    }
    work(sql: string, parameters: Binding | Callback, done: Callback | undefined, first: boolean): this {
      const [values, callback] = typeof parameters === 'function' ? [undefined, parameters] : [parameters, done]
      let found: Answer
      try {
        found = answer(this.handle!, sql, values, first)
      } catch (error) {
        if (!callback) throw error
        callback.call(this, error as Error)
        return this
      }
      callback?.call(found.about, null, found.rows)
      return this
    }
    exec(sql: string, done?: Callback): this {
      this.handle!.exec(sql)
      done?.call(this, null)
      return this
    }
    close(done?: Callback): void {
      if (!this.closed && this.handle) handles.layAside(this.filename, this.handle)
      this.closed = true
      done?.call(this, null)
    }
  }
}

/**
 * The part of the `sqlite3` package's callback interface that Sequelize 6 uses, over better-sqlite3.
 * Sequelize opens a connection for each transaction and closes it afterwards: closing here only lays the handle aside for the next one.
 */
export function sqliteDialect(options: { readonly key?: string } = {}): SqliteDialect {
  const handles = keepHandles(options.key)
  return {
    module: { Database: databaseClass(handles), OPEN_READONLY: 1, OPEN_READWRITE: 2, OPEN_CREATE: 4, verbose: () => undefined },
    end: handles.end,
  }
}
