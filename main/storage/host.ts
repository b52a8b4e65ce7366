import { setTimeout as sleep } from 'node:timers/promises'
import { dayIn, type Day, type Instant } from '../../core/kernel/day.ts'
import type { Caller, Change, Module, Now, Outcome, Plain, Read } from '../../core/kernel/operation.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import { refuse } from '../../core/kernel/refusal.ts'
import type { CallNote, Host, Transaction } from '../../core/kernel/run.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { databaseCode, type Database } from './connect.ts'
import { flush } from './flush.ts'
import { ForeignRow, LostRace, guard, guardEntities, see, type Sight } from './guard.ts'
import { newId } from './ids.ts'
import { entryOf, sha256, writeLog } from './log.ts'
import { reads as allReads, type Answerer, type Reads } from './reads/registry.ts'
import { askQuestion, browseView, listRows, readTools, type ReadTools } from './reads/read.ts'
import { binder, type Session } from './session.ts'
import { kindsOf, tableOf, type Table } from './tables.ts'
import { watchLog, type Listener } from './watch.ts'
import { buffer, callWork, clearedAway, entityForbidden, waiting, type CallWork, type Work } from './work.ts'

export interface Clock {
  at(): Instant
  /** IANA zone in which `today` is. */
  readonly zone: string
}
export interface HostOptions {
  readonly database: Database
  readonly modules: readonly Pick<Module, 'records'>[]
  readonly clock: Clock
  /** SQL of views and questions; those of the product unless a test brings its own. */
  readonly reads?: readonly Reads[]
  /** Questions that something other than the database answers, by name. */
  readonly answerers?: Readonly<Record<string, Answerer>>
}
export interface StoreHost extends Host {
  readonly database: Database
  /** Tells what was committed, by this process and others, in commit order and without a gap. Answers how to stop. */
  watch(listener: Listener): () => void
  close(): Promise<void>
}

/** Times that a call is decided again before the race counts as lost for good. */
const attempts = 30
/** Milliseconds. */
const longestPause = 60

/** A row was added whose key (or other unique value) is taken, by a decision that did not look. */
export class DuplicateRow extends Error {
  constructor(about: string, cause: unknown) {
    super(`a row that exists was added: ${about}`, { cause })
    this.name = 'DuplicateRow'
  }
}

/** What an attempt came to, and the number of its first call in the log where it wrote there. */
interface Done<T> {
  readonly outcome: T
  readonly first?: number
}
type Contested = Map<Table, Set<string>>
interface State {
  readonly session: Session
  readonly caller: Caller
  readonly work: Work
  readonly sight: Sight
  /** Rows that this call lost a race for before: now they are held from the moment they are read, so that it is lost once. */
  readonly contested: Contested
  /** Rows of earlier flushes stand in the database, so only the call at hand is told what clearing removes. */
  call: CallWork
}

const raceCodes = new Set(['40001', '40P01', '55P03'])
const uniqueCodes = new Set(['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])
const detailOf = (error: unknown): string => {
  const from = (error as { original?: unknown }).original ?? error
  return String((from as { detail?: string }).detail ?? (from as Error).message)
}
/** `true` for what a further decision may mend. A unique violation is a race the first time; the same one again is a decision that does not look. */
function mayMend(error: unknown, before: unknown, database: Database): boolean {
  if (error instanceof LostRace) return true
  const code = databaseCode(error)
  if (raceCodes.has(code)) return true
  if (!uniqueCodes.has(code)) return false
  if (database.dialect === 'sqlite' || (uniqueCodes.has(databaseCode(before)) && detailOf(before) === detailOf(error)))
    throw new DuplicateRow(detailOf(error), error)
  return true
}

async function decidingAgain<T>(database: Database, once: (contested: Contested) => Promise<T>): Promise<T> {
  const contested: Contested = new Map()
  let before: unknown
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(contested)
    } catch (error) {
      if (!mayMend(error, before, database) || attempt === attempts) throw error
      if (error instanceof LostRace) contested.set(error.table, (contested.get(error.table) ?? new Set()).add(error.id))
      before = error
      await sleep(Math.random() * Math.min(2 ** attempt, longestPause))
    }
  }
}

const reused = (id: string): Outcome => ({ ok: false, refusal: refuse('call.reused', { id }) })

/** Outcomes of calls that were committed before, by id. */
async function earlier(session: Session, notes: readonly CallNote[]): Promise<Map<string, { inputHash: string; outcome: Outcome }>> {
  const b = binder(session.dialect)
  const ids = notes.map((note) => note.id)
  const where = ids.length === 1 ? `id = ${b.mark(ids[0]!, 'text')}` : b.isOneOf('id', ids, 'text')
  const rows = await session.rows(`select id, input_hash, outcome from calls where ${where}`, b.values, true)
  return new Map(
    rows.map(([id, inputHash, outcome]) => [
      id as string,
      { inputHash: inputHash as string, outcome: JSON.parse(outcome as string) as Outcome },
    ]),
  )
}
const answerOf = (found: { inputHash: string; outcome: Outcome }, note: CallNote): Outcome =>
  found.inputHash === sha256(note.input) ? found.outcome : reused(note.id)

export async function openHost(options: HostOptions): Promise<StoreHost> {
  const { database, clock } = options
  // A record whose key or entity is misspelt says so here, not in the middle of somebody's work.
  for (const kind of kindsOf(options.modules)) tableOf(kind, database.dialect)
  const tools = readTools(database.foldCollation, options.reads ?? allReads, options.answerers ?? {})
  const log = watchLog(database)

  const settle = async (state: State, final: boolean): Promise<void> => {
    if (state.work.size === 0 && !final) return
    await guardEntities(state.session, state.work, state.caller.entities)
    const created = await guard(state.session, state.sight, state.work, final)
    await flush(state.session, state.work, state.call, state.caller.entities, (table, id) => {
      const seen = state.sight.get(table)?.get(id)
      return seen !== undefined && seen.rev === undefined
    })
    for (const { table, id } of created) state.sight.get(table)!.delete(id)
  }
  const transactionOf = (state: State): Transaction => ({
    read: readIn(state, tools, () => settle(state, false)),
    apply: (changes: readonly Change[]) => buffer(state.work, state.call, changes, state.caller, database.dialect),
  })
  const attemptOne = (
    contested: Contested,
    note: CallNote,
    caller: Caller,
    body: (tx: Transaction) => Promise<Outcome>,
  ): Promise<Done<Outcome>> =>
    undone(() =>
      database.transact(async (session) => {
        const found = (await earlier(session, [note])).get(note.id)
        if (found) throw new Undo(answerOf(found, note))
        const call = callWork(note)
        const state: State = { session, caller, work: new Map(), sight: new Map(), contested, call }
        const outcome = await body(transactionOf(state))
        if (call.forbidden) throw new Undo({ ok: false, refusal: call.forbidden })
        if (!outcome.ok) throw new Undo(outcome)
        await settle(state, call.acted).catch(asRefusal)
        return { outcome, first: await writeLog(session, [entryOf(call, clock.at(), outcome as unknown as Wire)]) }
      }),
    )

  const attemptEach = (
    contested: Contested,
    notes: readonly CallNote[],
    caller: Caller,
    body: (tx: Transaction, index: number) => Promise<Outcome>,
  ): Promise<Done<Outcome[]>> =>
    database.transact(async (session) => {
      const found = await earlier(session, notes)
      const state: State = { session, caller, work: new Map(), sight: new Map(), contested, call: callWork(notes[0]!) }
      const done: { call: CallWork; outcome: Outcome; at: Instant }[] = []
      const tx = transactionOf(state)
      const outcomes: Outcome[] = []
      for (const [index, note] of notes.entries()) {
        const before = found.get(note.id)
        if (before) {
          outcomes.push(answerOf(before, note))
          continue
        }
        const call = callWork(note)
        state.call = call
        const outcome = await body(tx, index)
        if (call.acted && !call.forbidden && !outcome.ok) throw new Error('bug: expected a refusal to change nothing')
        outcomes.push(call.forbidden ? { ok: false, refusal: call.forbidden } : outcome)
        if (call.forbidden || !outcome.ok) continue
        found.set(note.id, { inputHash: sha256(note.input), outcome })
        done.push({ call, outcome, at: clock.at() })
      }
      if (done.length === 0) return { outcome: outcomes }
      await settle(
        state,
        done.some(({ call }) => call.acted),
      )
      const entries = done.map(({ call, outcome, at }) => entryOf(call, at, outcome as unknown as Wire))
      return { outcome: outcomes, first: await writeLog(session, entries) }
    })

  const once: Host['once'] = async (note, caller, body) => {
    const { outcome, first } = await decidingAgain(database, (contested) => attemptOne(contested, note, caller, body))
    if (first !== undefined) log.wake(first)
    return outcome
  }

  return {
    database,
    reader: (caller) => readOutside(database, caller, tools),
    now: (caller) => nowOf(clock, caller),
    once,
    onceEach: async (notes, caller, body) => {
      if (notes.length === 0) return []
      try {
        const { outcome, first } = await decidingAgain(database, (contested) => attemptEach(contested, notes, caller, body))
        if (first !== undefined) log.wake(first)
        return outcome
      } catch (error) {
        // Together they failed in the database; one at a time, those that can stand do.
        if (!(error instanceof ForeignRow || error instanceof DuplicateRow || error instanceof LostRace || databaseCode(error) !== ''))
          throw error
        const outcomes: Outcome[] = []
        for (const [index, note] of notes.entries()) outcomes.push(await once(note, caller, (tx) => body(tx, index)))
        return outcomes
      }
    },
    watch: (listener) => log.watch(listener),
    close: () => log.close(),
  }
}

/** Leaves a transaction with an answer and nothing written. */
class Undo extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('nothing was written')
    this.outcome = outcome
  }
}
async function undone(work: () => Promise<Done<Outcome>>): Promise<Done<Outcome>> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Undo) return { outcome: error.outcome }
    throw error
  }
}
const asRefusal = (error: unknown): never => {
  if (error instanceof ForeignRow) throw new Undo({ ok: false, refusal: entityForbidden(error.entity) })
  throw error
}

// `today` costs a calendar computation; calls of one minute share it (no zone changes its day within one).
let minute = ''
let minuteZone = ''
let minuteDay = '' as Day
function nowOf(clock: Clock, caller: Caller): Now {
  const at = clock.at()
  if (at.slice(0, 16) !== minute || clock.zone !== minuteZone) {
    minute = at.slice(0, 16)
    minuteZone = clock.zone
    minuteDay = dayIn(clock.zone, at)
  }
  return { at, today: minuteDay, newId, digest: sha256, caller }
}

const inScope = (kind: RecordKind, row: Plain, entities: Caller['entities']): boolean => {
  if (entities === 'all' || kind.entityField === undefined) return true
  const entity = row[kind.entityField] as string | null
  return entity === null || entities.includes(entity)
}

interface Fetched {
  readonly row: Plain
  readonly rev: number
}
/** Rows by key, in one statement. */
async function fetch(session: Session, kind: RecordKind, ids: readonly string[], hold: boolean): Promise<Map<string, Fetched>> {
  const table = tableOf(kind, session.dialect)
  const b = binder(session.dialect)
  const where =
    ids.length === 1 ? `${table.key.quoted} = ${b.mark(ids[0]!, table.key.type)}` : b.isOneOf(table.key.quoted, ids, table.key.type)
  const lock = hold && session.dialect === 'postgres' ? ` order by ${table.key.quoted} for update` : ''
  const rows = await session.rows(
    `select ${table.list}${table.revised ? ', rev' : ''} from ${table.name} where ${where}${lock}`,
    b.values,
    true,
  )
  return new Map(
    rows.map((values) => {
      const row = table.read(values)
      return [table.keyOf(row), { row, rev: table.revised ? Number(values[table.columns.length]) : 0 }]
    }),
  )
}

/** Reads of one transaction: they see what it has changed, and are remembered for the guard. */
function readIn(state: State, tools: ReadTools, settle: () => Promise<void>): Read {
  const { session, caller, work, sight, contested } = state
  const some = async (kind: RecordKind, ids: readonly string[], how: 'relied' | 'held'): Promise<Map<string, Plain>> => {
    const table = tableOf(kind, session.dialect)
    if ((work.get(kind)?.increases.size ?? 0) > 0) await settle()
    const on = work.get(kind)
    const rows = new Map<string, Plain>()
    const unknown: string[] = []
    for (const id of new Set(ids)) {
      const pending = how === 'held' ? undefined : waiting(on, id)
      if (pending === undefined) unknown.push(id)
      else if (pending !== null) rows.set(id, pending)
    }
    if (unknown.length === 0) return rows
    const fought = contested.get(table)
    const parts = how === 'relied' && fought ? [unknown.filter((id) => !fought.has(id)), unknown.filter((id) => fought.has(id))] : [unknown]
    for (const [index, part] of parts.entries()) {
      if (part.length === 0) continue
      const held = how === 'held' || index === 1
      const found = await fetch(session, kind, part, held)
      for (const id of part) {
        const hit = found.get(id)
        if (hit && !inScope(kind, hit.row, caller.entities)) continue
        see(sight, table, id, hit?.row, hit === undefined || kind.total ? undefined : hit.rev, hit && held ? 'held' : 'relied')
        const pending = how === 'held' ? waiting(on, id) : undefined
        if (pending) rows.set(id, pending)
        else if (hit && pending !== null && !clearedAway(on, hit.row)) rows.set(id, hit.row)
      }
    }
    return rows
  }
  const read: LooseRead = {
    get: async (kind, id) => (await some(kind, [id], 'relied')).get(id),
    hold: async (kind, id) => (await some(kind, [id], 'held')).get(id),
    some: (kind, ids) => (ids.length === 0 ? Promise.resolve(new Map()) : some(kind, ids, 'relied')),
    list: async (kind, page) => {
      await settle()
      const table = tableOf(kind, session.dialect)
      const rows = await listRows(session, kind, page, caller.entities, tools)
      if (table.revised) for (const { row, rev } of rows) see(sight, table, table.keyOf(row), row, rev, 'listed')
      return rows.map(({ row }) => row)
    },
    ask: async (question, about) => {
      await settle()
      return askQuestion(session, question, about, caller, tools)
    },
    browse: async (view, page) => {
      await settle()
      return browseView(session, view, page, caller.entities, tools)
    },
  }
  return read as unknown as Read
}

/** `Read` without its type parameters, which are the core's promise and nothing at run time. */
interface LooseRead {
  get(kind: RecordKind, id: string): Promise<Plain | undefined>
  hold(kind: RecordKind, id: string): Promise<Plain | undefined>
  some(kind: RecordKind, ids: readonly string[]): Promise<ReadonlyMap<string, Plain>>
  list(kind: RecordKind, page: Parameters<Read['list']>[1]): Promise<readonly Plain[]>
  ask(question: Parameters<typeof askQuestion>[1], about: Plain): Promise<readonly Plain[]>
  browse(view: Parameters<typeof browseView>[1], page: Parameters<Read['browse']>[1]): Promise<{ rows: readonly Plain[]; total: number }>
}

/** Reads outside any transaction, each on what is committed at that moment. */
function readOutside(database: Database, caller: Caller, tools: ReadTools): Read {
  const some = async (kind: RecordKind, ids: readonly string[]): Promise<Map<string, Plain>> => {
    if (ids.length === 0) return new Map()
    const found = await database.read((session) => fetch(session, kind, [...new Set(ids)], false))
    return new Map([...found].filter(([, { row }]) => inScope(kind, row, caller.entities)).map(([id, { row }]) => [id, row]))
  }
  const get = async (kind: RecordKind, id: string): Promise<Plain | undefined> => (await some(kind, [id])).get(id)
  const read: LooseRead = {
    get,
    hold: get,
    some,
    list: async (kind, page) =>
      (await database.read((session) => listRows(session, kind, page, caller.entities, tools))).map(({ row }) => row),
    ask: (question, about) => database.read((session) => askQuestion(session, question, about, caller, tools)),
    browse: (view, page) => database.read((session) => browseView(session, view, page, caller.entities, tools)),
  }
  return read as unknown as Read
}
