import { headOf, rowsOf, type FeedRow } from '../storage/feed.ts'
import { inScopeSql, type Held, type Scope } from '../storage/scope.ts'
import { binder, type Session } from '../storage/session.ts'
import { tableOf } from '../storage/tables.ts'
import { placeOf } from './message-shapes.ts'
import type { Load, LoadReply } from './messages.ts'

// What goes down: the whole copy, in portions.

const cursorOf = (record: string, after: string): string => JSON.stringify([record, after])

/** A portion of the whole copy, kind after kind and key after key: it needs no snapshot to be kept, for whatever changes meanwhile comes by the feed. */
export async function portionOf(
  session: Session,
  held: Held,
  scope: Scope,
  request: Load,
  limit: number,
): Promise<Pick<LoadReply, 'seq' | 'rows' | 'cursor' | 'total'>> {
  const seq = await headOf(session)
  const kinds = held.of(scope)
  const { customers } = request
  if (customers) {
    const rows: FeedRow[] = []
    for (const kind of kinds) rows.push(...(await rowsOf(session, held, scope, kind, { customers: customers.slice(0, 500) })))
    return { seq, rows, cursor: null, total: rows.length }
  }
  const [record, key] = request.cursor === null ? [kinds[0]?.record, null] : placeOf(request.cursor)
  const total = request.cursor === null ? await countOf(session, held, scope) : null
  const rows: FeedRow[] = []
  const found = kinds.findIndex((kind) => kind.record === record)
  // A kind that the device may not have any more is no place to go on from: it hears of its other scope with the first portion, and begins anew.
  const began = kinds[found]
  let at = Math.max(0, found)
  // A key that is none of its kind is a stranger's.
  let after = key === null || !began ? null : (began.shape.fields[began.key]!.parse(key, 'cursor') as string)
  while (at < kinds.length && rows.length < limit) {
    const kind = kinds[at]!
    const wanted = limit - rows.length
    const some = await rowsOf(session, held, scope, kind, { after, limit: wanted })
    rows.push(...some)
    if (some.length === wanted) return { seq, rows, cursor: cursorOf(kind.record, some.at(-1)!.id), total }
    at += 1
    after = null
  }
  return { seq, rows, cursor: at < kinds.length ? JSON.stringify([kinds[at]!.record, null]) : null, total }
}
async function countOf(session: Session, held: Held, scope: Scope): Promise<number> {
  let total = 0
  for (const kind of held.of(scope)) {
    const b = binder(session.dialect)
    const [row] = await session.rows(
      `select count(*) from ${tableOf(kind, session.dialect).name} t where ${inScopeSql(kind, 't', scope, held, b)}`,
      b.values,
    )
    total += Number(row![0])
  }
  return total
}
