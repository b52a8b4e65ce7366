import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepareDatabaseFile } from '../../data-folder.ts'
import { connect, type Database } from '../../storage/connect.ts'
import { openReading, openWriting } from '../../storage/lane.ts'
import { namesOfMigrations } from '../../storage/migrate-in.ts'
import { migrations } from '../../storage/migrations.ts'
import type { Head, Manifest } from '../format.ts'
import { loadCompany } from '../loading.ts'
import { synced } from '../packing.ts'
import { sumsOf } from '../unpacking.ts'

/** An opened file: the bought company in a database of its own beside the house, where nobody works. Closed with the house's key, where it has one. */
export interface StagingPlace {
  readonly dataDir: string
  readonly key?: string | undefined
}
const folderIn = (dataDir: string): string => join(dataDir, 'merging')
const fileFor = ({ dataDir }: StagingPlace, contentHash: string): string => join(folderIn(dataDir), `${contentHash.slice(0, 32)}.sqlite`)
const ends = ['', '-wal', '-shm'] as const

const open = (file: string, { key }: StagingPlace): Promise<Database> => connect({ file, ...(key === undefined ? {} : { key }) })

export interface Staged {
  readonly head: Head
  readonly manifest: Manifest
}

/**
 * Opens a company's file beside the house. The whole file is read and proved before anything is kept of it; one that was opened before, and that this program
 * would lay in the same way, is not laid again.
 */
export async function stage(place: StagingPlace, file: string, identities: readonly string[], at: string, progress: (done: number, of: number) => void): Promise<Staged> {
  const { head, manifest } = await sumsOf(file, identities)
  const staged = fileFor(place, manifest.content)
  if (await isWhole(staged, place)) return { head, manifest }
  mkdirSync(folderIn(place.dataDir), { recursive: true, mode: 0o700 })
  const unfinished = `${staged}.unfinished`
  const forget = (): void => ends.forEach((end) => rmSync(`${unfinished}${end}`, { force: true }))
  forget()
  try {
    prepareDatabaseFile(unfinished)
    const database = await open(unfinished, place)
    try {
      const lane = await openWriting(database)
      try {
        await loadCompany(lane, { file, identities, purpose: 'move', at, progress })
        await lane.commit()
      } finally {
        await lane.close()
      }
    } finally {
      await database.close()
    }
    synced(unfinished)
    for (const end of ends) rmSync(`${staged}${end}`, { force: true })
    renameSync(unfinished, staged)
    synced(folderIn(place.dataDir))
  } finally {
    forget()
  }
  return { head, manifest }
} // prettier-ignore

/** It lies there with the tables of this program. */
async function isWhole(file: string, place: StagingPlace): Promise<boolean> {
  if (!existsSync(file)) return false
  const database = await open(file, place).catch(() => undefined)
  if (!database) return false
  try {
    const lane = await openReading(database)
    try {
      const seen = await namesOfMigrations(lane.session)
      return seen.length === migrations.length && migrations.every(({ name }) => seen.includes(name))
    } finally {
      await lane.close()
    }
  } catch {
    return false
  } finally {
    await database.close()
  }
}

export const isStaged = (place: StagingPlace, contentHash: string): boolean => existsSync(fileFor(place, contentHash))
export async function withStaged<T>(place: StagingPlace, contentHash: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await open(fileFor(place, contentHash), place)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
export function forgetStaged(place: StagingPlace, contentHash: string): void {
  for (const end of ends) rmSync(`${fileFor(place, contentHash)}${end}`, { force: true })
}
