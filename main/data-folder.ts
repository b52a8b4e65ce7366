import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where a person's own Harmony lives: the same folder for the desktop and the command line. */
export function defaultDataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): string {
  if (platform === 'win32') return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'Harmony')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Harmony')
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'harmony')
}

export const databaseFileIn = (folder: string): string => join(folder, 'harmony.sqlite')
/** The key that closes secrets in the database. Keep it where the database is not, and where the backups are not. */
export const secretsKeyIn = (folder: string): string => join(folder, 'secrets.key')
export const languagesIn = (folder: string): string => join(folder, 'languages')

/** Makes the folder and keeps it to its owner. (Windows: a profile's folders are so already.) */
export function prepareDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32') chmodSync(folder, 0o700)
}

/** The database belongs to its owner alone, from its first byte on; SQLite gives the same rights to what it lays beside it. */
export function prepareDatabaseFile(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  if (process.platform !== 'win32') chmodSync(file, 0o600)
}
