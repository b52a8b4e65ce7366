import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { modules } from '../../core/harmony.ts'
import { databaseFileIn, languagesIn, prepareDatabaseFile, prepareDataFolder, secretsKeyIn } from '../data-folder.ts'
import { hasKeys } from '../keys/key-file.ts'
import { connect, databaseCode, type Database } from '../storage/connect.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { fenceAgain } from '../storage/roles.ts'
import { binder, type Session } from '../storage/session.ts'
import { keyBeside } from './format.ts'
import { loadCompany, type Loaded, type LoadWish } from './loading.ts'
import { synced } from './packing.ts'
import { openWriting } from '../storage/lane.ts'
import { namesOfTables } from './tables.ts'
import { MovingTrouble } from './trouble.ts'
import { pendingSetting, restoringFileIn, restoringTable } from './unfinished.ts'

export interface RestoreWish extends Omit<LoadWish, 'beside'> {
  /** The data folder: packs of words go there, and the database where there is no `databaseUrl`. */
  readonly dataDir: string
  readonly databaseUrl?: string | undefined
}
export interface Restored extends Loaded {
  readonly place: string
  /** Packs of words that were not laid down because the folder has its own of that name. */
  readonly keptLanguages: readonly string[]
}

/** Brings a company into an empty place. Whatever goes wrong, and however the program ends, what was there before is there after. */
export async function restoreCompany(wish: RestoreWish): Promise<Restored> {
  const kept: string[] = []
  const beside = (name: string, bytes: Buffer): void => {
    const file = name === keyBeside ? secretsKeyIn(wish.dataDir) : join(languagesIn(wish.dataDir), basename(name))
    if (!existsSync(file)) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
      writeFileSync(file, bytes, { flag: 'wx', mode: 0o600 })
    } else if (name !== keyBeside) kept.push(name)
    // With another key the secrets in the database would be lost, and with this one those that the other has closed.
    else if (!readFileSync(file).equals(bytes)) throw new MovingTrouble('backups.notEmpty', { place: wish.dataDir, holds: basename(file) })
  }
  const load = { ...wish, beside }
  const found = await (wish.databaseUrl === undefined ? intoFile(load) : intoServer(load, wish.databaseUrl))
  return { ...found, keptLanguages: kept }
}

/** A restored company begins a new timeline; one that was moved goes on. */
async function loadedIn(database: Database, wish: LoadWish, last: (session: Session) => Promise<void>): Promise<Loaded> {
  const lane = await openWriting(database)
  try {
    if (database.dialect === 'postgres') await alone(lane.session)
    const loaded = await loadCompany(lane, wish)
    // Where the roles of least privilege were made before, the tables get their rights and their place behind the fence.
    await fenceAgain(lane.session, modules)
    if (wish.purpose === 'backup') {
      const b = binder(database.dialect)
      const values = [b.mark(pendingSetting, 'text'), b.mark(JSON.stringify({ id: loaded.head.id, at: wish.at }), 'text')]
      await lane.session.run(`insert into settings (key, value) values (${values.join(', ')}) on conflict (key) do nothing`, b.values)
    }
    await last(lane.session)
    await lane.commit()
    return loaded
  } finally {
    await lane.close()
  }
}

/** The lock of migrations: nobody else makes tables meanwhile. */
async function alone(session: Session): Promise<void> {
  const [free] = await session.rows('select pg_try_advisory_xact_lock(4711001)')
  if (free?.[0] !== 't') throw new MovingTrouble('backups.busy')
}

async function intoFile(wish: LoadWish & RestoreWish): Promise<Loaded & { place: string }> {
  const { dataDir: folder } = wish
  const file = databaseFileIn(folder)
  const refuseFull = (): void => {
    if (hasKeys(folder) || (existsSync(file) && statSync(file).size > 0))
      throw new MovingTrouble('backups.notEmpty', { place: file, holds: 'harmony.sqlite' })
  }
  refuseFull()
  prepareDataFolder(folder)
  const lock = lockFolder(folder)
  if (!lock) throw new MovingTrouble('backups.busy')
  const restoring = restoringFileIn(folder)
  // What a restore that broke off has left of itself; nobody has ever worked in it.
  const forget = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${restoring}${end}`, { force: true })
  }
  try {
    refuseFull()
    forget()
    prepareDatabaseFile(restoring)
    const database = await connect({ file: restoring })
    let loaded: Loaded
    try {
      loaded = await loadedIn(database, wish, () => Promise.resolve())
    } finally {
      await database.close()
    }
    synced(restoring)
    refuseFull()
    renameSync(restoring, file)
    synced(folder)
    return { ...loaded, place: file }
  } catch (error) {
    forget()
    throw error
  } finally {
    lock.release()
  }
}

/** Only who may make tables can bring a company in: of the least-privilege roles that is the migrator, not the program. */
async function mayMakeTables(database: Database, place: string): Promise<void> {
  try {
    await database.transact((session) => session.script(`create table if not exists ${restoringTable} (at text not null)`))
  } catch (error) {
    if (databaseCode(error) !== '42501' && databaseCode(error) !== '3F000') throw error
    throw new MovingTrouble('backups.noRights', { place, role: database.sequelize.config.username ?? '' })
  }
}

async function intoServer(wish: LoadWish, url: string): Promise<Loaded & { place: string }> {
  const database = await connect({ url, connections: 2 })
  try {
    const place = database.sequelize.config.database ?? ''
    const there = (await database.read(namesOfTables)).filter((name) => name !== restoringTable)
    if (there.length > 0) throw new MovingTrouble('backups.notEmpty', { place, holds: there.slice(0, 3).join(', ') })
    await mayMakeTables(database, place)
    const done = (session: Session): Promise<void> => session.script(`drop table if exists ${restoringTable}`)
    try {
      return { ...(await loadedIn(database, wish, done)), place }
    } catch (error) {
      // Nothing has come in: the place is as empty as before.
      if (!(error instanceof MovingTrouble && error.code === 'backups.busy')) await database.transact(done).catch(() => undefined)
      throw error
    }
  } finally {
    await database.close()
  }
}
