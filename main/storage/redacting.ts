import { withoutPerson, withoutWords, type Forgotten } from '../../core/kernel/forgetting.ts'
import type { Plain } from '../../core/kernel/operation.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { likeSql } from './filter.ts'
import { logBeginning } from './log-floor.ts'
import { boughtCalls, linkOf, redactedLinkOf, type LoggedCall, type LoggedChange, type LoggedEvent } from './log.ts'
import { binder, type Binder, type Session, type SqlValue } from './session.ts'
import type { Table } from './tables.ts'

/**
 * What an erasure leaves of rows that never change otherwise, and of entries of the log. The log itself keeps the proof: a change of what cannot change, with the
 * digest of what stands there now, in the chain like all others (`core/privacy/README.md`).
 */

/** Lets the one statement of an erasure through. On PostgreSQL a function of the owner does it; on SQLite the guard is away for that statement, in the same transaction. */
async function unguarded(session: Session, table: string, work: () => Promise<void>): Promise<void> {
  const guards = await session.rows(`select name, sql from sqlite_master where type = 'trigger' and tbl_name = ? and lower(sql) like '%before update%'`, [table]) // prettier-ignore
  for (const [name] of guards) await session.script(`drop trigger "${name as string}"`)
  await work()
  for (const [, sql] of guards) await session.script(sql as string)
}

/** Which log: the house's own, or that of a bought company (`merging`), whose entries stand beside those of others like it. */
interface Log {
  readonly calls: string
  readonly changes: string
  readonly events: string
  readonly merge?: string
}
const ownLog: Log = { calls: 'calls', changes: 'changes', events: 'events' }
const boughtLog = (merge: string): Log => ({ calls: 'merged_calls', changes: 'merged_changes', events: 'merged_events', merge })
const withinLog = ({ merge }: Log, b: Binder): string => (merge === undefined ? '' : `merge = ${b.mark(merge, 'uuid')} and `)

async function boughtLogs(session: Session): Promise<Log[]> {
  const merges = await session.rows('select id from merges where calls is not null order by id')
  return merges.map(([id]) => boughtLog(id as string))
}

/** One row: its key, and the new values of columns. */
interface Rewritten {
  readonly key: SqlValue
  readonly columns: readonly (readonly [string, SqlValue])[]
}
async function rewrite(session: Session, table: string, key: string, rows: readonly Rewritten[]): Promise<void> {
  if (session.dialect === 'postgres') {
    for (const row of rows)
      await session.rows('select harmony_redact($1, $2, $3, $4::text[], $5::text[])', [
        table,
        key,
        String(row.key),
        row.columns.map(([name]) => name),
        row.columns.map(([, value]) => (value === null ? null : String(value))),
      ])
    return
  }
  await unguarded(session, table, async () => {
    for (const row of rows)
      await session.run(`update "${table}" set ${row.columns.map(([name]) => `"${name}" = ?`).join(', ')} where "${key}" = ?`, [
        ...row.columns.map(([, value]) => value),
        row.key,
      ])
  })
}

/** Entries of a log. */
async function rewriteEntries(session: Session, log: Log, table: string, rows: readonly Rewritten[]): Promise<void> {
  const { merge } = log
  if (rows.length === 0) return
  if (merge === undefined) return rewrite(session, table, 'seq', rows)
  const texts = (columns: Rewritten['columns']) => [columns.map(([name]) => name), columns.map(([, value]) => String(value))]
  if (session.dialect === 'postgres')
    for (const { key, columns } of rows)
      await session.rows('select harmony_redact_merged($1, $2, $3, $4::text[], $5::text[])', [table, merge, key, ...texts(columns)])
  else
    await unguarded(session, table, async () => {
      for (const { key, columns } of rows)
        await session.run(`update "${table}" set ${columns.map(([name]) => `"${name}" = ?`).join(', ')} where merge = ? and seq = ?`, [
          ...columns.map(([, value]) => value),
          merge,
          key,
        ])
    })
}

/** Rows of an immutable kind as an erasure leaves them. */
export const redactRows = (session: Session, table: Table, rows: readonly Plain[]): Promise<void> =>
  rewrite(
    session,
    table.name.slice(1, -1),
    table.key.name,
    rows.map((row) => {
      const values = table.write(row)
      return {
        key: table.keyOf(row),
        columns: table.columns.map((column, i) => [column.name, values[i]!] as const).filter(([name]) => name !== table.key.name),
      }
    }),
  )

/** An entry of the log was not as it was written before anybody took a person out of it: what is wrong already is not covered up. */
export class BrokenLog extends Error {
  /** Its number; of a bought company's after the merge that brought it. */
  readonly call: string
  constructor(call: string) {
    super(`call ${call} of the log is not as it was written`)
    this.call = call
  }
}

interface Entry {
  readonly seq: number
  readonly previous: string
  readonly link: string
  readonly call: LoggedCall
  readonly events: readonly (LoggedEvent & { readonly seq: number })[]
}

const together = 500
const inPortions = async <T>(all: readonly T[], work: (some: readonly T[]) => Promise<void>): Promise<void> => {
  for (let from = 0; from < all.length; from += together) await work(all.slice(from, from + together))
}

/** Calls after a place in a log that may speak of the person: found by their rows and by their words. */
async function mentioning(
  session: Session,
  log: Log,
  { rows, words }: Pick<Forgotten, 'rows' | 'words'>,
  fold: string | undefined,
  after: number,
): Promise<number[]> {
  const found = new Set<number>()
  const take = (some: readonly (readonly unknown[])[]): void => some.forEach(([seq]) => found.add(Number(seq)))
  await inPortions(rows, async (ids) => {
    const b = binder(session.dialect)
    take(
      await session.rows(
        `select distinct call_seq from ${log.changes} where ${withinLog(log, b)}call_seq > ${b.mark(after, 'bigint')} and ${b.isOneOf('row_id', ids, 'text')}`,
        b.values,
      ),
    )
  })
  // As the words stand in JSON.
  const texts = [...new Set(words.map(({ text }) => JSON.stringify(text).slice(1, -1)))]
  for (const [table, seq, column] of [[log.calls, 'seq', 'outcome'], [log.events, 'call_seq', 'about']] as const) {
    if (texts.length === 0) continue
    const b = binder(session.dialect)
    const place = `${withinLog(log, b)}${seq} > ${b.mark(after, 'bigint')}`
    const like = texts.map((text) => likeSql(column, text, 'contains', { binder: b, foldCollation: fold })).join(' or ')
    take(await session.rows(`select distinct ${seq} from ${table} where ${place} and (${like})`, b.values))
  } // prettier-ignore
  return [...found].sort((a, b) => a - b)
}

async function entriesOf(session: Session, log: Log, seqs: readonly number[]): Promise<Entry[]> {
  const some = async (columns: string, from: string, column: string, wanted: readonly number[]) => {
    const b = binder(session.dialect)
    return session.rows(
      `select ${columns} from ${from} where ${withinLog(log, b)}${b.isOneOf(column, wanted, 'bigint')} order by seq`,
      b.values,
    )
  }
  const [calls, before, events] = [
    await some('seq, id, operation, user_id, at, input_hash, outcome, changes_digest, hash', log.calls, 'seq', seqs),
    await some('seq, hash', log.calls, 'seq', seqs.map((seq) => seq - 1)),
    await some('call_seq, seq, event, about', log.events, 'call_seq', seqs),
  ] // prettier-ignore
  // On a device the log may have lost its beginning.
  const beginning = log.merge === undefined ? (await logBeginning(session)).hash : '0'.repeat(64)
  const links = new Map(before.map(([seq, hash]) => [Number(seq), hash as string]))
  const told = Map.groupBy(events, ([call]) => Number(call))
  return calls.map((row) => {
    const seq = Number(row[0])
    const [, id, operation, user, at, inputHash, outcome, changesDigest, link] = row as readonly string[]
    return {
      seq,
      previous: links.get(seq - 1) ?? beginning,
      link: link!,
      call: {
        id: id!,
        operation: operation!,
        user: user!,
        at: at!,
        inputHash: inputHash!,
        outcome: outcome!,
        changesDigest: changesDigest!,
      },
      events: (told.get(seq) ?? []).map(([, own, event, about]) => ({ seq: Number(own), event: event as string, about: about as string })),
    }
  })
}

/** What earlier erasures left of entries, by the number of the call. */
export async function redactedBefore(session: Session, seqs?: readonly number[]): Promise<Map<number, string>> {
  const b = binder(session.dialect)
  const which = seqs === undefined ? '' : ` and ${b.isOneOf('row_id', seqs.map(String), 'text')}`
  const rows = await session.rows(`select row_id, digest from changes where record = 'calls'${which} order by seq`, b.values)
  return new Map(rows.map(([id, digest]) => [Number(id), digest as string]))
}

/**
 * What erasures left of the entries of a bought company's log: its own; then those of companies that had bought it and came here with it, the earlier merge first;
 * then those of this house. The last one holds.
 */
export async function redactedInBought(session: Session, merge: string): Promise<Map<number, string>> {
  const asked = async (sql: (b: Binder) => string) => {
    const b = binder(session.dialect)
    return session.rows(sql(b), b.values)
  }
  const like = (b: Binder): string => `c.record = '${boughtCalls}' and c.row_id like ${b.mark(`${merge}/%`, 'text')}`
  const rows = [
    ...(await asked((b) => `select row_id, digest from merged_changes where merge = ${b.mark(merge, 'uuid')} and record = 'calls' order by seq`)), // prettier-ignore
    ...(await asked((b) => `select c.row_id, c.digest from merged_changes c join merges m on m.id = c.merge where ${like(b)} order by m.done_at, c.seq`)),
    ...(await asked((b) => `select c.row_id, c.digest from changes c where ${like(b)} order by c.seq`)),
  ] // prettier-ignore
  return new Map(rows.map(([id, digest]) => [Number((id as string).split('/').at(-1)), digest as string]))
}

const isWhole = ({ seq, previous, link, call, events }: Entry, redacted: string | undefined): boolean =>
  redacted === undefined ? linkOf(previous, seq, call, events) === link : redactedLinkOf(previous, link, seq, call, events) === redacted

/** Takes a person out of the log, and out of those of bought companies; answers what the log is to keep of that. Held from here to the commit: nobody writes to the log meanwhile. */
export async function forgetInLog(session: Session, forgotten: Forgotten, fold: string | undefined): Promise<LoggedChange[]> {
  const early = await mentioning(session, ownLog, forgotten, fold, 0)
  const head = await session.rows(`select next_call from log_head${session.dialect === 'postgres' ? ' for update' : ''}`)
  const late = session.dialect === 'postgres' ? await mentioning(session, ownLog, forgotten, fold, early.at(-1) ?? 0) : []
  const seqs = [...new Set([...early, ...late])].filter((seq) => seq < Number(head[0]![0])).sort((a, b) => a - b)
  const changes: LoggedChange[] = []
  await inPortions(seqs, async (some) => {
    const before = await redactedBefore(session, some)
    changes.push(...(await forgetEntries(session, ownLog, forgotten, some, before)))
  })
  for (const log of await boughtLogs(session)) {
    const there = await mentioning(session, log, forgotten, fold, 0)
    const before = there.length === 0 ? new Map<number, string>() : await redactedInBought(session, log.merge!)
    await inPortions(there, async (some) => {
      changes.push(...(await forgetEntries(session, log, forgotten, some, before)))
    })
  }
  await dropFiles(session, forgotten.files)
  await dropUnbelieved(session, forgotten, fold)
  return changes
}

/** Takes a person out of these entries, each of which must be as it was written, or as an erasure left it. */
async function forgetEntries(
  session: Session,
  log: Log,
  forgotten: Forgotten,
  seqs: readonly number[],
  before: ReadonlyMap<number, string>,
): Promise<LoggedChange[]> {
  const [wire, words, own] = [withoutPerson(forgotten), withoutWords(forgotten.words, forgotten.pseudonym), new Set(forgotten.rows)]
  const personal = new Set(forgotten.fields)
  const told = (text: string): string => {
    const about = JSON.parse(text) as Readonly<Record<string, string>>
    // What an event says of somebody whom it names is theirs, also by a name that they have no more.
    const names = Object.values(about).some((value) => own.has(value))
    return JSON.stringify(Object.fromEntries(Object.entries(about).map(([key, value]) => [key, names && personal.has(key) ? forgotten.pseudonym : words(value)]))) // prettier-ignore
  }
  const changes: LoggedChange[] = []
  const outcomes: Rewritten[] = []
  const abouts: Rewritten[] = []
  for (const entry of await entriesOf(session, log, seqs)) {
    const call = { ...entry.call, outcome: JSON.stringify(wire(JSON.parse(entry.call.outcome) as Wire)) }
    const events = entry.events.map((event) => ({ ...event, about: told(event.about) }))
    const changed = events.filter((event, i) => event.about !== entry.events[i]!.about)
    if (call.outcome === entry.call.outcome && changed.length === 0) continue
    const place = log.merge === undefined ? `${entry.seq}` : `${log.merge}/${entry.seq}`
    if (!isWhole(entry, before.get(entry.seq))) throw new BrokenLog(place)
    if (call.outcome !== entry.call.outcome) outcomes.push({ key: entry.seq, columns: [['outcome', call.outcome]] })
    for (const { seq, about } of changed) abouts.push({ key: seq, columns: [['about', about]] })
    const digest = redactedLinkOf(entry.previous, entry.link, entry.seq, call, events)
    changes.push({ record: log.merge === undefined ? 'calls' : boughtCalls, rowId: place, does: 'put', digest })
  }
  await rewriteEntries(session, log, log.calls, outcomes)
  await rewriteEntries(session, log, log.events, abouts)
  return changes
}

/** What devices sent and nobody believed is proof of nothing: of the person it goes as a whole. */
async function dropUnbelieved(session: Session, { rows, words }: Forgotten, fold: string | undefined): Promise<void> {
  const texts = [...rows, ...words.map(({ text }) => JSON.stringify(text).slice(1, -1))]
  await inPortions(texts, async (some) => {
    const b = binder(session.dialect)
    const like = some.map((text) => likeSql('body', text, 'contains', { binder: b, foldCollation: fold })).join(' or ')
    await session.run(`delete from sync_quarantine where ${like}`, b.values)
  })
}

/** Entries of the log, and of those of bought companies (`merge`), that speak of somebody: for whoever asks what is kept of them. */
export async function inLog(session: Session, about: Pick<Forgotten, 'rows' | 'words'>, fold: string | undefined) {
  const found: (Entry & { readonly merge: string | null })[] = []
  for (const log of [ownLog, ...(await boughtLogs(session))]) {
    const seqs = await mentioning(session, log, about, fold, 0)
    await inPortions(seqs, async (some) => {
      for (const entry of await entriesOf(session, log, some)) found.push({ ...entry, merge: log.merge ?? null })
    })
  }
  return found
}

async function dropFiles(session: Session, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  const b = binder(session.dialect)
  await session.run(`delete from files where ${b.isOneOf('hash', hashes, 'text')}`, b.values)
}
