import type { StoreHost } from '../storage/host.ts'
import { setState, stateOf } from './capturing.ts'
import type { Load, LoadReply } from './messages.ts'

const atOnce = 500
/** Rows of a portion: what is asked for by customer comes in one. */
const portionRows = 2_000

interface Page {
  readonly from: number
  readonly rows: readonly { readonly record: string; readonly id: string; readonly row: unknown }[]
}

/**
 * What hangs on customers that come into the territory is older than the feed's place, so it is asked for, and laid together with them or not at all. A copy, and
 * what was asked for before, were read at moments of their own: a customer that changed until then may have been elsewhere just when its rows were read, so
 * they are asked for again although the customer is known.
 */
export async function newcomers(
  { database }: StoreHost,
  portion: (wanted: Omit<Load, 'asked'>) => Promise<LoadReply>,
  { from, rows }: Page,
): Promise<LoadReply[]> {
  const changed = rows.filter((row) => row.record === 'customers' && row.row !== null).map((row) => row.id)
  if (changed.length === 0) return []
  const [until, strangers] = await database.read(async (session) => {
    const read = Number((await stateOf(session)).get('readUntil') ?? '0')
    if (from < read) return [read, changed] as const
    const known = await session.rows('select id from customers where id in (select value from json_each(?))', [JSON.stringify(changed)])
    const there = new Set(known.map(([id]) => id as string))
    return [read, changed.filter((id) => !there.has(id))] as const
  })
  const found: LoadReply[] = []
  for (let at = 0; at < strangers.length; at += atOnce)
    found.push(await portion({ cursor: null, limit: portionRows, customers: strangers.slice(at, at + atOnce) }))
  const read = Math.max(until, ...found.map(({ seq }) => seq))
  if (read > until) await database.transact((session) => setState(session, 'readUntil', String(read)))
  return found
}
