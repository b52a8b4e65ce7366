import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from './connect.ts'
import { FileDamaged } from './file-check.ts'
import { namesOfMigrations } from './migrate-in.ts'
import { migrations as all, type Migration } from './migrations.ts'
import { openHandle, type Handle } from './sqlite-dialect.ts'

/** Copies of a SQLite file beside it, closed with the same key: before its tables change, and once a day. */
export const copiesIn = (folder: string): string => join(folder, 'backups')

/** The copy is not what it was made of, so nothing else was begun. */
export class CopyFailed extends Error {
  constructor(file: string, why: string) {
    super(`no sound copy of the database could be written to ${file} (${why}); nothing was changed`)
    this.name = 'CopyFailed'
  }
}

const rowsIn = (handle: Handle): string => {
  const tables = handle.prepare(`select name from sqlite_master where type = 'table' order by name`).raw(true).all() as string[][]
  return JSON.stringify(tables.map(([name]) => [name, handle.prepare(`select count(*) from "${name}"`).raw(true).get()]))
}

/** Writes a copy, proves it by its own check and by the rows of every table, and only then gives it its name. A copy of that name that is there stays. */
function copied(database: Database, folder: string, name: string, key: string | undefined): void {
  const file = join(copiesIn(folder), name)
  if (existsSync(file)) return
  try {
    mkdirSync(copiesIn(folder), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new CopyFailed(file, (error as { code?: string }).code ?? String(error))
  }
  const unfinished = `${file}.unfinished`
  // What a copy that broke off has left of itself.
  const forget = (): void => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true })
  }
  forget()
  const source = database.apart()
  try {
    closeSync(openSync(unfinished, 'wx', 0o600))
    source.prepare('vacuum into ?').run(unfinished)
    const copy = openHandle(unfinished, key)
    try {
      const found = copy.pragma('integrity_check', { simple: true })
      if (found !== 'ok') throw new CopyFailed(file, String(found))
      if (rowsIn(copy) !== rowsIn(source)) throw new CopyFailed(file, 'rows are missing')
    } finally {
      copy.close()
    }
    const handle = openSync(unfinished, 'r+')
    fsyncSync(handle)
    closeSync(handle)
    renameSync(unfinished, file)
  } catch (error) {
    forget()
    throw error instanceof CopyFailed ? error : new CopyFailed(file, (error as { code?: string }).code ?? String(error))
  } finally {
    source.close()
  }
}

/** Of copies whose names begin alike, the newest stay; names are in the order of time. */
function thinned(folder: string, beginning: string, most: number): void {
  const own = readdirSync(copiesIn(folder)).filter((name) => name.startsWith(beginning) && name.endsWith('.sqlite'))
  for (const name of own.toSorted().slice(0, -most)) rmSync(join(copiesIn(folder), name), { force: true })
}

const beforeKept = 3
/** Before the tables change: the file as it is, so that the older program can go on with it. Named after what changes and how far the log was. */
export async function copyBeforeMigration(
  database: Database,
  folder: string,
  key: string | undefined,
  migrations: readonly Migration[] = all,
): Promise<void> {
  const there = await database.read(namesOfMigrations)
  const pending = migrations.filter(({ name }) => !there.includes(name))
  // A new file has nothing to lose, and one of a newer program is left alone.
  if (there.length === 0 || pending.length === 0 || there.some((name) => !migrations.some((one) => one.name === name))) return
  const [head] = await database.read((session) => session.rows('select next_call from log_head'))
  copied(database, folder, `harmony-before-${pending[0]!.name}-${String(head?.[0] ?? 0)}.sqlite`, key)
  thinned(folder, 'harmony-before-', beforeKept)
}

const dailyKept = 7
/** Once a day: for the files of one person, which nobody else backs up. `at`: ISO. */
export function copyOfToday(database: Database, folder: string, key: string | undefined, at: string): void {
  copied(database, folder, `harmony-daily-${at.slice(0, 10)}.sqlite`, key)
  thinned(folder, 'harmony-daily-', dailyKept)
}

/**
 * What is done for a file before anybody works in it. `closed`: the file has a key, so it is one person's, and nobody else backs it up. A daily copy that fails
 * keeps nobody from working, unless the file itself is damaged; the copy before a migration must succeed.
 */
export async function copiesAtStart(database: Database, folder: string, key: string | undefined, at: string): Promise<void> {
  if (database.dialect !== 'sqlite') return
  await copyBeforeMigration(database, folder, key)
  if (key === undefined || (await database.read(namesOfMigrations)).length === 0) return
  try {
    copyOfToday(database, folder, key, at)
  } catch (error) {
    if (!(error instanceof CopyFailed)) throw error
    const [found] = await database.read((session) => session.rows('pragma quick_check(1)'))
    if (found?.[0] !== 'ok') throw new FileDamaged(String(found?.[0]))
  }
}
