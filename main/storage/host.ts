import { createHmac, randomBytes } from 'node:crypto'
import { dayIn, type Day, type Instant } from '../../core/kernel/day.ts'
import type { Caller, Change, Module, Now, Outcome } from '../../core/kernel/operation.ts'
import { refuse } from '../../core/kernel/refusal.ts'
import type { CallNote, Host, Transaction } from '../../core/kernel/run.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { BeyondReach, beyondReach, changesEverybodys, guardBounds, kindsIn, writtenBy } from './reads/bounds.ts'
import { databaseCode, isDiskFull, type Database } from './connect.ts'
import { DuplicateRow, decidingAgain, type Contested } from './deciding.ts'
import type { Capture, Capturing } from './capture.ts'
import { flush } from './flush.ts'
import { ForeignRow, LostRace, guard, guardEntities } from './guard.ts'
import { newId } from './ids.ts'
import { entryOf, inputHashOf, sha256, writeLog, type LoggedChange } from './log.ts'
import { inItsOwnTime } from './patience.ts'
import { reads as allReads, type Answerer, type Reads } from './reads/registry.ts'
import { readTools, unanswered, type ReadTools } from './reads/read.ts'
import { readIn, readOutside, type InTransaction } from './readers.ts'
import { binder, type Session } from './session.ts'
import { BrokenLog, forgetInLog } from './redacting.ts'
import { kindsOf, tableOf } from './tables.ts'
import { watchLog, type Listener } from './watch.ts'
import { buffer, callWork, entityForbidden, type CallWork } from './work.ts'

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
  /** Every view and question of these is answered, or nothing opens: of the product, not of a part that a test puts together. */
  readonly whole?: readonly Pick<Module, 'views' | 'questions'>[]
  /** A device in the field: calls are queued for the hub. */
  readonly capturing?: Capturing
  /** For tests: where ids come from; the process's own unless said otherwise. */
  readonly newId?: () => string
}
export interface StoreHost extends Host {
  readonly database: Database
  /** Tells what was committed, by this process and others, in commit order and without a gap. Answers how to stop. */
  watch(listener: Listener): () => void
  /** On a device: lets a decision act in a transaction that is open already, without a word in the log and without queueing it. */
  replay(session: Session, note: CallNote, caller: Caller, how: Capture, body: (tx: Transaction) => Promise<Outcome>): Promise<Outcome>
  /** Tells whoever watches that this process wrote to the log by another way. */
  wake(call: number): void
  close(): Promise<void>
}

/** What an attempt came to, and the number of its first call in the log where it wrote there. */
interface Done<T> {
  readonly outcome: T
  readonly first?: number
}
interface State extends InTransaction {
  /** Rows of earlier flushes stand in the database, so only the call at hand is told what clearing removes. */
  call: CallWork
  /** On a device: how the call comes into the queue. */
  readonly capture?: Capture | undefined
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
  found.inputHash === inputHashOf(note) ? found.outcome : reused(note.id)

interface Setting {
  readonly database: Database
  readonly now: (caller: Caller) => Now
  readonly clock: Clock
  readonly tools: ReadTools
  readonly capturing: Capturing | undefined
}

/** Guards and writes what waits. `final`: also what was only read is guarded, for the transaction is about to be committed. */
async function settle(state: State, { kinds }: ReadTools, final: boolean): Promise<void> {
  if (state.work.size === 0 && !final) return
  await guardEntities(state.session, state.work, state.caller.entities)
  const { session, caller } = state
  if (changesEverybodys(state.work, caller, kinds)) throw new BeyondReach('what everybody works with')
  const written = caller.bounds ? writtenBy(state.work) : []
  const fresh = await guardBounds(session, written, caller, kinds)
  await state.capture?.keep(state.session, state.work)
  const created = await guard(state.session, state.sight, state.work, final)
  await flush(session, state.work, state.call, { caller, kinds }, (table, id) => {
    const seen = state.sight.get(table)?.get(id)
    return seen !== undefined && seen.rev === undefined
  })
  for (const { table, id } of created) state.sight.get(table)!.delete(id)
  await guardBounds(session, fresh, caller, kinds)
}
function transactionOf(state: State, { tools, now }: Setting): Transaction {
  const read = readIn(state, tools, () => settle(state, tools, false))
  const { capture: how } = state
  return {
    read: how ? how.reading(read) : read,
    get now() {
      return how ? how.now : now(state.caller)
    },
    apply: (changes: readonly Change[]) =>
      buffer(state.work, state.call, how ? how.held(changes) : changes, state.caller, state.session.dialect),
  }
}

const attemptOne = (
  setting: Setting,
  contested: Contested,
  note: CallNote,
  caller: Caller,
  body: (tx: Transaction) => Promise<Outcome>,
): Promise<Done<Outcome>> =>
  undone(() =>
    setting.database.transact(async (session) => {
      const found = (await earlier(session, [note])).get(note.id)
      if (found) throw new Undo(answerOf(found, note))
      const call = callWork(note)
      const how = await setting.capturing?.(session, note, caller, setting.now(caller))
      const state: State = { session, caller, work: new Map(), sight: new Map(), contested, call, capture: how }
      const outcome = await body(transactionOf(state, setting))
      if (call.forbidden) throw new Undo({ ok: false, refusal: call.forbidden })
      if (!outcome.ok) {
        // The same call may have been carried out next to this one meanwhile, and what it wrote is what this one was refused for.
        const meanwhile = session.dialect === 'postgres' ? (await earlier(session, [note])).get(note.id) : undefined
        throw new Undo(meanwhile ? answerOf(meanwhile, note) : outcome)
      }
      await settle(state, setting.tools, call.acted).catch(asRefusal)
      await how?.queue(session, outcome, state.sight)
      const redacted = await forgotten(session, call, setting).catch(asRefusal)
      return { outcome, first: await writeLog(session, [entryOf(call, setting.clock.at(), outcome as unknown as Wire, redacted)]) }
    }, caller.entities),
  )

const attemptEach = (
  setting: Setting,
  contested: Contested,
  notes: readonly CallNote[],
  caller: Caller,
  body: (tx: Transaction, index: number) => Promise<Outcome>,
): Promise<Done<Outcome[]>> =>
  setting.database.transact(async (session) => {
    const found = await earlier(session, notes)
    const state: State = { session, caller, work: new Map(), sight: new Map(), contested, call: callWork(notes[0]!) }
    const done: { call: CallWork; outcome: Outcome; at: Instant }[] = []
    const tx = transactionOf(state, setting)
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
      const answer: Outcome = call.forbidden ? { ok: false, refusal: call.forbidden } : outcome
      outcomes.push(answer)
      // What it changed already cannot be told from what the others changed: they all run one at a time then.
      if (!answer.ok && call.buffered) throw new Entangled()
      if (!answer.ok) continue
      found.set(note.id, { inputHash: inputHashOf(note), outcome })
      done.push({ call, outcome, at: setting.clock.at() })
    }
    if (done.length === 0) return { outcome: outcomes }
    const acted = done.some(({ call }) => call.acted)
    await settle(state, setting.tools, acted)
    const redacted: (readonly LoggedChange[])[] = []
    for (const { call } of done) redacted.push(await forgotten(session, call, setting))
    const entries = done.map(({ call, outcome, at }, i) => entryOf(call, at, outcome as unknown as Wire, redacted[i]))
    return { outcome: outcomes, first: await writeLog(session, entries) }
  }, caller.entities)

/** Takes out of the log whom a call says to forget; what the log keeps of that. */
async function forgotten(session: Session, { forgets }: CallWork, { tools }: Setting): Promise<LoggedChange[]> {
  const changes: LoggedChange[] = []
  for (const person of forgets) changes.push(...(await forgetInLog(session, person, tools.foldCollation)))
  return changes
}

/** A call of a batch was refused after it had changed something. */
class Entangled extends Error {}
/** Together they failed in the database; one at a time, those that can stand do. */
const failedTogether = (error: unknown): boolean =>
  error instanceof Entangled ||
  error instanceof ForeignRow ||
  error instanceof BeyondReach ||
  error instanceof DuplicateRow ||
  error instanceof LostRace ||
  (databaseCode(error) !== '' && !isDiskFull(error))

export async function openHost(options: HostOptions): Promise<StoreHost> {
  const { database, clock } = options
  // A record whose key or entity is misspelt says so here, not in the middle of somebody's work.
  for (const kind of kindsOf(options.modules)) tableOf(kind, database.dialect)
  const tools = readTools(database.foldCollation, options.reads ?? allReads, options.answerers ?? {}, kindsIn(options.modules))
  // Nor is a question that nobody answers found out by whoever asks it.
  const mute = unanswered(options.whole ?? [], tools)
  if (mute.length > 0) throw new Error(`Nobody answers ${mute.join(', ')}`)
  const now = (caller: Caller): Now => nowOf(clock, caller, options.newId ?? newId)
  const setting: Setting = { database, clock, now, tools, capturing: options.capturing }
  const log = watchLog(database)

  const committed = async <T>(attempt: (contested: Contested) => Promise<Done<T>>): Promise<T> => {
    const { outcome, first } = await decidingAgain(database, attempt)
    if (first !== undefined) inItsOwnTime(() => log.wake(first))
    return outcome
  }
  const once: Host['once'] = (note, caller, body) =>
    committed((contested) => attemptOne(setting, contested, note, caller, body)).catch(takenBeyond(caller))
  const oneByOne: Host['onceEach'] = async (notes, caller, body) => {
    const outcomes: Outcome[] = []
    for (const [index, note] of notes.entries()) outcomes.push(await once(note, caller, (tx) => body(tx, index)))
    return outcomes
  }

  return {
    database,
    reader: (caller) => readOutside(database, caller, tools),
    now,
    cover,
    once,
    onceEach: async (notes, caller, body) => {
      if (notes.length === 0) return []
      // Each call on a device is an intent of its own.
      if (options.capturing) return oneByOne(notes, caller, body)
      try {
        return await committed((contested) => attemptEach(setting, contested, notes, caller, body))
      } catch (error) {
        if (!failedTogether(error)) throw error
        return oneByOne(notes, caller, body)
      }
    },
    replay: async (session, note, caller, how, body) => {
      const state: State = { session, caller, work: new Map(), sight: new Map(), contested: new Map(), call: callWork(note), capture: how }
      const outcome = await body(transactionOf(state, setting))
      if (state.call.forbidden) return { ok: false, refusal: state.call.forbidden }
      if (!outcome.ok) return outcome
      return settle(state, tools, true).then(() => outcome, answeredBeyond)
    },
    wake: (call) => inItsOwnTime(() => log.wake(call)),
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
  if (error instanceof BrokenLog) throw new Undo({ ok: false, refusal: refuse('privacy.logBroken', { call: error.call }) })
  if (error instanceof ForeignRow) throw new Undo({ ok: false, refusal: entityForbidden(error.entity) })
  if (error instanceof BeyondReach) throw new Undo({ ok: false, refusal: beyondReach() })
  throw error
}

/** A row is beyond the caller's reach by now. */
function answeredBeyond(error: unknown): Outcome {
  if (error instanceof BeyondReach) return { ok: false, refusal: beyondReach() }
  throw error
}
/** What is taken by a row that the caller does not see: said without saying by which. */
const takenBeyond =
  (caller: Caller) =>
  (error: unknown): Outcome => {
    if (caller.bounds && error instanceof DuplicateRow) return { ok: false, refusal: refuse('record.taken') }
    throw error
  }

const coverKey = randomBytes(32)
const cover = (secret: string): string => createHmac('sha256', coverKey).update(secret).digest('base64url')

const noReference = (): null => null

// `today` costs a calendar computation; calls of one minute share it (no zone changes its day within one).
let minute = ''
let minuteZone = ''
let minuteDay = '' as Day
function nowOf(clock: Clock, caller: Caller, newIdOf: () => string): Now {
  const at = clock.at()
  if (at.slice(0, 16) !== minute || clock.zone !== minuteZone) {
    minute = at.slice(0, 16)
    minuteZone = clock.zone
    minuteDay = dayIn(clock.zone, at)
  }
  return { at, today: minuteDay, newId: newIdOf, digest: sha256, caller, authority: true, reference: noReference }
}
