import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './connect.ts'
import { openHandle, type Handle } from './sqlite-dialect.ts'

/** The file is damaged: nobody may go on working in it. Nothing was changed. */
export class FileDamaged extends Error {
  readonly why: string
  constructor(why: string) {
    super(`database disk image is malformed: ${why}`)
    this.name = 'FileDamaged'
    this.why = why
  }
}
/** Whether an error means that the file itself is not as SQLite, or its cipher, wrote it. */
export const saysDamaged = (error: unknown): boolean =>
  error instanceof FileDamaged || /malformed|file is not a database/.test(error instanceof Error ? error.message : String(error))

export const whyDamaged = (error: unknown): string =>
  error instanceof FileDamaged ? error.why : (error instanceof Error ? error.message : String(error)).slice(0, 200)

/** What a look into the whole file came to. */
export interface Checked {
  /** ISO. */
  readonly at: string
  /** `quick` at a start, as far as its time went; `full` in the background. */
  readonly how: 'quick' | 'full'
  readonly tables: number
  readonly of: number
  /** What was found wrong, in SQLite's words. */
  readonly damage: string | null
}
const recordIn = (folder: string): string => join(folder, 'harmony-checks.json')
interface Record {
  readonly full?: Checked
  readonly quick?: Checked
  /** The table at which the next look at a start begins. */
  readonly next?: string
}
function readRecord(folder: string): Record {
  try {
    return JSON.parse(readFileSync(recordIn(folder), 'utf8')) as Record
  } catch {
    return {}
  }
}
function keepRecord(folder: string, record: Record): void {
  try {
    writeFileSync(`${recordIn(folder)}.new`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
    renameSync(`${recordIn(folder)}.new`, recordIn(folder))
  } catch {
    // A disk that is full keeps nobody from working in a sound file; the next check writes it down.
    return
  }
}
/** The latest full look and the latest at a start, beside the file that they are about. */
export const lastChecks = (folder: string): Pick<Record, 'full' | 'quick'> => readRecord(folder)

const tablesOf = (handle: Handle): string[] =>
  (handle.prepare(`select name from sqlite_master where type = 'table' order by name`).raw(true).all() as string[][]).map(([name]) => name!)
/** What is wrong with a table and its indexes; the cipher proves every page of them that is read. */
function damageIn(handle: Handle, table: string, check: 'quick_check' | 'integrity_check'): string | null {
  const said = String(handle.pragma(`${check}('${table.replaceAll("'", "''")}')`, { simple: true }) ?? 'ok')
  return said === 'ok' ? null : `${table}: ${said.slice(0, 200)}`
}

/** Milliseconds that a start may spend on looking; a large file is looked at in turns, a part at each start, and the whole in the background. */
const startPatience = 1_500

/** A look at every start. What is damaged is opened by nobody. */
export function checkAtStart(database: Database, folder: string, at: string, patience = startPatience): void {
  if (database.dialect !== 'sqlite') return
  const record = readRecord(folder)
  const handle = database.apart()
  const until = performance.now() + patience
  let [looked, damage, next] = [0, null as string | null, undefined as string | undefined]
  let tables: string[] = []
  try {
    const all = tablesOf(handle)
    const from = Math.max(0, all.indexOf(record.next ?? ''))
    tables = [...all.slice(from), ...all.slice(0, from)]
    for (const table of tables) {
      if (performance.now() > until) {
        next = table
        break
      }
      damage = damageIn(handle, table, 'quick_check')
      if (damage !== null) break
      looked += 1
    }
  } catch (error) {
    if (!saysDamaged(error)) throw error
    damage = whyDamaged(error)
  } finally {
    handle.close()
  }
  // A file that has just been made is not written about.
  if (tables.length === 0 && damage === null) return
  const quick: Checked = { at, how: 'quick', tables: looked, of: tables.length, damage }
  keepRecord(folder, { ...(record.full ? { full: record.full } : {}), quick, ...(next === undefined ? {} : { next }) })
  if (damage !== null) throw new FileDamaged(damage)
}

export interface FileCheckLog {
  info(facts: object, what: string): void
  error(facts: object, what: string): void
}
export interface FileChecks {
  /** The look that is under way, or the latest. */
  readonly last: Promise<Checked | undefined>
  stop(): Promise<void>
}
const day = 86_400_000
/** Milliseconds between two tables: people who work go first. */
const usualBreath = 25

/** Looks through the whole file once a day while people work, a table at a time, and says what it found in the log and beside the file. */
export function startFileChecks(
  database: Database,
  folder: string,
  options: {
    readonly log: FileCheckLog
    readonly clock?: () => number
    readonly lookEvery?: number
    readonly first?: number
    readonly breath?: number
  },
): FileChecks {
  const { log, clock = Date.now, lookEvery = 3_600_000, first = 60_000, breath = usualBreath } = options
  let stopped = false
  let last: Promise<Checked | undefined> = Promise.resolve(readRecord(folder).full)
  const look = (): void => {
    const { full } = readRecord(folder)
    if (full && full.damage === null && clock() - Date.parse(full.at) < day) return
    last = checkedWhole(database, new Date(clock()).toISOString(), () => stopped, breath).then((found) => {
      if (!found) return undefined
      keepRecord(folder, { ...readRecord(folder), full: found })
      if (found.damage === null) log.info({ tables: found.tables }, 'the file was looked through and is sound')
      else log.error({ damage: found.damage }, 'the file is damaged: make a backup of what can be read, and start again to repair it')
      return found
    })
  }
  if (database.dialect !== 'sqlite') return { last, stop: async () => undefined }
  const begin = setTimeout(look, first)
  const timer = setInterval(look, lookEvery)
  begin.unref()
  timer.unref()
  return {
    get last() {
      return last
    },
    stop: async () => {
      stopped = true
      clearTimeout(begin)
      clearInterval(timer)
      await last.catch(() => undefined)
    },
  }
}

async function checkedWhole(database: Database, at: string, stopped: () => boolean, breath: number): Promise<Checked | undefined> {
  const handle = database.apart()
  let looked = 0
  let of = 0
  let damage: string | null = null
  try {
    const tables = tablesOf(handle)
    of = tables.length
    for (const table of tables) {
      if (stopped()) return undefined
      damage = damageIn(handle, table, 'integrity_check')
      if (damage !== null) break
      looked += 1
      await sleep(breath)
    }
  } catch (error) {
    if (!saysDamaged(error)) throw error
    damage = whyDamaged(error)
  } finally {
    handle.close()
  }
  return { at, how: 'full', tables: looked, of, damage }
}

/** A whole look into a file that nobody has open, all at once. */
export function damageOfFile(file: string, key: string | undefined): string | null {
  let handle: Handle | undefined
  try {
    handle = openHandle(file, key)
    const said = String(handle.pragma('integrity_check(1)', { simple: true }))
    return said === 'ok' ? null : said
  } catch (error) {
    return whyDamaged(error)
  } finally {
    handle?.close()
  }
}
