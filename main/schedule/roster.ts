import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { replaceSetting } from '../settings.ts'
import type { Database } from '../storage/connect.ts'
import { binder, type Session } from '../storage/session.ts'

/** One thing that the clock called, by the time at which it was due (ISO). */
export interface Run {
  readonly entry: string
  readonly due: string
  /** The how-manieth attempt this is. */
  readonly tries: number
}
export type RunOutcome = 'done' | 'refused' | 'broken'

/**
 * Who is there, and who carries out what. Each hub counts its beats up in its own row; a hub whose number does not move any more is dead, and what it
 * left open belongs to whoever takes its row away. Only the numbers of one row are compared over time, by the watcher's own clock: clocks that differ
 * between machines make no difference.
 */
export interface Roster {
  readonly id: string
  /** Says that this hub is alive and looks at the others. `true`: another one died, and this one is its heir. */
  beat(): Promise<boolean>
  /** Begins what is due, where no other hub was faster. `before`: what the entry's setting said when it was found to be due. */
  claim(entry: string, due: number, before: string | undefined, now: number): Promise<Run | undefined>
  /** What is this hub's to carry out and has not ended: of hubs that are gone, and what broke here before. */
  open(): Promise<readonly Run[]>
  ended(run: Run, outcome: RunOutcome, at: number): Promise<void>
  /** Hubs that were there at the last beat, by version. */
  present(): ReadonlyMap<string, number>
  /** Takes its own row away: what is open is anybody's. */
  leave(): Promise<void>
}
export interface RosterOptions {
  readonly version: string
  /** Milliseconds of this machine's own clock that another hub's number may stand still. */
  readonly deadAfter?: number
  readonly monotonic?: () => number
  readonly id?: string
}

const usualDeadAfter = 60_000
/** Milliseconds that ended runs are kept. */
const keptFor = 30 * 24 * 3_600_000

export function openRoster(database: Database, options: RosterOptions): Roster {
  const { version, deadAfter = usualDeadAfter, monotonic = () => performance.now(), id = randomUUID() } = options
  const startedAt = new Date().toISOString()
  /** Others' numbers, and since when they have stood. */
  const watched = new Map<string, { beat: string; since: number }>()
  let versions = new Map<string, number>()

  const enter = async (session: Session): Promise<void> => {
    const b = binder(session.dialect)
    const values = [b.mark(id, 'text'), b.mark(hostname(), 'text'), b.mark(version, 'text'), b.mark(startedAt, 'timestamptz')]
    // One of the same id is this one, which another hub took for dead.
    await session.run(
      `insert into hubs (id, name, version, started_at, beat) values (${values.join(', ')}, 1) on conflict (id) do update set beat = hubs.beat + 1`,
      b.values,
    )
  }
  const buried = async (session: Session, other: string, beat: string): Promise<boolean> => {
    const b = binder(session.dialect)
    const sql = `delete from hubs where id = ${b.mark(other, 'text')} and beat = ${b.mark(Number(beat), 'bigint')}`
    watched.delete(other)
    return (await session.run(sql, b.values)) === 1
  }

  return {
    id,
    beat: () =>
      database.transact(async (session) => {
        await enter(session)
        const rows = await session.rows('select id, beat, version from hubs')
        const now = monotonic()
        const there = new Map<string, number>()
        let heir = false
        for (const [other, beat, its] of rows as unknown as readonly (readonly [string, unknown, string])[]) {
          const seen = watched.get(other)
          if (other !== id && seen?.beat === String(beat) && now - seen.since >= deadAfter) {
            heir = (await buried(session, other, String(beat))) || heir
            continue
          }
          if (seen?.beat !== String(beat)) watched.set(other, { beat: String(beat), since: now })
          there.set(its, (there.get(its) ?? 0) + 1)
        }
        const known = new Set(rows.map(([other]) => other))
        for (const other of watched.keys()) if (!known.has(other)) watched.delete(other)
        versions = there
        return heir
      }),
    claim: (entry, due, before, now) =>
      database.transact(async (session) => {
        if (!(await replaceSetting(session, `schedule.${entry}`, before, String(now)))) return undefined
        const run = { entry, due: new Date(due).toISOString(), tries: 1 }
        const b = binder(session.dialect)
        const values = [
          b.mark(entry, 'text'),
          b.mark(run.due, 'text'),
          b.mark(id, 'text'),
          b.mark(new Date(now).toISOString(), 'timestamptz'),
        ]
        // The same time twice, because a clock was set back, is the same run.
        const sql = `insert into scheduled_runs (entry, due, hub, began_at, tries) values (${values.join(', ')}, 1) on conflict (entry, due) do nothing`
        return (await session.run(sql, b.values)) === 1 ? run : undefined
      }),
    open: () =>
      database.transact(async (session) => {
        const b = binder(session.dialect)
        const me = b.mark(id, 'text')
        // One statement: of two hubs the second finds that the run is the first one's now.
        const sql = `update scheduled_runs set hub = ${me}, tries = tries + 1
          where ended_at is null and (hub = ${session.dialect === 'postgres' ? me : b.mark(id, 'text')} or not exists (select 1 from hubs where hubs.id = scheduled_runs.hub))
          returning entry, due, tries`
        const rows = await session.rows(sql, b.values)
        const runs = rows.map(([entry, due, tries]) => ({ entry: entry as string, due: due as string, tries: Number(tries) }))
        return runs.sort((one, other) => (one.due < other.due ? -1 : 1))
      }),
    ended: (run, outcome, at) =>
      database.transact(async (session) => {
        const b = binder(session.dialect)
        const set = `ended_at = ${b.mark(new Date(at).toISOString(), 'timestamptz')}, outcome = ${b.mark(outcome, 'text')}`
        const which = `entry = ${b.mark(run.entry, 'text')} and due = ${b.mark(run.due, 'text')} and hub = ${b.mark(id, 'text')}`
        await session.run(`update scheduled_runs set ${set} where ${which} and ended_at is null`, b.values)
        const old = binder(session.dialect)
        const before = new Date(at - keptFor).toISOString()
        const past = `entry = ${old.mark(run.entry, 'text')} and due < ${old.mark(before, 'text')} and ended_at is not null`
        await session.run(`delete from scheduled_runs where ${past}`, old.values)
      }),
    present: () => versions,
    leave: async () => {
      const b = binder(database.dialect)
      const sql = `delete from hubs where id = ${b.mark(id, 'text')}`
      await database.transact((session) => session.run(sql, b.values))
    },
  }
}
