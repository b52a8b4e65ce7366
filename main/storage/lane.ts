import type pg from 'pg'
import type { Database } from './connect.ts'
import { isFenced, standWithin } from './fence.ts'
import { postgresSession, sqliteSession, type Session, type SqlRow } from './session.ts'
import type { Handle } from './sqlite-dialect.ts'

/** A transaction on a connection of its own: what a whole company is read through, or laid into. */
export interface Lane {
  readonly session: Session
  /** Rows in portions, so that the largest table needs no more memory than the smallest. One at a time. */
  portions(sql: string): AsyncGenerator<readonly SqlRow[]>
  commit(): Promise<void>
  /** Ends it without a trace, unless it was committed; and the connection. */
  close(): Promise<void>
}

/** Rows that are fetched together. */
const portion = 1_000

/**
 * Everything as it stands at one moment, while others go on writing: SQLite's readers see the last commit before they began (its write-ahead log), PostgreSQL
 * gives one snapshot to a transaction that repeats its reads.
 */
export const openReading = (database: Database): Promise<Lane> =>
  database.dialect === 'sqlite'
    ? onSqlite(database.apart(), 'begin')
    : onPostgres(database.listener(), 'begin isolation level repeatable read read only')

export const openWriting = (database: Database): Promise<Lane> =>
  database.dialect === 'sqlite' ? onSqlite(database.apart(), 'begin immediate') : onPostgres(database.listener(), 'begin')

async function onSqlite(handle: Handle, begin: string): Promise<Lane> {
  const close = async (): Promise<void> => {
    if (handle.open && handle.inTransaction) handle.exec('rollback')
    if (handle.open) handle.close()
  }
  try {
    handle.exec(begin)
    // The snapshot begins with the first look.
    handle.prepare('select count(*) from sqlite_master').get()
  } catch (error) {
    await close()
    throw error
  }
  return {
    session: sqliteSession(handle),
    portions: async function* (sql) {
      let rows: SqlRow[] = []
      for (const row of handle.prepare(sql).raw(true).safeIntegers(true).iterate()) {
        rows.push(row as SqlRow)
        if (rows.length < portion) continue
        yield rows
        rows = []
        // Others in this process take their turn.
        await new Promise((resume) => setImmediate(resume))
      }
      if (rows.length > 0) yield rows
    },
    commit: async () => void handle.exec('commit'),
    close,
  }
}

async function onPostgres(client: pg.Client, begin: string): Promise<Lane> {
  // A server that goes away says so to whoever waits for an answer; nobody else has to hear it.
  client.on('error', () => undefined)
  await client.connect()
  const session = postgresSession(client)
  try {
    await session.script(`set datestyle = 'ISO, YMD'; set time zone 'UTC'; set bytea_output = 'hex'`)
    await session.script(begin)
    // Rows that a policy hides would be missing without a word: the server refuses instead.
    if (await isFenced(session)) await standWithin(session, 'all')
    else await session.script('set local row_security = off')
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  return {
    session,
    portions: async function* (sql) {
      await session.script(`declare lane no scroll cursor for ${sql}`)
      for (;;) {
        const rows = await session.rows(`fetch ${portion} from lane`)
        if (rows.length > 0) yield rows
        if (rows.length < portion) break
      }
      await session.script('close lane')
    },
    commit: () => session.script('commit'),
    close: async () => {
      await client.query('rollback').catch(() => undefined)
      await client.end().catch(() => undefined)
    },
  }
}
