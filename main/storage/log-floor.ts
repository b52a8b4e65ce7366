import type { Session } from './session.ts'

/** The last entries of the log that are not there any more, and the hash that the next call is chained to. */
export interface LogFloor {
  readonly call: number
  readonly change: number
  readonly event: number
  readonly hash: string
}
const whole: LogFloor = { call: 0, change: 0, event: 0, hash: '0'.repeat(64) }

/** Where the log begins: at the beginning, but on a device in the field, which keeps a part of what the hub keeps whole. */
export async function logBeginning(session: Session): Promise<LogFloor> {
  if (session.dialect !== 'sqlite') return whole
  // A log stands for itself also where there are no tables of a device beside it.
  const [field] = await session.rows(`select 1 from sqlite_master where type = 'table' and name = 'device_state'`)
  if (!field) return whole
  const [floor] = await session.rows(
    `select value from device_state where key = 'logFloor' and exists (select 1 from device_state where key = 'device')`,
  )
  return floor ? (JSON.parse(floor[0] as string) as LogFloor) : whole
}

/** Calls from which it is worth it. */
const fewest = 200
const kept = ['calls', 'changes', 'events'] as const

/**
 * On a device: forgets the calls before a moment, with their changes and events, and keeps what the next one is chained to. Only the beginning goes, never one out
 * of the middle. The guards of the log stand again when the transaction ends. Answers how many calls went.
 */
export async function forgetLog(session: Session, before: string): Promise<number> {
  const floor = await logBeginning(session)
  const [young] = await session.rows('select coalesce(min(seq), (select max(seq) from calls)) from calls where at >= ?', [before])
  // The last one always stays: others look from it on for what is new.
  const call = Number(young?.[0] ?? 0) - 1
  if (call - floor.call < fewest) return 0
  const [last] = await session.rows('select hash from calls where seq = ?', [call])
  const lastOf = async (table: 'changes' | 'events'): Promise<number> =>
    Number((await session.rows(`select coalesce(max(seq), 0) from ${table} where call_seq <= ?`, [call]))[0]![0])
  const next = { call, change: Math.max(floor.change, await lastOf('changes')), event: Math.max(floor.event, await lastOf('events')) }
  const guards = await session.rows(
    `select name, sql from sqlite_master where type = 'trigger' and name in (${kept.map((table) => `'${table}_no_delete'`).join(', ')})`,
  )
  for (const [name] of guards) await session.script(`drop trigger "${name as string}"`)
  await session.run('delete from changes where seq <= ?', [next.change])
  await session.run('delete from events where seq <= ?', [next.event])
  await session.run('delete from calls where seq <= ?', [next.call])
  for (const [, sql] of guards) await session.script(sql as string)
  const value = JSON.stringify({ ...next, hash: last![0] as string } satisfies LogFloor)
  await session.run(`insert into device_state (key, value) values ('logFloor', ?) on conflict (key) do update set value = excluded.value`, [value]) // prettier-ignore
  return call - floor.call
}
