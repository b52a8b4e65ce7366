import { binder, type Session } from '../storage/session.ts'
import type { HubWorld } from './hub.ts'

const day = 86_400_000
/** Days for which parts of a file that is not whole are kept, and counts of what was begun and never came again (`sync.md` 2.15). */
export const keptDays = 90
/** Days of the feed that a device is told change by change; one that was away longer takes the whole copy anew (`sync.md` 2.7). */
export const feedDays = 400

const daysAgo = (now: string, days: number): string => new Date(Date.parse(now) - days * day).toISOString()

/**
 * What the hub keeps only while something is under way, and what nobody needs any more: parts of files that are whole or were given up, counts of tries of
 * intents that are here by now. The feed is the log, and the log is evidence, so of that nothing ever goes. Answers how many rows went.
 */
export async function sweepDevices({ host, now }: Pick<HubWorld, 'host' | 'now'>): Promise<number> {
  const { dialect } = host.database
  const past = daysAgo(now(), keptDays)
  const old = (column: string): { readonly sql: string; readonly values: readonly unknown[] } => {
    const b = binder(dialect)
    return { sql: `${column} < ${b.mark(past, 'timestamptz')}`, values: b.values }
  }
  return host.database.transact(async (session) => {
    const begun = old('begun_at')
    const left = `hash in (select hash from files) or ${begun.sql}`
    const parts = await removed(
      session,
      `delete from sync_blob_parts where hash in (select hash from sync_blobs where ${left})`,
      begun.values,
    )
    const files = await removed(session, `delete from sync_blobs where ${left}`, begun.values)
    const tried = old('at')
    const tries = await removed(session, `delete from sync_attempts where id in (select id from intents) or ${tried.sql}`, tried.values)
    return parts + files + tries
  })
}
const removed = (session: Session, sql: string, values: readonly unknown[]): Promise<number> => session.run(sql, values as never)

/** Whether the next change after a place of the feed is older than a device is told change by change. */
export async function isBeyondFeed(session: Session, since: number, now: string): Promise<boolean> {
  const b = binder(session.dialect)
  const sql = `select c.at from changes ch join calls c on c.seq = ch.call_seq where ch.seq > ${b.mark(since, 'bigint')} order by ch.seq limit 1`
  const [next] = await session.rows(sql, b.values)
  return next !== undefined && Date.parse(next[0] as string) < Date.parse(daysAgo(now, feedDays))
}
