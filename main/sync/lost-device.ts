import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { databaseFileIn } from '../data-folder.ts'
import { destroyKeys, hasKeys } from '../keys/key-file.ts'
import { copiesIn } from '../storage/copies.ts'

/** Says at the next start what became of the device that was here, until another one is enrolled. */
const noteIn = (folder: string): string => join(folder, 'harmony-lost')

/**
 * The hub has said that somebody else may have this laptop. The keys go first: without them nothing of what follows can be read, even where it cannot be deleted
 * (Windows deletes no file that is open; it goes at the next start). Answers what is left.
 */
export function destroyDevice(folder: string): readonly string[] {
  destroyKeys(folder)
  writeFileSync(noteIn(folder), '', { mode: 0o600 })
  return deleted(folder)
}

/** Whether the device that was here was reported lost; what could not be deleted then goes now. */
export function wasLost(folder: string): boolean {
  if (!existsSync(noteIn(folder)) || hasKeys(folder)) return false
  deleted(folder)
  return true
}
/** Another device is here. */
export const forgetLost = (folder: string): void => rmSync(noteIn(folder), { force: true })

function deleted(folder: string): readonly string[] {
  const file = databaseFileIn(folder)
  const copies = copiesIn(folder)
  const made = existsSync(copies) ? readdirSync(copies).filter((name) => /^harmony-.*\.sqlite/.test(name)) : []
  // What was put aside because it was damaged has its keys beside it.
  const aside = readdirSync(folder).filter((name) => name.startsWith('harmony-damaged-')).toSorted((a, b) => Number(b.endsWith('.json')) - Number(a.endsWith('.json'))) // prettier-ignore
  const paths = [file, `${file}-wal`, `${file}-shm`, ...aside.map((name) => join(folder, name)), ...made.map((name) => join(copies, name))]
  return paths.filter((path) => {
    try {
      rmSync(path, { force: true })
      return false
    } catch {
      return existsSync(path)
    }
  })
}
