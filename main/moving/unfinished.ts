import { existsSync } from 'node:fs'
import { databaseFileIn } from '../data-folder.ts'
import type { Database } from '../storage/connect.ts'
import { MovingTrouble } from './trouble.ts'

/** While a company comes into a place, the place says so, whatever becomes of the program: a file of another name, or a table that goes with the last commit. */
export const restoringFileIn = (folder: string): string => `${databaseFileIn(folder)}.restoring`
export const restoringTable = 'harmony_restoring'
/** A setting that the next program which opens the database acts on: a new timeline begins for the devices (`main/sync/epoch.ts`). */
export const pendingSetting = 'restore.pending'

/** A restore broke off here: what would look like an empty house is none. */
export function refuseUnfinishedIn(folder: string): void {
  if (existsSync(restoringFileIn(folder)) && !existsSync(databaseFileIn(folder)))
    throw new MovingTrouble('backups.unfinished', { place: folder })
}
export async function refuseUnfinished(database: Database): Promise<void> {
  if (database.dialect === 'sqlite') return
  const found = await database.read((session) => session.rows(`select 1 where to_regclass('${restoringTable}') is not null`))
  if (found.length > 0) throw new MovingTrouble('backups.unfinished', { place: database.sequelize.config.database ?? '' })
}
