import type { FileRef } from '../core/kernel/shape.ts'
import type { Database } from './storage/connect.ts'
import { binder } from './storage/session.ts'

/**
 * Files that an answer named to somebody: those they may fetch by their hash, and no others. It is written down, for the next request may come to another hub,
 * or to this one after it was started again.
 */
export interface Handed {
  /** Before the answer goes out: whoever has it may ask at once. */
  remember(user: string, files: readonly FileRef[]): Promise<void>
  find(user: string, hash: string): Promise<FileRef | undefined>
  /** Removes what is no longer good; answers how much. */
  sweep(): Promise<number>
}

/** Milliseconds for which a file may be fetched after it was named; whoever comes later asks the operation again. */
const goodFor = 24 * 3_600_000
/** Milliseconds after which it is written down anew where it is named again. */
const writtenEvery = goodFor / 2
/** What this process knows without asking; the oldest are forgotten. */
const kept = 20_000
/** Rows of one statement. */
const together = 500

export function openHanded(database: Database, clock: () => number): Handed {
  const known = new Map<string, { readonly file: FileRef; readonly at: number }>()
  const instantOf = (time: number): string => new Date(time).toISOString()
  const keep = (user: string, file: FileRef, at: number): void => {
    const key = `${user} ${file.hash}`
    known.delete(key)
    known.set(key, { file, at })
    if (known.size > kept) known.delete(known.keys().next().value!)
  }
  return {
    remember: async (user, files) => {
      const now = clock()
      const fresh = new Map(files.map((file) => [file.hash, file]))
      for (const hash of fresh.keys()) if ((known.get(`${user} ${hash}`)?.at ?? 0) > now - writtenEvery) fresh.delete(hash)
      const list = [...fresh.values()]
      const written = async (): Promise<void> => {
        for (let i = 0; i < list.length; i += together) await write(database, user, list.slice(i, i + together), instantOf(now))
      }
      // A file has one hub, which knows by itself, and one writer, for whom nobody who only looks at something should wait.
      if (database.dialect === 'sqlite') written().catch(() => undefined)
      else await written()
      for (const file of list) keep(user, file, now)
    },
    find: async (user, hash) => {
      const here = known.get(`${user} ${hash}`)
      if (here && here.at > clock() - goodFor) return here.file
      const b = binder(database.dialect)
      const sql = `select name, mime, size from handed_files where "user" = ${b.mark(user, 'text')} and hash = ${b.mark(hash, 'text')}
        and at > ${b.mark(instantOf(clock() - goodFor), 'timestamptz')}`
      const [row] = await database.read((session) => session.rows(sql, b.values))
      return row && { hash, name: row[0] as string, mime: row[1] as string, size: Number(row[2]) }
    },
    sweep: () => {
      const b = binder(database.dialect)
      const sql = `delete from handed_files where at <= ${b.mark(instantOf(clock() - goodFor), 'timestamptz')}`
      return database.transact((session) => session.run(sql, b.values))
    },
  }
}

async function write(database: Database, user: string, files: readonly FileRef[], at: string): Promise<void> {
  const b = binder(database.dialect)
  // In one order, so that two answers that name the same files do not wait for each other.
  const rows = files
    .toSorted((one, other) => (one.hash < other.hash ? -1 : 1))
    .map(
      ({ hash, name, mime, size }) =>
      [b.mark(user, 'text'), b.mark(hash, 'text'), b.mark(name, 'text'), b.mark(mime, 'text'), b.mark(size, 'bigint'), b.mark(at, 'timestamptz')].join(', '), // prettier-ignore
    )
  const sql = `insert into handed_files ("user", hash, name, mime, size, at) values ${rows.map((row) => `(${row})`).join(', ')}
    on conflict ("user", hash) do update set name = excluded.name, mime = excluded.mime, size = excluded.size, at = excluded.at`
  await database.transact((session) => session.run(sql, b.values))
}
