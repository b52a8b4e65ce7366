import { createHash } from 'node:crypto'
import type { Module } from '../../core/kernel/operation.ts'
import type { Database } from './connect.ts'
import { changeLine, isOfLog, linkOf, mayRedact, redactedLinkOf, sha256, type LoggedChange, type LoggedEvent } from './log.ts'
import { redactedBefore } from './redacting.ts'
import { logBeginning } from './log-floor.ts'
import { binder, type Session, type SqlRow } from './session.ts'
import { kindsOf, tableOf, type Table } from './tables.ts'

/** The first thing in the log, or in what it vouches for, that is not as it was written. */
export interface Fault {
  /** `calls`, `changes`, `events`, `log_head`, or the record whose row differs. */
  readonly where: string
  /** Number of the entry, or id of the row. */
  readonly at: string
  readonly trouble: 'missing' | 'stray' | 'changed'
}
/** `done` of `of` calls. */
export type Progress = (done: number, of: number) => void

/** Rows read at once: memory stays flat however long the log is. */
const portion = 2000

class Found extends Error {
  readonly fault: Fault
  constructor(where: string, at: number | string, trouble: Fault['trouble']) {
    super(`${where} ${at} ${trouble}`)
    this.fault = { where, at: String(at), trouble }
  }
}

/** Entries of one table in their order, after those that were forgotten and up to the last one that counts; numbers must follow one another. */
function entries(database: Database, table: 'calls' | 'changes' | 'events', columns: string, forgotten: number, last: number) {
  let waiting: SqlRow[] = []
  let at = 0
  let seq = forgotten
  return {
    /** The next entry without taking it. */
    async peek(): Promise<SqlRow | undefined> {
      if (at >= waiting.length && seq < last) {
        const b = binder(database.dialect)
        const sql = `select seq, ${columns} from ${table} where seq > ${b.mark(seq, 'bigint')} and seq <= ${b.mark(last, 'bigint')} order by seq limit ${portion}`
        waiting = await database.read((session) => session.rows(sql, b.values))
        at = 0
        if (waiting.length === 0) throw new Found(table, seq + 1, 'missing')
      }
      const row = waiting[at]
      if (row !== undefined && Number(row[0]) !== seq + 1) throw new Found(table, seq + 1, 'missing')
      return row
    },
    take(): void {
      seq++
      at++
    },
  }
}
type Entries = ReturnType<typeof entries>

/** The entries of one call. */
async function ofCall(from: Entries, table: string, call: number, each: (row: SqlRow) => void): Promise<void> {
  for (let row = await from.peek(); row !== undefined; row = await from.peek()) {
    const owner = Number(row[1])
    if (owner > call) return
    if (owner < call) throw new Found(table, String(row[0]), 'stray')
    from.take()
    each(row)
  }
}

/** Rows that never change must still have the digest that the log gave them. */
async function checkRows(session: Session, table: Table, promised: ReadonlyMap<string, string>): Promise<void> {
  const b = binder(session.dialect)
  const sql = `select ${table.list} from ${table.name} where ${b.isOneOf(table.key.quoted, [...promised.keys()], table.key.type)}`
  const there = new Set<string>()
  for (const values of await session.rows(sql, b.values)) {
    const row = table.read(values)
    const id = table.keyOf(row)
    there.add(id)
    const digest = promised.get(id)
    if (sha256(table.canonical(row)) === digest) continue
    const former = table.formerly(row)
    if (former === undefined || sha256(former) !== digest) throw new Found(table.record, id, 'changed')
  }
  for (const id of promised.keys()) if (!there.has(id)) throw new Found(table.record, id, 'missing')
}

/** Recomputes the whole chain of the log and compares the rows of immutable records with it. `null` when all is as it was written. */
export async function verifyLog(
  database: Database,
  modules: readonly Pick<Module, 'records'>[],
  onProgress?: Progress,
): Promise<Fault | null> {
  try {
    await walk(database, modules, onProgress)
    return null
  } catch (error) {
    if (error instanceof Found) return error.fault
    throw error
  }
}

/** The digests of rows that an erasure changed, by record and row. */
async function redactedRows(session: Session, records: readonly string[]): Promise<Map<string, string>> {
  const b = binder(session.dialect)
  const sql = `select record, row_id, digest from changes where does = 'put' and ${b.isOneOf('record', records, 'text')} order by seq`
  return new Map(
    (await session.rows(sql, b.values)).map(([record, id, digest]) => [`${record as string}/${id as string}`, digest as string]),
  )
}

async function walk(database: Database, modules: readonly Pick<Module, 'records'>[], onProgress: Progress | undefined): Promise<void> {
  const fixed = new Map(
    kindsOf(modules)
      .filter((kind) => kind.immutable && !kind.secret)
      .map((kind) => tableOf(kind, database.dialect))
      .filter((table) => table.logged)
      .map((table) => [table.record, table] as const),
  )
  // What erasures left of entries and of rows that never change otherwise: said by later entries, which are walked like all others.
  const redacted = await database.read((session) => redactedBefore(session))
  const left = await database.read((session) => redactedRows(session, [...fixed.keys()]))
  const promised = new Map<Table, Map<string, string>>()
  let waiting = 0
  const settle = async (): Promise<void> => {
    for (const [table, rows] of promised) await database.read((session) => checkRows(session, table, rows), 'all')
    promised.clear()
    waiting = 0
  }

  // What is committed from here on is not looked at.
  const [head] = await database.read((session) => session.rows('select next_call, next_change, next_event, hash from log_head'))
  if (!head) throw new Found('log_head', 1, 'missing')
  const [lastCall, lastChange, lastEvent] = [Number(head[0]) - 1, Number(head[1]) - 1, Number(head[2]) - 1]
  const floor = await database.read(logBeginning)
  const calls = entries(database, 'calls', 'id, operation, user_id, at, input_hash, outcome, changes_digest, hash', floor.call, lastCall)
  const changes = entries(database, 'changes', 'call_seq, record, row_id, does, digest', floor.change, lastChange)
  const events = entries(database, 'events', 'call_seq, event, about', floor.event, lastEvent)
  let link = floor.hash
  for (let call = await calls.peek(); call !== undefined; call = await calls.peek()) {
    calls.take()
    const seq = Number(call[0])
    const [, id, operation, user, at, inputHash, outcome, changesDigest, hash] = call as readonly string[]
    const digest = createHash('sha256')
    await ofCall(changes, 'changes', seq, (row) => {
      const [, , record, rowId, does, rowDigest] = row as readonly string[]
      const change: LoggedChange = { record: record!, rowId: rowId!, does: does!, digest: rowDigest! }
      digest.update(changeLine(change))
      const table = fixed.get(change.record)
      if ((isOfLog(change.record) || (table && change.does === 'put')) && !mayRedact(operation!))
        throw new Found('changes', `of call ${seq}`, 'stray')
      if (!table || change.does === 'remove') return
      const rows = promised.get(table) ?? new Map<string, string>()
      promised.set(table, rows.set(change.rowId, left.get(`${change.record}/${change.rowId}`) ?? change.digest))
      waiting++
    })
    const told: LoggedEvent[] = []
    await ofCall(events, 'events', seq, (row) => told.push({ event: row[2] as string, about: row[3] as string }))
    const logged = {
      id: id!,
      operation: operation!,
      user: user!,
      at: at!,
      inputHash: inputHash!,
      outcome: outcome!,
      changesDigest: changesDigest!,
    }
    if (digest.digest('hex') !== changesDigest) throw new Found('changes', `of call ${seq}`, 'changed')
    const now = redacted.get(seq)
    if (now === undefined ? linkOf(link, seq, logged, told) !== hash : redactedLinkOf(link, hash!, seq, logged, told) !== now)
      throw new Found('calls', seq, 'changed')
    link = hash!
    if (waiting >= portion) await settle()
    if (seq % portion === 0) onProgress?.(seq, lastCall)
  }
  if (await changes.peek()) throw new Found('changes', lastChange, 'stray')
  if (await events.peek()) throw new Found('events', lastEvent, 'stray')
  if (link !== head[3]) throw new Found('log_head', lastCall, 'changed')
  await settle()
  onProgress?.(lastCall, lastCall)
}
