/// <reference path="./better-sqlite3-multiple-ciphers.d.ts" />
import Sqlite, { type Database as SqliteDatabase } from 'better-sqlite3-multiple-ciphers'
import { decimalKey } from './decimal-order.ts'

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

function openHandle(file: string, key: string | undefined): Handle {
  const handle = new Sqlite(file, { timeout: blockingWait })
  // The key comes before the first statement, or the file is read as garbage.
  if (key !== undefined) {
    handle.pragma(`cipher='sqlcipher'`)
    handle.pragma('legacy=4')
    handle.key(Buffer.from(key, 'utf8'))
  }
  handle.pragma('journal_mode = WAL')
  handle.pragma('synchronous = NORMAL')
  handle.pragma('foreign_keys = ON')
  handle.pragma('temp_store = MEMORY')
  handle.pragma('cache_size = -65536')
  // Encrypted pages cannot be mapped.
  if (key === undefined) handle.pragma('mmap_size = 268435456')
  handle.function('decimal_key', { deterministic: true }, (text: unknown) => (text === null ? null : decimalKey(String(text))))
  handle.function('fold', { deterministic: true }, (text: unknown) => (text === null ? null : String(text).toLowerCase()))
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

/**
 * The part of the `sqlite3` package's callback interface that Sequelize 6 uses, over better-sqlite3.
 * Sequelize opens a connection for each transaction and closes it afterwards: closing here only lays the handle aside for the next one.
 */
export function sqliteDialect(options: { readonly key?: string } = {}): SqliteDialect {
  const idle = new Map<string, Handle[]>()
  const open = new Set<Handle>()

  const take = (file: string): Handle => {
    const waiting = idle.get(file)?.pop()
    if (waiting) return waiting
    const handle = openHandle(file, options.key)
    open.add(handle)
    return handle
  }
  const layAside = (file: string, handle: Handle): void => {
    if (!handle.open) return
    if (handle.inTransaction) handle.exec('ROLLBACK')
    const waiting = idle.get(file) ?? []
    idle.set(file, waiting)
    waiting.push(handle)
  }

  class Database {
    readonly filename: string
    readonly handle: Handle | undefined
    uuid: string | undefined
    private closed = false

    constructor(file: string, mode: number | Callback, done?: Callback) {
      const callback = typeof mode === 'function' ? mode : done
      this.filename = file
      let failure: Error | null = null
      try {
        this.handle = take(file)
      } catch (error) {
        failure = error as Error
      }
      if (callback) process.nextTick(() => callback.call(this, failure))
      else if (failure) throw failure
    }

    serialize(body: () => void): void {
      body()
    }

    private work(sql: string, parameters: Binding | Callback, done: Callback | undefined, read: 'run' | 'get' | 'all'): this {
      const callback = typeof parameters === 'function' ? parameters : done
      const values = bound(typeof parameters === 'function' ? undefined : parameters)
      const about = { lastID: 0, changes: 0 }
      let rows: unknown
      try {
        const statement = this.handle!.prepare(sql)
        if (statement.reader) {
          statement.safeIntegers(true)
          const found = statement.all(...values) as object[]
          rows = read === 'get' ? found[0] && plainRow(found[0]) : found.map(plainRow)
        } else {
          const written = statement.run(...values)
          about.lastID = Number(written.lastInsertRowid)
          about.changes = written.changes
          rows = []
        }
      } catch (error) {
        if (!callback) throw error
        callback.call(about, error as Error)
        return this
      }
      callback?.call(about, null, rows)
      return this
    }
    run(sql: string, parameters?: Binding | Callback, done?: Callback): this {
      return this.work(sql, parameters, done, 'run')
    }
    get(sql: string, parameters?: Binding | Callback, done?: Callback): this {
      return this.work(sql, parameters, done, 'get')
    }
    all(sql: string, parameters?: Binding | Callback, done?: Callback): this {
      return this.work(sql, parameters, done, 'all')
    }
    exec(sql: string, done?: Callback): this {
      try {
        this.handle!.exec(sql)
      } catch (error) {
        if (!done) throw error
        done.call(this, error as Error)
        return this
      }
      done?.call(this, null)
      return this
    }
    close(done?: Callback): void {
      if (!this.closed && this.handle) layAside(this.filename, this.handle)
      this.closed = true
      done?.call(this, null)
    }
  }

  return {
    module: { Database, OPEN_READONLY: 1, OPEN_READWRITE: 2, OPEN_CREATE: 4, verbose: () => undefined },
    end: () => {
      for (const handle of open) if (handle.open) handle.close()
      open.clear()
      idle.clear()
    },
  }
}
