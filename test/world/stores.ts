import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Instant } from '../../core/kernel/day.ts'
import type { Caller, Module } from '../../core/kernel/operation.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { connect, type Database, type Place } from '../../main/storage/connect.ts'
import { openHost, type Clock, type HostOptions, type StoreHost } from '../../main/storage/host.ts'
import { migrate } from '../../main/storage/migrate.ts'
import { migrations, type Migration } from '../../main/storage/migrations.ts'
import { kindsOf, tableStatements } from '../../main/storage/tables.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { onServer, serverVariable, storeFolder } from './postgres.ts'

/** Both databases: `describe.each(stores)('… on %s', (dialect) => { … })`. */
export const stores: readonly Dialect[] = ['sqlite', 'postgres']

export interface Store {
  readonly dialect: Dialect
  /** How a further process or connection reaches it. */
  readonly place: Place
  readonly database: Database
  readonly host: StoreHost
  readonly clock: TestClock
  /** A further connection to the same store, as another process would have it; closed with the store. */
  another(options?: Partial<Omit<HostOptions, 'database'>>): Promise<StoreHost>
  /** Closes everything and throws the data away. */
  close(): Promise<void>
}
export interface TestClock extends Clock {
  set(at: string): void
}
export function testClock(at = '2026-11-30T09:00:00.000Z', zone = 'Europe/London'): TestClock {
  let now = at as Instant
  return { at: () => now, zone, set: (later) => void (now = later as Instant) }
}

/** May do and see everything. */
export const anyone: Caller = {
  user: '00000000-0000-7000-8000-000000000001',
  name: 'Test',
  permits: { has: () => true } as unknown as ReadonlySet<string>,
  entities: 'all',
  language: 'en',
}

export interface StoreOptions extends Partial<Omit<HostOptions, 'database' | 'modules' | 'clock'>> {
  readonly clock?: TestClock
  /** Left as it is created: no migration has run. */
  readonly bare?: boolean
}

/** A migration that makes the tables of records that only tests have. */
const tablesFor = (modules: readonly Pick<Module, 'records'>[]): Migration => ({
  name: '0002-test',
  statements: (dialect) => kindsOf(modules).flatMap((kind) => tableStatements(kind, dialect)),
})

export async function emptyPlace(dialect: Dialect, name: string): Promise<{ place: Place; drop: () => Promise<void> }> {
  const unique = `${name.replace(/[^a-z0-9]+/gi, '_').toLowerCase()}_${randomBytes(5).toString('hex')}`
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(path.join(os.tmpdir(), `${storeFolder}${process.pid}-${unique}-`))
    return {
      place: { file: databaseFileIn(folder) },
      drop: async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
    }
  }
  const server = process.env[serverVariable]
  if (server === undefined) throw new Error('PostgreSQL is started by test/world/servers-up; run this test by its jest project')
  await onServer(`create database ${unique}`)
  return { place: { url: `${server}/${unique}` }, drop: () => onServer(`drop database if exists ${unique} with (force)`) }
}

/** A store of its own, with the tables of these modules, or of the product where `modules` is `'product'`. */
export async function freshStore(
  dialect: Dialect,
  name: string,
  modules: readonly Pick<Module, 'records'>[] | { readonly product: readonly Pick<Module, 'records'>[] },
  options: StoreOptions = {},
): Promise<Store> {
  const { clock = testClock(), bare = false, ...rest } = options
  const listed = 'product' in modules ? modules.product : modules
  const { place, drop } = await emptyPlace(dialect, name)
  try {
    return await opened()
  } catch (error) {
    await drop()
    throw error
  }
  async function opened(): Promise<Store> {
    const database = await connect(place)
    if (!bare) await migrate(database, clock.at(), 'product' in modules ? migrations : [migrations[0]!, tablesFor(modules)])
    const host = await openHost({ database, modules: listed, clock, ...rest })
    const others: StoreHost[] = []
    return {
      dialect,
      place,
      database,
      host,
      clock,
      another: async (more = {}) => {
        const other = await openHost({ database: await connect(place), modules: listed, clock, ...rest, ...more })
        others.push(other)
        return other
      },
      close: async () => {
        for (const opened of [host, ...others]) {
          await opened.close()
          await opened.database.close()
        }
        await drop()
      },
    }
  }
}
