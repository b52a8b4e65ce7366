import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { databaseFileIn } from '../data-folder.ts'
import { hasKeys, readKeys } from './key-file.ts'

/** A company's whole data on one machine, encrypted: it has a key file as a device has, and no hub. */
export const isOwn = (folder: string): boolean => hasKeys(folder) && readKeys(folder).of === 'own'

/**
 * Whether data in this folder is, or will be, encrypted. What was begun in the clear stays so: nothing is turned over behind somebody's back, and every tool of theirs
 * still reads it.
 */
export function willBeOwn(folder: string): boolean {
  if (!hasKeys(folder)) return !existsSync(databaseFileIn(folder))
  try {
    return isOwn(folder)
  } catch {
    // Damaged: whose it was nobody can tell. The door of a device says so and touches nothing.
    return false
  }
}

/** Keys of a device of a hub. Damaged ones are nobody's here; whoever opens the folder says so. */
function isOfDevice(folder: string): boolean {
  try {
    return hasKeys(folder) && readKeys(folder).of === 'device'
  } catch {
    return false
  }
}
/** Where a laptop's own file lies below a person's data: beside a company of theirs, or, where the first screen of the desktop enrolled it, in their data folder itself. */
export function deviceFolderIn(ownData: string): string {
  const beside = join(ownData, 'field')
  return !hasKeys(beside) && isOfDevice(ownData) ? ownData : beside
}
