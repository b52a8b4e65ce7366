import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Instant } from '../../core/kernel/day.ts'
import { openHarmony, type Harmony } from '../../main/compose.ts'
import { databaseFileIn } from '../../main/data-folder.ts'
import { connect, type Database } from '../../main/storage/connect.ts'
import { migrate } from '../../main/storage/migrate.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { onServer, serverVariable, startPostgres } from '../world/postgres.ts'

/** A store that a process can be told of. */
export interface Spot {
  readonly dialect: Dialect
  /** Folder of the file, or address of the database. */
  readonly at: string
}

/** The server's first process, whose children do its work; `undefined` where the database works inside our own process. */
export async function postmasterOf(spot: Spot): Promise<number | undefined> {
  if (spot.dialect === 'sqlite' || process.platform !== 'linux') return undefined
  const database = await open(spot)
  const [[backend] = []] = await database.read((session) => session.rows('select pg_backend_pid()'))
  const stat = readFileSync(`/proc/${backend as string}/stat`, 'utf8')
  await database.close()
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

/** Stores of one benchmark: made, copied whole, thrown away. */
export interface Stores {
  /** With tables and nothing in them. */
  empty(name: string): Promise<Spot>
  /** The whole of another store. */
  copy(from: Spot, name: string): Promise<Spot>
  drop(spot: Spot): Promise<void>
  end(): Promise<void>
}

export const open = ({ dialect, at }: Spot): Promise<Database> => connect(dialect === 'sqlite' ? { file: databaseFileIn(at) } : { url: at })
// A folder of its own beside the server too: the product closes its data folder to everybody else.
const beside = (): string => path.join(os.tmpdir(), 'harmony-bench-beside-postgres')
export const house = ({ dialect, at }: Spot): Promise<Harmony> =>
  openHarmony(dialect === 'sqlite' ? { dataDir: at } : { dataDir: beside(), databaseUrl: at })

async function withTables(spot: Spot): Promise<Spot> {
  const database = await open(spot)
  await migrate(database, '2026-11-30T09:00:00.000Z' as Instant)
  await database.close()
  return spot
}

/** Does something with the product on a store, as its local administrator; whatever is refused stops the benchmark. */
export async function acting<T>(
  spot: Spot,
  work: (act: (operation: string, input: unknown) => Promise<never>, harmony: Harmony) => Promise<T>,
): Promise<T> {
  const harmony = await house(spot)
  try {
    const caller = await harmony.localAdministrator()
    return await work(async (operation, input) => {
      const outcome = await harmony.run({ id: crypto.randomUUID(), operation, input, caller: caller! })
      if (!outcome.ok) throw new Error(`${operation} was refused: ${JSON.stringify(outcome.refusal)}`)
      return outcome.result as never
    }, harmony)
  } finally {
    await harmony.close()
  }
}

function sqliteStores(): Stores {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'harmony-bench-'))
  const spotOf = (name: string): Spot => ({ dialect: 'sqlite', at: path.join(folder, name) })
  return {
    empty: (name) => {
      mkdirSync(spotOf(name).at)
      return withTables(spotOf(name))
    },
    copy: async (from, name) => {
      cpSync(from.at, spotOf(name).at, { recursive: true })
      return spotOf(name)
    },
    drop: async ({ at }) => rmSync(at, { recursive: true, force: true }),
    end: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function postgresStores(): Promise<Stores> {
  const server = await startPostgres()
  process.env[serverVariable] = server.url
  const spotOf = (name: string): Spot => ({ dialect: 'postgres', at: `${server.url}/${name}` })
  const nameOf = ({ at }: Spot): string => at.slice(server.url.length + 1)
  return {
    empty: async (name) => {
      await onServer(`create database ${name}`)
      return withTables(spotOf(name))
    },
    copy: async (from, name) => {
      await onServer(`create database ${name} template ${nameOf(from)} strategy file_copy`)
      return spotOf(name)
    },
    drop: (spot) => onServer(`drop database if exists ${nameOf(spot)} with (force)`),
    end: async () => {
      await server.stop()
      rmSync(beside(), { recursive: true, force: true })
    },
  }
}

export const storesOf = (dialect: Dialect): Promise<Stores> => (dialect === 'sqlite' ? Promise.resolve(sqliteStores()) : postgresStores())

/** The companies of the demo group, ready to sell. */
export const foundCompanies = (spot: Spot): Promise<unknown> => acting(spot, (act) => act('demo.seed', { empty: true }))
