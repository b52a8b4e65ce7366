/// <reference path="./better-sqlite3-multiple-ciphers.d.ts" />
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3-multiple-ciphers'

/**
 * Holds a folder for one process: the operating system's lock on a file beside the database, by way of SQLite, which takes it on every system. It goes with the
 * process however that ends. `undefined`: somebody else has it.
 */
export function lockFolder(folder: string): { release(): void } | undefined {
  const file = join(folder, 'harmony.lock')
  const handle = new Sqlite(file, { timeout: 0 })
  if (process.platform !== 'win32') chmodSync(file, 0o600)
  try {
    handle.pragma('locking_mode = EXCLUSIVE')
    handle.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    handle.close()
    if (String((error as { code?: string }).code).startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return { release: () => handle.close() }
}
