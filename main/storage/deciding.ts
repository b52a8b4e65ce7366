import { setTimeout as sleep } from 'node:timers/promises'
import { databaseCode, type Database } from './connect.ts'
import { LostRace } from './guard.ts'
import type { Table } from './tables.ts'

/** Times that a call is decided again before the race counts as lost for good. */
const attempts = 30
/** Milliseconds. */
const longestPause = 60

/** A row was added whose key (or other unique value) is taken, by a decision that did not look. */
export class DuplicateRow extends Error {
  constructor(about: string, cause: unknown) {
    super(`a row that exists was added: ${about}`, { cause })
    this.name = 'DuplicateRow'
  }
}

/** Rows that a call lost a race for: when it is decided again they are held from the moment they are read, so that each is lost once. */
export type Contested = Map<Table, Set<string>>

const raceCodes = new Set(['40001', '40P01', '55P03'])
const uniqueCodes = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])
const detailOf = (error: unknown): string => {
  const from = (error as { original?: unknown }).original ?? error
  return String((from as { detail?: string }).detail ?? (from as Error).message)
}
/** `true` for what a further decision may mend. A unique violation is a race the first time; the same one again is a decision that does not look. */
function mayMend(error: unknown, before: unknown, database: Database): boolean {
  if (error instanceof LostRace) return true
  const code = databaseCode(error)
  if (raceCodes.has(code)) return true
  if (!uniqueCodes.has(code)) return false
  if (database.dialect === 'sqlite' || (uniqueCodes.has(databaseCode(before)) && detailOf(before) === detailOf(error)))
    throw new DuplicateRow(detailOf(error), error)
  return true
}

/** Counted by this process since it began. */
export const decisions = { decided: 0, again: 0 }

/** Decides, and decides again after a lost race. */
export async function decidingAgain<T>(database: Database, once: (contested: Contested) => Promise<T>): Promise<T> {
  const contested: Contested = new Map()
  let before: unknown
  decisions.decided++
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(contested)
    } catch (error) {
      if (!mayMend(error, before, database) || attempt === attempts) throw error
      if (error instanceof LostRace) contested.set(error.table, (contested.get(error.table) ?? new Set()).add(error.id))
      before = error
      decisions.again++
      await sleep(Math.random() * Math.min(2 ** attempt, longestPause))
    }
  }
}
