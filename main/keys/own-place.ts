import { existsSync } from 'node:fs'
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
