import { hash } from 'node:crypto'
import type { CallNote } from '../../core/kernel/run.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { copyLine, type Session } from './session.ts'
import type { CallWork } from './work.ts'

export const sha256 = (text: string): string => hash('sha256', text, 'hex')

export const inputHashOf = ({ input, inputHash }: CallNote): string => inputHash ?? sha256(input)

export interface LoggedChange {
  readonly record: string
  readonly rowId: string
  readonly does: string
  readonly digest: string
}
export interface LoggedEvent {
  readonly event: string
  /** JSON. */
  readonly about: string
}
/** A call as the log keeps it, without its place in the chain. */
export interface LoggedCall {
  readonly id: string
  readonly operation: string
  readonly user: string
  readonly at: string
  readonly inputHash: string
  /** JSON. */
  readonly outcome: string
  readonly changesDigest: string
}

export const changeLine = (change: LoggedChange): string => `${change.record}\t${change.rowId}\t${change.does}\t${change.digest}\n`

/** A call's link of the chain. */
export const linkOf = (previous: string, seq: number, call: LoggedCall, events: readonly LoggedEvent[]): string =>
  sha256(
    previous +
      JSON.stringify([
        seq,
        call.id,
        call.operation,
        call.user,
        call.at,
        call.inputHash,
        call.outcome,
        call.changesDigest,
        events.map((e) => [e.event, e.about]),
      ]),
  )

/** What proves an entry from which a person was taken out: where it stands in the chain, and what it says now. The chain holds it as a change of a later call. */
export const redactedLinkOf = (previous: string, link: string, seq: number, call: LoggedCall, events: readonly LoggedEvent[]): string =>
  sha256(`redacted\n${link}\n${linkOf(previous, seq, call, events)}`)
/** Entries of bought logs, in the log of the house that redacted them: named by the merge and their number there. */
export const boughtCalls = 'mergedCalls'
/** Whether a change says what an erasure left of an entry of a log. */
export const isOfLog = (record: string): boolean => record === 'calls' || record === boughtCalls
/** Whether a call may change what never changes otherwise: an erasure, or on a device what came of one. */
export const mayRedact = (operation: string): boolean => operation.startsWith('privacy.') || operation === 'sync.pulled'

export interface Entry {
  readonly call: LoggedCall
  readonly changes: readonly LoggedChange[]
  readonly events: readonly LoggedEvent[]
}

/** Everything that can be worked out before the head of the log is held. */
export function entryOf(work: CallWork, at: string, outcome: Wire, redacted: readonly LoggedChange[] = []): Entry {
  const changes: LoggedChange[] = []
  let lines = ''
  for (const [table, rows] of work.changed)
    for (const [rowId, { does, row }] of rows) {
      const digest = row === undefined || table.kind.secret ? '' : sha256(table.canonical(row))
      const change = { record: table.record, rowId, does, digest }
      changes.push(change)
      lines += changeLine(change)
    }
  for (const change of redacted) {
    changes.push(change)
    lines += changeLine(change)
  }
  return {
    call: {
      id: work.note.id,
      operation: work.note.operation,
      user: work.note.user,
      at,
      inputHash: inputHashOf(work.note),
      outcome: JSON.stringify(outcome),
      changesDigest: sha256(lines),
    },
    changes,
    events: work.told.map(({ event, about }) => ({ event, about: JSON.stringify(about) })),
  }
}

interface Rows {
  readonly calls: (string | number)[][]
  readonly changes: (string | number)[][]
  readonly events: (string | number)[][]
}

export const channel = 'harmony_log'
/** Rows from which PostgreSQL's bulk load costs less than their share of the one statement that writes all the rest. */
const copyFrom = 100

/** Takes the head of the log, last of all, and writes the entries behind it. Held until the commit, so commits are numbered in their order and without a gap. Answers the number of the first. */
export async function writeLog(session: Session, entries: readonly Entry[]): Promise<number> {
  const [head] = await session.rows(
    `select next_call, next_change, next_event, hash from log_head${session.dialect === 'postgres' ? ' for update' : ''}`,
    [],
    true,
  )
  const firstCall = Number(head![0])
  let nextCall = firstCall
  let nextChange = Number(head![1])
  let nextEvent = Number(head![2])
  let link = head![3] as string
  const rows: Rows = { calls: [], changes: [], events: [] }
  for (const { call, changes, events } of entries) {
    link = linkOf(link, nextCall, call, events)
    rows.calls.push([nextCall, call.id, call.operation, call.user, call.at, call.inputHash, call.outcome, call.changesDigest, link])
    for (const c of changes) rows.changes.push([nextChange++, nextCall, c.record, c.rowId, c.does, c.digest])
    for (const e of events) rows.events.push([nextEvent++, nextCall, e.event, e.about])
    nextCall++
  }
  const next = [nextCall, nextChange, nextEvent, link] as const
  await (session.dialect === 'postgres' ? writePostgres(session, rows, next) : writeSqlite(session, rows, next))
  return firstCall
}

type Next = readonly [number, number, number, string]

const asTheyAre = (row: readonly (string | number)[]): readonly (string | number)[] => row
async function writeSqlite(session: Session, rows: Rows, next: Next): Promise<void> {
  await session.runEach('insert into calls values (?, ?, ?, ?, ?, ?, ?, ?, ?)', rows.calls, asTheyAre)
  await session.runEach('insert into changes values (?, ?, ?, ?, ?, ?)', rows.changes, asTheyAre)
  await session.runEach('insert into events values (?, ?, ?, ?)', rows.events, asTheyAre)
  await session.run('update log_head set next_call = ?, next_change = ?, next_event = ?, hash = ?', next)
}

// One statement, one round trip: the head is what all commits wait for.
const wholeStatement = `with
  c as (insert into calls select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])),
  d as (insert into changes select * from unnest($10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::text[])),
  e as (insert into events select * from unnest($16::bigint[], $17::bigint[], $18::text[], $19::text[])),
  n as (select pg_notify('${channel}', $20::text))
update log_head set next_call = $21::bigint, next_change = $22::bigint, next_event = $23::bigint, hash = $24::text from n`

const columns = (rows: readonly (readonly (string | number)[])[], width: number): (string | number)[][] =>
  Array.from({ length: width }, (_, i) => rows.map((row) => row[i]!))

async function writePostgres(session: Session, rows: Rows, next: Next): Promise<void> {
  const loaded = async (table: string, columnsOf: string, lines: Rows[keyof Rows]): Promise<Rows[keyof Rows]> => {
    if (lines.length < copyFrom) return lines
    await session.copy(table, columnsOf, lines, copyLine)
    return []
  }
  const calls = await loaded('calls', 'seq, id, operation, user_id, at, input_hash, outcome, changes_digest, hash', rows.calls)
  const changes = await loaded('changes', 'seq, call_seq, record, row_id, does, digest', rows.changes)
  const events = await loaded('events', 'seq, call_seq, event, about', rows.events)
  await session.run(
    wholeStatement,
    [...columns(calls, 9), ...columns(changes, 6), ...columns(events, 4), String(next[0] - 1), ...next],
    true,
  )
}
