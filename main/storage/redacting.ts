import { withoutPerson, withoutWords, type Forgotten } from '../../core/kernel/forgetting.ts'
import type { Plain } from '../../core/kernel/operation.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { likeSql } from './filter.ts'
import { logBeginning } from './log-floor.ts'
import { linkOf, redactedLinkOf, type LoggedCall, type LoggedChange, type LoggedEvent } from './log.ts'
import { binder, type Session, type SqlValue } from './session.ts'
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
  readonly call: number
  constructor(call: number) {
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

/** Calls after a place in the log that may speak of the person: found by their rows and by their words. */
async function mentioning(
  session: Session,
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
        `select distinct call_seq from changes where call_seq > ${b.mark(after, 'bigint')} and ${b.isOneOf('row_id', ids, 'text')}`,
        b.values,
      ),
    )
  })
  // As the words stand in JSON.
  const texts = [...new Set(words.map(({ text }) => JSON.stringify(text).slice(1, -1)))]
  for (const [table, seq, column] of [['calls', 'seq', 'outcome'], ['events', 'call_seq', 'about']] as const) {
    if (texts.length === 0) continue
    const b = binder(session.dialect)
    const place = `${seq} > ${b.mark(after, 'bigint')}`
    const like = texts.map((text) => likeSql(column, text, 'contains', { binder: b, foldCollation: fold })).join(' or ')
    take(await session.rows(`select distinct ${seq} from ${table} where ${place} and (${like})`, b.values))
  } // prettier-ignore
  return [...found].sort((a, b) => a - b)
}

async function entriesOf(session: Session, seqs: readonly number[]): Promise<Entry[]> {
  const some = async (columns: string, from: string, column: string, wanted: readonly number[]) => {
    const b = binder(session.dialect)
    return session.rows(`select ${columns} from ${from} where ${b.isOneOf(column, wanted, 'bigint')} order by seq`, b.values)
  }
  const [calls, before, events] = [
    await some('seq, id, operation, user_id, at, input_hash, outcome, changes_digest, hash', 'calls', 'seq', seqs),
    await some('seq, hash', 'calls', 'seq', seqs.map((seq) => seq - 1)),
    await some('call_seq, seq, event, about', 'events', 'call_seq', seqs),
  ] // prettier-ignore
  // On a device the log may have lost its beginning.
  const beginning = await logBeginning(session)
  const links = new Map(before.map(([seq, hash]) => [Number(seq), hash as string]))
  const told = Map.groupBy(events, ([call]) => Number(call))
  return calls.map((row) => {
    const seq = Number(row[0])
    const [, id, operation, user, at, inputHash, outcome, changesDigest, link] = row as readonly string[]
    return {
      seq,
      previous: links.get(seq - 1) ?? beginning.hash,
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

const isWhole = ({ seq, previous, link, call, events }: Entry, redacted: string | undefined): boolean =>
  redacted === undefined ? linkOf(previous, seq, call, events) === link : redactedLinkOf(previous, link, seq, call, events) === redacted

/** Takes a person out of the log, and answers what the log is to keep of that. Held from here to the commit: nobody writes to the log meanwhile. */
export async function forgetInLog(session: Session, forgotten: Forgotten, fold: string | undefined): Promise<LoggedChange[]> {
  const early = await mentioning(session, forgotten, fold, 0)
  const head = await session.rows(`select next_call from log_head${session.dialect === 'postgres' ? ' for update' : ''}`)
  const late = session.dialect === 'postgres' ? await mentioning(session, forgotten, fold, early.at(-1) ?? 0) : []
  const seqs = [...new Set([...early, ...late])].filter((seq) => seq < Number(head[0]![0])).sort((a, b) => a - b)
  const changes: LoggedChange[] = []
  const [wire, words, own] = [withoutPerson(forgotten), withoutWords(forgotten.words, forgotten.pseudonym), new Set(forgotten.rows)]
  const personal = new Set(forgotten.fields)
  const told = (text: string): string => {
    const about = JSON.parse(text) as Readonly<Record<string, string>>
    // What an event says of somebody whom it names is theirs, also by a name that they have no more.
    const names = Object.values(about).some((value) => own.has(value))
    return JSON.stringify(Object.fromEntries(Object.entries(about).map(([key, value]) => [key, names && personal.has(key) ? forgotten.pseudonym : words(value)]))) // prettier-ignore
  }
  await inPortions(seqs, async (some) => {
    const before = await redactedBefore(session, some)
    const outcomes: Rewritten[] = []
    const abouts: Rewritten[] = []
    for (const entry of await entriesOf(session, some)) {
      const call = { ...entry.call, outcome: JSON.stringify(wire(JSON.parse(entry.call.outcome) as Wire)) }
      const events = entry.events.map((event) => ({ ...event, about: told(event.about) }))
      const changed = events.filter((event, i) => event.about !== entry.events[i]!.about)
      if (call.outcome === entry.call.outcome && changed.length === 0) continue
      if (!isWhole(entry, before.get(entry.seq))) throw new BrokenLog(entry.seq)
      if (call.outcome !== entry.call.outcome) outcomes.push({ key: entry.seq, columns: [['outcome', call.outcome]] })
      for (const { seq, about } of changed) abouts.push({ key: seq, columns: [['about', about]] })
      const digest = redactedLinkOf(entry.previous, entry.link, entry.seq, call, events)
      changes.push({ record: 'calls', rowId: String(entry.seq), does: 'put', digest })
    }
    if (outcomes.length > 0) await rewrite(session, 'calls', 'seq', outcomes)
    if (abouts.length > 0) await rewrite(session, 'events', 'seq', abouts)
  })
  await dropFiles(session, forgotten.files)
  await dropUnbelieved(session, forgotten, fold)
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

/** Entries of the log that speak of somebody: for whoever asks what is kept of them. */
export async function inLog(session: Session, about: Pick<Forgotten, 'rows' | 'words'>, fold: string | undefined) {
  const seqs = await mentioning(session, about, fold, 0)
  const found: Entry[] = []
  await inPortions(seqs, async (some) => void found.push(...(await entriesOf(session, some))))
  return found
}

async function dropFiles(session: Session, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  const b = binder(session.dialect)
  await session.run(`delete from files where ${b.isOneOf('hash', hashes, 'text')}`, b.values)
}
