import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Module } from '../../core/kernel/operation.ts'
import { databaseFileIn } from '../data-folder.ts'
import { connect } from './connect.ts'
import { copiesIn } from './copies.ts'
import { damageOfFile } from './file-check.ts'
import { openHandle, type Handle } from './sqlite-dialect.ts'
import { verifyLog } from './verify.ts'

/** A sound copy beside a damaged file, made by the program itself. */
export interface Copy {
  readonly name: string
  /** Milliseconds: when it was made. */
  readonly at: number
}
/** The newest first. */
export function copiesBeside(folder: string): readonly Copy[] {
  if (!existsSync(copiesIn(folder))) return []
  return readdirSync(copiesIn(folder))
    .filter((name) => /^harmony-(daily|before)-[\w.-]+\.sqlite$/.test(name))
    .map((name) => ({ name, at: Math.floor(statSync(join(copiesIn(folder), name)).mtimeMs) }))
    .toSorted((a, b) => b.at - a.at)
}

/** What was tried and did not succeed; everything stands as before. */
export class NotMended extends Error {}

/** Puts the damaged file aside under another name, with what SQLite keeps beside it, and the new one in its place. Nothing is ever deleted. Answers the name. */
function exchanged(folder: string, fresh: string, at: string): string {
  const file = databaseFileIn(folder)
  const aside = join(folder, `harmony-damaged-${at.replace(/[:.]/g, '-')}.sqlite`)
  for (const end of ['-wal', '-shm', '']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
  renameSync(fresh, file)
  return basename(aside)
}
const freshIn = (folder: string): string => {
  const fresh = join(folder, 'harmony-mending.sqlite')
  for (const end of ['', '-wal', '-shm']) rmSync(`${fresh}${end}`, { force: true })
  return fresh
}

/**
 * Writes everything that can be read into a new file, with its indexes made anew, and goes on with that only where it is proved whole: SQLite finds nothing
 * wrong in it, no row points to one that is not there, and the chain of the log vouches for every entry and for every row that may never change.
 */
export async function mend(folder: string, key: string | undefined, modules: readonly Pick<Module, 'records'>[], at: string): Promise<string> {
  const fresh = freshIn(folder)
  try {
    rewritten(databaseFileIn(folder), fresh, key)
  } catch (error) {
    freshIn(folder)
    throw new NotMended(error instanceof Error ? error.message : String(error), { cause: error })
  }
  const damage = damageOfFile(fresh, key) ?? (await missingIn(fresh, key, modules))
  if (damage !== null) {
    freshIn(folder)
    throw new NotMended(damage)
  }
  return exchanged(folder, fresh, at)
} // prettier-ignore

/** Reads tables alone, in the order of their rows: an index that is damaged is never looked at, and made anew from what it was made of. */
function rewritten(damaged: string, fresh: string, key: string | undefined): void {
  const old = openHandle(damaged, key)
  try {
    const into = openHandle(fresh, key)
    try {
      into.pragma('foreign_keys = off')
      into.exec('begin')
      const things = old.prepare(`select type, name, sql from sqlite_master where sql is not null and name not like 'sqlite_%'`).all() as Thing[]
      for (const { sql } of things.filter(({ type }) => type === 'table')) into.exec(sql)
      for (const { name } of things.filter(({ type }) => type === 'table')) copyRows(old, into, name)
      for (const kind of ['index', 'view', 'trigger']) for (const { sql } of things.filter(({ type }) => type === kind)) into.exec(sql)
      into.pragma(`user_version = ${Number(old.pragma('user_version', { simple: true }))}`)
      into.exec('commit')
      const orphans = into.pragma('foreign_key_check') as readonly { readonly table: string }[]
      if (orphans.length > 0) throw new NotMended(`${orphans[0]!.table}: ${orphans.length}`)
      into.pragma('wal_checkpoint(truncate)')
    } finally {
      into.close()
    }
  } finally {
    old.close()
  }
} // prettier-ignore
interface Thing {
  readonly type: string
  readonly name: string
  readonly sql: string
}

function copyRows(old: Handle, into: Handle, table: string): void {
  // Columns that are worked out are worked out again.
  const columns = (old.pragma(`table_xinfo("${table}")`) as readonly { readonly name: string; readonly hidden: number | bigint }[])
    .filter(({ hidden }) => Number(hidden) < 2)
    .map(({ name }) => `"${name}"`)
    .join(', ')
  const marks = columns.replace(/"[^"]*"/g, '?')
  const insert = into.prepare(`insert into "${table}" (${columns}) values (${marks})`)
  const rows = old.prepare(`select ${columns} from "${table}" not indexed`).safeIntegers(true).raw(true)
  for (const row of rows.iterate()) insert.run(...(row as unknown[]))
}

async function missingIn(file: string, key: string | undefined, modules: readonly Pick<Module, 'records'>[]): Promise<string | null> {
  const database = await connect(key === undefined ? { file } : { file, key })
  try {
    const fault = await verifyLog(database, modules)
    return fault && `${fault.where} ${fault.at} ${fault.trouble}`
  } finally {
    await database.close()
  }
}

/** Goes on with one of the copies: checked once more, and only then put in the place of the damaged file. */
export function goOnWithCopy(folder: string, name: string, key: string | undefined, at: string): string {
  if (!copiesBeside(folder).some((copy) => copy.name === name)) throw new NotMended(name)
  const fresh = freshIn(folder)
  copyFileSync(join(copiesIn(folder), name), fresh)
  const damage = damageOfFile(fresh, key)
  if (damage !== null) {
    freshIn(folder)
    throw new NotMended(damage)
  }
  return exchanged(folder, fresh, at)
}
