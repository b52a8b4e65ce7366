import { createHash } from 'node:crypto'
import type { Database } from './connect.ts'
import { changeLine, isOfLog, linkOf, mayRedact, redactedLinkOf, type LoggedEvent } from './log.ts'
import { redactedInBought } from './redacting.ts'
import { binder, type Session, type SqlRow } from './session.ts'
import type { Fault } from './verify.ts'

/** Calls whose entries are read at once. */
const portion = 500

/** The part of a merged log between two of its calls. */
async function part(session: Session, table: string, columns: string, by: string, merge: string, after: number): Promise<SqlRow[]> {
  const b = binder(session.dialect)
  const where = `merge = ${b.mark(merge, 'uuid')} and ${by} > ${b.mark(after, 'bigint')} and ${by} <= ${b.mark(after + portion, 'bigint')}`
  return session.rows(`select ${columns} from ${table} where ${where} order by seq`, b.values)
}
const byCall = (rows: readonly SqlRow[]): Map<number, SqlRow[]> => {
  const found = new Map<number, SqlRow[]>()
  for (const row of rows) found.set(Number(row[0]), [...(found.get(Number(row[0])) ?? []), row])
  return found
}

/** Recomputes the chains of the logs that bought companies brought along, from their first call to the link that the merge names. `null` when all is as it was written. */
export async function verifyMergedLogs(database: Database): Promise<Fault | null> {
  const merges = await database.read((session) => session.rows('select id, calls, head from merges where calls is not null order by id'))
  for (const [id, calls, head] of merges) {
    const fault = await walk(database, id as string, Number(calls), head as string)
    if (fault) return fault
  }
  return null
}

async function walk(database: Database, merge: string, last: number, head: string): Promise<Fault | null> {
  const redacted = await database.read((session) => redactedInBought(session, merge))
  let link = '0'.repeat(64)
  let seen = 0
  const wrong = (where: string, at: number, trouble: Fault['trouble']): Fault => ({ where, at: `${merge}/${at}`, trouble })
  for (let after = 0; after < last; after += portion) {
    const [calls, changes, events] = await database.read(async (session) => [
      await part(
        session,
        'merged_calls',
        'seq, id, operation, user_id, at, input_hash, outcome, changes_digest, hash',
        'seq',
        merge,
        after,
      ),
      byCall(await part(session, 'merged_changes', 'call_seq, record, row_id, does, digest', 'call_seq', merge, after)),
      byCall(await part(session, 'merged_events', 'call_seq, event, about', 'call_seq', merge, after)),
    ])
    for (const row of calls) {
      const seq = Number(row[0])
      if (seq !== seen + 1) return wrong('mergedCalls', seen + 1, 'missing')
      const [, id, operation, user, at, inputHash, outcome, changesDigest, hash] = row as readonly string[]
      const digest = createHash('sha256')
      for (const [, record, rowId, does, rowDigest] of (changes.get(seq) ?? []) as readonly (readonly string[])[]) {
        digest.update(changeLine({ record: record!, rowId: rowId!, does: does!, digest: rowDigest! }))
        if (isOfLog(record!) && !mayRedact(operation!)) return wrong('mergedChanges', seq, 'stray')
      }
      if (digest.digest('hex') !== changesDigest) return wrong('mergedChanges', seq, 'changed')
      const told: LoggedEvent[] = (events.get(seq) ?? []).map((event) => ({ event: event[1] as string, about: event[2] as string }))
      const logged = { id: id!, operation: operation!, user: user!, at: at!, inputHash: inputHash!, outcome: outcome!, changesDigest: changesDigest! } // prettier-ignore
      const now = redacted.get(seq)
      if (now === undefined ? linkOf(link, seq, logged, told) !== hash : redactedLinkOf(link, hash!, seq, logged, told) !== now)
        return wrong('mergedCalls', seq, 'changed')
      link = hash!
      seen = seq
    }
  }
  if (seen !== last) return wrong('mergedCalls', seen + 1, 'missing')
  return link === head ? null : wrong('mergedCalls', last, 'changed')
}
