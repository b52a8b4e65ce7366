import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Sequelize, Transaction, type Options } from 'sequelize'
import { postgresSession, sqliteSession, type Dialect, type Session } from './session.ts'
import { fencedRead, isFenced, standWithin, type Within } from './fence.ts'
import { HeldUp, patienceHere } from './patience.ts'
import { openHandle, sqliteDialect, type Handle } from './sqlite-dialect.ts'
import { namedTrouble, tlsOf } from './trust.ts'

export type Place = { readonly file: string; readonly key?: string } | { readonly url: string; readonly connections?: number }

/** One database and the ways to speak to it. */
export interface Database {
  readonly dialect: Dialect
  readonly sequelize: Sequelize
  /** The collation that folds case the way Unicode does; `undefined` on SQLite, which has a function for it. */
  readonly foldCollation: string | undefined
  /** The database itself shows this program's role only rows of the legal entities that are named (see `fence.ts`). */
  readonly fenced: boolean
  /**
   * One transaction: committed when the body returns, rolled back when it throws. SQLite: one writer at a time. `within`: the legal entities whose rows it is
   * about, where the database is fenced; nothing said, those of none. Waits for others as long as `waitingAtMost` says.
   */
  transact<T>(body: (session: Session) => Promise<T>, within?: Within): Promise<T>
  /** Reads outside any transaction that the caller could see. */
  read<T>(body: (session: Session) => Promise<T>, within?: Within): Promise<T>
  /** Connections of the pool; none where there is no pool. */
  readonly pool?: () => { readonly open: number; readonly busy: number; readonly waiting: number }
  /** A connection of its own for `LISTEN` and for long reading (PostgreSQL only); the caller connects and ends it. */
  listener(): pg.Client
  /** A connection of its own for long reading (SQLite only); the caller closes it. */
  apart(): Handle
  close(): Promise<void>
}

/** Milliseconds that a writer waits for other processes on the same SQLite file before it gives up. */
const writerPatience = 60_000
/** Milliseconds between two tries, on average. */
const writerPause = 10
/** Milliseconds until a server that does not answer counts as unreachable. */
const connectPatience = 20_000
/**
 * Milliseconds that the first connection waits for a place: a program that was killed keeps its own until the server has noticed, and whoever starts it again
 * at once would be told that the role is full (53300).
 */
const placePatience = 5_000

export const databaseCode = (error: unknown): string => {
  const { original, code } = (error ?? {}) as { original?: { code?: string }; code?: string }
  return original?.code ?? code ?? ''
}
/** The disk, or what the database may use of it. */
const fullCodes = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT', '53100'])
export const isDiskFull = (error: unknown): boolean => fullCodes.has(databaseCode(error))
const isBusy = (error: unknown): boolean => databaseCode(error).startsWith('SQLITE_BUSY')
const isFull = (error: unknown): boolean => databaseCode(error) === '53300'
/** PostgreSQL's word for a lock that was waited for in vain. */
const isHeld = (error: unknown): boolean => databaseCode(error) === '55P03'

/** Tries again while another process is in the way; sleeping, so that this process goes on meanwhile. */
async function patiently<T>(work: () => Promise<T>, inTheWay = isBusy, patience = writerPatience): Promise<T> {
  const until = performance.now() + patience
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    try {
      return await work()
    } catch (error) {
      if (!inTheWay(error) || performance.now() > until) throw error
      await sleep(pause * (0.5 + Math.random()))
    }
  }
}

interface Connection {
  readonly handle?: Handle
}
interface Connections {
  getConnection(options: { type?: string; uuid?: string }): Promise<unknown>
  releaseConnection(connection: unknown): void
}
const connectionsOf = (sequelize: Sequelize): Connections => sequelize.connectionManager as unknown as Connections
const connectionOf = (transaction: Transaction): unknown => (transaction as unknown as { connection: unknown }).connection

async function inTransaction<T>(transaction: Transaction, session: Session, body: (session: Session) => Promise<T>): Promise<T> {
  let result: T
  try {
    result = await body(session)
  } catch (error) {
    // A lost connection cannot be rolled back; what went wrong first is what is told.
    await transaction.rollback().catch(() => undefined)
    throw error
  }
  await transaction.commit()
  return result
}

function connectSqlite(file: string, key: string | undefined): Database {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true })
  const dialect = sqliteDialect(key === undefined ? {} : { key })
  const sequelize = new Sequelize({
    dialect: 'sqlite',
    storage: file,
    dialectModule: dialect.module,
    logging: false,
    // Not in Sequelize's types: the dialect asks for foreign keys once per connection instead of once per transaction.
    foreignKeys: false,
    // `BEGIN IMMEDIATE` while another process writes.
    retry: {
      match: [/database is locked/],
      max: writerPatience / writerPause,
      backoffBase: writerPause,
      backoffExponent: 1,
      backoffJitter: writerPause,
    },
  } as Options)
  // One writer at a time in this process; other processes are waited for by `retry`.
  let last: Promise<unknown> = Promise.resolve()
  const queued = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    last = turn.catch(() => undefined)
    return turn
  }
  /** Who waits only so long gives up their place in the queue. */
  const queuedFor = async <T>(patience: number | undefined, work: () => Promise<T>): Promise<T> => {
    if (patience === undefined) return queued(work)
    let standing: 'waits' | 'begun' | 'gone' = 'waits'
    let timer: NodeJS.Timeout | undefined
    const gone = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        if (standing !== 'waits') return
        standing = 'gone'
        reject(new HeldUp())
      }, patience)
    })
    const turn = queued(async () => {
      if (standing === 'gone') throw new HeldUp()
      standing = 'begun'
      return work()
    })
    try {
      return await Promise.race([turn, gone])
    } catch (error) {
      throw isBusy(error) ? new HeldUp(error) : error
    } finally {
      clearTimeout(timer)
    }
  }
  return {
    dialect: 'sqlite',
    sequelize,
    foldCollation: undefined,
    fenced: false,
    transact: (body) => {
      const patience = patienceHere()
      return queuedFor(patience, async () => {
        const retry = patience === undefined ? {} : { retry: { max: Math.ceil(patience / writerPause) } }
        const transaction = await sequelize.transaction({ type: Transaction.TYPES.IMMEDIATE, ...retry })
        const { handle } = connectionOf(transaction) as Connection
        try {
          return await inTransaction(transaction, sqliteSession(handle!), body)
        } finally {
          if (handle!.open && handle!.inTransaction && (transaction as unknown as { finished?: string }).finished) handle!.exec('ROLLBACK')
        }
      })
    },
    read: async (body) => {
      const connection = (await patiently(() => connectionsOf(sequelize).getConnection({ uuid: 'default' }))) as Connection
      return patiently(() => body(sqliteSession(connection.handle!)))
    },
    listener: () => {
      throw new Error('bug: expected PostgreSQL')
    },
    apart: () => openHandle(file, key),
    close: async () => {
      await last
      await sequelize.close()
      dialect.end()
    },
  }
}

async function connectPostgres(address: string, connections: number): Promise<Database> {
  const url = new URL(address)
  const host = url.searchParams.get('host') ?? decodeURIComponent(url.hostname).replace(/^\[(.*)\]$/, '$1')
  const ssl = tlsOf(host, url.searchParams)
  const port = Number(url.port || 5432)
  const username = decodeURIComponent(url.username)
  const password = decodeURIComponent(url.password)
  const database = decodeURIComponent(url.pathname.slice(1))
  const sequelize = new Sequelize({
    dialect: 'postgres',
    dialectModule: pg,
    host,
    port,
    username,
    password,
    database,
    logging: false,
    timezone: '+00:00',
    pool: { max: connections, min: 0, idle: 10_000, acquire: writerPatience },
    dialectOptions: { application_name: 'harmony', keepAlive: true, connectionTimeoutMillis: connectPatience, ...(ssl ? { ssl } : {}) },
  })
  // Days and moments are read as ISO text (see columns). The isolation that the host counts on, once per connection and not per transaction.
  // Pages lie in memory or on flash: at the price of a turning disk, and before the server has counted a new table, it sorts all the rest of a
  // run for each portion instead of walking the index (75 ms instead of 6).
  sequelize.addHook('afterConnect', async (connection: unknown) => {
    await (connection as pg.Client).query(
      `set datestyle = 'ISO, YMD'; set default_transaction_isolation = 'read committed'; set random_page_cost = 1.1`,
    )
  })
  const pool = connectionsOf(sequelize)
  const onClient = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = (await pool.getConnection({ type: 'SELECT' })) as pg.Client
    try {
      return await work(client)
    } finally {
      pool.releaseConnection(client)
    }
  }
  const look = () =>
    onClient(async (client) => {
      const session = postgresSession(client)
      const known = await session.rows(`select collname from pg_collation where collname in ('und-x-icu', 'pg_c_utf8')`)
      return [known, await isFenced(session)] as const
    })
  const [collations, fenced] = await patiently(look, isFull, placePatience).catch(async (error: unknown) => {
    await sequelize.close()
    throw namedTrouble(error, host)
  })
  const names = collations.map(([name]) => name)
  return {
    dialect: 'postgres',
    sequelize,
    foldCollation: names.includes('und-x-icu') ? '"und-x-icu"' : names.includes('pg_c_utf8') ? '"pg_c_utf8"' : '"default"',
    fenced,
    transact: async (body, within) => {
      const patience = patienceHere()
      const transaction = await sequelize.transaction()
      const session = postgresSession(connectionOf(transaction) as pg.Client, fenced)
      return inTransaction(transaction, session, async () => {
        if (patience !== undefined) await session.run(`set local lock_timeout = ${Math.ceil(patience)}`)
        if (fenced && within !== undefined) await standWithin(session, within)
        return body(session)
      }).catch((error: unknown) => {
        throw patience !== undefined && isHeld(error) ? new HeldUp(error) : error
      })
    },
    read: (body, within) =>
      onClient((client) => (fenced && within !== undefined ? fencedRead(client, within, body) : body(postgresSession(client)))),
    pool: () => {
      const { size, using, waiting } = (
        sequelize.connectionManager as unknown as { pool: { size: number; using: number; waiting: number } }
      ).pool
      return { open: size, busy: using, waiting }
    },
    listener: () =>
      new pg.Client({
        host,
        port,
        user: username,
        password,
        database,
        application_name: 'harmony listener',
        keepAlive: true,
        ...(ssl ? { ssl } : {}),
      }),
    apart: () => {
      throw new Error('bug: expected SQLite')
    },
    close: () => sequelize.close(),
  }
}

export async function connect(place: Place): Promise<Database> {
  return 'file' in place ? connectSqlite(place.file, place.key) : connectPostgres(place.url, place.connections ?? 10)
}
