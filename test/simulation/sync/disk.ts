import { AsyncLocalStorage } from 'node:async_hooks'
import type { Database } from '../../../main/storage/connect.ts'
import { sqliteSession, type Session, type SqlRow } from '../../../main/storage/session.ts'
import { openHandle, type Handle } from '../../../main/storage/sqlite-dialect.ts'
import { never, type Clockwork } from './clockwork.ts'

/** A program that runs and may die at any of its awaits. */
export interface Process {
  readonly name: string
  alive: boolean
  /** Steps until it dies. */
  fuse: number
  /** Called when the fuse has burnt down. */
  die(why: string): void
  /** Is the disk full at this commit? */
  full(): boolean
  /** What a seeded mistake does to statements. */
  readonly between?: ((session: Session) => Session) | undefined
}
/** One step of a process: `true` when it died. */
export function dies(process: Process, where: string): boolean {
  if (process.alive && --process.fuse <= 0) process.die(where)
  return !process.alive
}

const lazily = 'lazy'

/**
 * A database in memory that outlives its processes. Everything happens within one outer transaction, so a run ends by rolling it back: the next begins with
 * the company as it was founded, and every statement is still prepared. Backups are savepoints.
 */
export class Disk {
  readonly handle: Handle
  readonly session: Session
  /** After a commit. */
  committed: () => void = () => undefined
  /** Another one after whatever may have changed something. */
  version = 0
  /** A seeded mistake: the last commit is lost with the power. */
  lazy = false
  private open = false
  private marks = 0
  private unsure = false

  constructor(image: Buffer) {
    this.handle = openHandle(image)
    this.session = schemaRemembered(sqliteSession(this.handle), this.handle)
    this.handle.exec('begin')
  }
  /** The company as it was founded. */
  reset(): void {
    this.handle.exec('rollback; begin')
    this.open = this.unsure = this.lazy = false
    this.marks = 0
    this.version += 1
    this.committed = () => undefined
  }
  begin(): void {
    if (this.unsure) this.handle.exec(`release ${lazily}`)
    this.unsure = false
    this.does(`savepoint ${this.lazy ? lazily : 'tx'}`)
    this.open = true
  }
  commit(): void {
    if (this.lazy) this.unsure = true
    else this.does('release tx')
    this.open = false
    this.version += 1
    this.committed()
  }
  undo(): void {
    if (!this.open) return
    const name = this.lazy ? lazily : 'tx'
    this.handle.exec(`rollback to ${name}; release ${name}`)
    this.open = false
    this.version += 1
  }
  /** The power fails. */
  cut(): void {
    this.undo()
    this.version += 1
    if (this.unsure) this.handle.exec(`rollback to ${lazily}; release ${lazily}`)
    this.unsure = false
  }
  /** A backup; answers its number. */
  mark(): number {
    if (this.unsure) this.handle.exec(`release ${lazily}`)
    this.unsure = false
    this.handle.exec(`savepoint mark${++this.marks}`)
    return this.marks
  }
  /** The disk as it was at a backup. Younger backups are gone. */
  back(mark: number): void {
    this.cut()
    this.handle.exec(`rollback to mark${mark}`)
    this.marks = mark
  }
  /** A look from outside, between two events. */
  rows(sql: string, values: readonly unknown[] = []): (string | number | null)[][] {
    return this.prepared(sql).all(...values) as (string | number | null)[][]
  }
  private does(sql: string): void {
    this.prepared(sql).run()
  }
  private readonly looks = new Map<string, ReturnType<Handle['prepare']>>()
  private prepared(sql: string): ReturnType<Handle['prepare']> {
    const known = this.looks.get(sql)
    if (known) return known
    const made = this.handle.prepare(sql)
    if (made.reader) made.raw(true)
    this.looks.set(sql, made)
    return made
  }
}

/** Each program that starts asks several times what tables there are, and reads all of a long list: the answer holds until somebody changes the schema. */
function schemaRemembered(inner: Session, handle: Handle): Session {
  const version = handle.prepare('pragma schema_version')
  version.raw(true)
  const known = new Map<string, { readonly at: unknown; readonly rows: Promise<SqlRow[]> }>()
  return {
    ...inner,
    rows: (sql, values, steady) => {
      if (values !== undefined || !sql.includes(' from sqlite_master ')) return inner.rows(sql, values, steady)
      const [[at]] = version.all() as [[unknown]]
      const before = known.get(sql)
      if (before && before.at === at) return before.rows
      const rows = inner.rows(sql, values, steady)
      known.set(sql, { at, rows })
      return rows
    },
  }
}

const full = (): Error => Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })

/** The disk as a process sees it: each transaction and each read is a step of virtual time, at each statement the process may die. */
export function databaseOn(disk: Disk, process: Process, clockwork: Clockwork | undefined): Database {
  const inside = new AsyncLocalStorage<Session>()
  let last: Promise<unknown> = Promise.resolve()
  const stepping = (inner: Session): Session => {
    const step = <T>(work: () => Promise<T>): Promise<T> => (dies(process, 'statement') ? never<T>() : work())
    return {
      ...inner,
      rows: (sql, values, steady) => step(() => inner.rows(sql, values, steady)),
      run: (sql, values, steady) => step(() => inner.run(sql, values, steady)),
      runEach: (sql, rows, valuesOf) => step(() => inner.runEach(sql, rows, valuesOf)),
      script: (sql) => step(() => inner.script(sql)),
    }
  }
  const stepped = clockwork ? stepping(disk.session) : disk.session
  const session = process.between ? process.between(stepped) : stepped
  const turn = async (where: string, most: number): Promise<void> => {
    if (!clockwork) return
    if (dies(process, where)) return never()
    if (most > 0) await clockwork.sleep(clockwork.dice.throw() * most)
    if (!process.alive) return never()
  }
  const once = async <T>(body: (session: Session) => Promise<T>): Promise<T> => {
    await turn('begin', 4)
    disk.begin()
    let result: T
    try {
      result = await inside.run(session, () => body(session))
    } catch (error) {
      disk.undo()
      throw error
    }
    if (dies(process, 'commit')) return never()
    if (process.full()) {
      disk.undo()
      throw full()
    }
    disk.commit()
    return dies(process, 'committed') ? never() : result
  }
  return {
    dialect: 'sqlite',
    sequelize: undefined as never,
    foldCollation: undefined,
    fenced: false,
    apart: () => {
      throw new Error('bug: a simulated disk has one connection')
    },
    transact: (body) => {
      if (inside.getStore()) throw new Error('bug: a transaction within a transaction waits for ever')
      const work = () => once(body)
      const mine = last.then(work, work)
      last = mine.catch(() => undefined)
      return mine
    },
    read: async (body) => {
      const own = inside.getStore()
      if (own) return body(own)
      await turn('read', clockwork?.dice.comes(0.25) ? 3 : 0)
      return body(session)
    },
    listener: () => {
      throw new Error('bug: expected PostgreSQL')
    },
    close: () => Promise.resolve(),
  }
}
