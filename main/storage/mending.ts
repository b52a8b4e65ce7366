import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Module } from '../../core/kernel/operation.ts'
import { databaseFileIn } from '../data-folder.ts'
import { connect } from './connect.ts'
import { copiesIn } from './copies.ts'
import { damageOfFile } from './file-check.ts'
import { openHandle } from './sqlite-dialect.ts'
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
 * wrong in it, and the chain of the log vouches for every entry and for every row that may never change.
 */
export async function mend(folder: string, key: string | undefined, modules: readonly Pick<Module, 'records'>[], at: string): Promise<string> {
  const fresh = freshIn(folder)
  try {
    const damaged = openHandle(databaseFileIn(folder), key)
    try {
      damaged.prepare('vacuum into ?').run(fresh)
    } finally {
      damaged.close()
    }
  } catch (error) {
    rmSync(fresh, { force: true })
    throw new NotMended(error instanceof Error ? error.message : String(error), { cause: error })
  }
  const damage = damageOfFile(fresh, key) ?? (await missingIn(fresh, key, modules))
  if (damage !== null) {
    freshIn(folder)
    throw new NotMended(damage)
  }
  return exchanged(folder, fresh, at)
} // prettier-ignore

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
