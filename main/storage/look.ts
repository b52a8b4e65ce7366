import { existsSync } from 'node:fs'
import { connect, type Database, type Place } from './connect.ts'
import { migrations } from './migrations.ts'
import type { Session } from './session.ts'

/** What a diagnosis asks of a store. Nothing is migrated and nothing is written. */
export interface StoreLook {
  readonly dialect: Database['dialect']
  readonly version: string
  /** PostgreSQL: whether the connection is encrypted, and how. */
  readonly tls: string | null
  /** Migrations of this program that the store lacks; its last one; one that this program does not know. */
  readonly missing: number
  readonly last: string | null
  readonly stranger: string | null
  /** The latest books check: when, and how many invariants did not hold. */
  readonly audit: { readonly at: string; readonly broken: number } | null
  /** The latest backup that was written and proved, on record. */
  readonly backup: { readonly at: string; readonly path: string } | null
  /** Milliseconds at which the clock last called something. */
  readonly scheduled: number | null
  /** The server's clock in milliseconds; a file has none. */
  readonly clock: number | null
  /** What SQLite says of a damaged file. */
  readonly damage: string | null
}

/** Whether there is a store at all: looking must not make one. */
export const isThere = (place: Place): boolean => !('file' in place) || existsSync(place.file)

/** Opens a store for one look. */
export async function lookInto(place: Place): Promise<StoreLook> {
  const database = await connect(place)
  try {
    return await lookAt(database)
  } finally {
    await database.close()
  }
}

export const lookAt = (database: Pick<Database, 'dialect' | 'read'>): Promise<StoreLook> =>
  database.read(async (session) => {
    const file = database.dialect === 'sqlite'
    const rows = (sql: string): Promise<readonly (readonly unknown[])[]> => session.rows(sql)
    const [version] = await rows(file ? 'select sqlite_version()' : `select current_setting('server_version')`)
    const names = (await tableThere(session, 'migrations')) ? (await rows('select name from migrations order by name')).map(([name]) => String(name)) : []
    const own = new Set(migrations.map((m) => m.name))
    return {
      dialect: database.dialect,
      version: String(version![0]),
      tls: file ? null : await tlsOf(session),
      missing: [...own].filter((name) => !names.includes(name)).length,
      last: names.at(-1) ?? null,
      stranger: names.find((name) => !own.has(name)) ?? null,
      audit: (await tableThere(session, 'audits')) ? await latestAudit(session) : null,
      backup: (await tableThere(session, 'backups')) ? await latestBackup(session) : null,
      scheduled: (await tableThere(session, 'settings')) ? await lastScheduled(session) : null,
      clock: file ? null : Number((await rows(`select extract(epoch from clock_timestamp()) * 1000`))[0]![0]),
      damage: file ? await damageOf(session) : null,
    }
  }) // prettier-ignore

async function tableThere(session: Session, table: 'migrations' | 'audits' | 'backups' | 'settings'): Promise<boolean> {
  const sql =
    session.dialect === 'postgres'
      ? `select 1 where to_regclass('${table}') is not null`
      : `select 1 from sqlite_master where type = 'table' and name = '${table}'`
  return (await session.rows(sql)).length > 0
}

async function tlsOf(session: Session): Promise<string | null> {
  const [row] = await session.rows('select version from pg_stat_ssl where pid = pg_backend_pid() and ssl')
  return row ? String(row[0]) : null
}

async function latestAudit(session: Session): Promise<StoreLook['audit']> {
  const [row] = await session.rows('select at, checks from audits order by at desc, id desc limit 1')
  if (!row) return null
  const [at, checks] = row
  const found = (typeof checks === 'string' ? JSON.parse(checks) : checks) as readonly { readonly ok: boolean }[]
  return { at: new Date(String(at)).toISOString(), broken: found.filter(({ ok }) => !ok).length }
}

async function latestBackup(session: Session): Promise<StoreLook['backup']> {
  const [row] = await session.rows(
    `select taken_at, path from backups where state = 'done' and taken_at is not null order by taken_at desc limit 1`,
  )
  return row ? { at: new Date(String(row[0])).toISOString(), path: String(row[1] ?? '') } : null
}

async function lastScheduled(session: Session): Promise<number | null> {
  const rows = await session.rows(`select value from settings where key like 'schedule.%'`)
  const times = rows.map(([value]) => Number(value)).filter((time) => Number.isFinite(time))
  return times.length === 0 ? null : Math.max(...times)
}

async function damageOf(session: Session): Promise<string | null> {
  const [row] = await session.rows('pragma quick_check(1)')
  const said = String(row?.[0] ?? 'ok')
  return said === 'ok' ? null : said
}
