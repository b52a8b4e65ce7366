import type { Caller, Now, Outcome } from '../../core/kernel/operation.ts'
import { refused } from '../../core/kernel/refusal.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { commandOf, decided, lifted, parsed } from '../../core/sync/deciding.ts'
import { idsOf } from '../../core/sync/ids.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import { reading } from '../../core/sync/reading.ts'
import { imageOf, layRows, putBack } from '../storage/beneath.ts'
import type { FeedRow } from '../storage/feed.ts'
import type { Capture } from '../storage/capture.ts'
import { dropErased, dropLate, type Dropped } from './dropping.ts'
import { keepBeneath, markTouched, setState, stateOf, type FieldWorld } from './capturing.ts'
import type { StoreHost } from '../storage/host.ts'
import { changeLine, sha256, writeLog, type LoggedChange } from '../storage/log.ts'
import { inScopeSql, type Scope } from '../storage/scope.ts'
import { databaseCode } from '../storage/connect.ts'
import { binder, type Session } from '../storage/session.ts'
import { tableOf, type Table } from '../storage/tables.ts'

/** Fields of each record in the order in which rows carry them. */
export type Names = Readonly<Record<string, readonly string[]>>
export interface Portion {
  readonly names: Names
  readonly rows: readonly FeedRow[]
}
export interface Page extends Portion {
  readonly epoch: number
  readonly from: number
  readonly next: number
}
/** What the hub said of an intent. */
export interface Verdict {
  readonly id: string
  readonly state: 'applied' | 'attention'
  /** Place of the log that its effects stand before. */
  readonly feedSeq: number
  readonly epoch: number
  readonly outcome: Wire
}

/** The hub's rows on a device, with what the device did laid over them. Source: `sync.md` 2.8. */
export interface Replica {
  /**
   * Applies a page of the feed where it follows what is there; `false`: it is late or doubled, and was left alone. The scope is needed where rows went: what
   * hangs on them goes too.
   */
  apply(page: Page, scope: Scope | undefined): Promise<boolean>
  /** Rows of a copy that comes down whole; `cursor` is where the next portion begins, kept with the rows so that a stop loses nothing. */
  load(portion: Portion, cursor: string | null): Promise<void>
  /** Everything that came from the hub goes; the queue stays until it is delivered. */
  wipe(): Promise<void>
  /** A whole copy begins, and ends at this place of the feed: what was not in it is removed. */
  beginLoading(): Promise<void>
  endLoading(epoch: number, since: number, scope: Scope): Promise<void>
  /** Stores all verdicts of one answer. */
  decide(verdicts: readonly Verdict[]): Promise<void>
  /** Removes what the scope holds no more; intents stay. */
  purge(scope: Scope): Promise<void>
}

interface Setting {
  readonly host: StoreHost
  readonly world: FieldWorld
  /** Somebody whose intents are decided again on the device. */
  callerOf(user: string): Promise<Caller | undefined>
  nowOf(caller: Caller): Now
  /** ISO moment for the log. */
  at(): string
}

export function openReplica(setting: Setting): Replica {
  const { host, world } = setting
  const { database } = host
  const owners = ownersIn(world.held)
  const told = async (session: Session, what: string, records: readonly string[], dropped: Dropped = []): Promise<number> => {
    // Counted: after a whole copy the same page may come again, and in the demo company no time passes in between.
    const [row] = await session.rows(`insert into device_state (key, value) values ('told', '1') on conflict (key) do update set value = cast(value as integer) + 1 returning value`) // prettier-ignore
    const id = `${what}/${row![0] as string}`
    const changes: LoggedChange[] = [...records.map((record) => ({ record, rowId: id, does: 'put', digest: '' })), ...dropped]
    return writeLog(session, [
      {
        call: {
          id,
          operation: 'sync.pulled',
          user: '',
          at: setting.at(),
          inputHash: sha256(''),
          outcome: '{}',
          changesDigest: sha256(changes.map(changeLine).join('')),
        },
        changes,
        events: [],
      },
    ])
  }
  const changing = async (work: (session: Session) => Promise<number | undefined>): Promise<void> => {
    const call = await database.transact(work)
    if (call !== undefined) host.wake(call)
  }
  return {
    apply: async (page, scope) => {
      let applied = false
      await changing(async (session) => {
        const state = await stateOf(session)
        if (Number(state.get('epoch') ?? -1) !== page.epoch || Number(state.get('since') ?? -1) !== page.from) return undefined
        applied = true
        if (page.next !== page.from) await setState(session, 'since', String(page.next))
        const dropped = await dropErased(session, world.held, page)
        const changed = await lay(setting, session, page, { since: page.next, epoch: page.epoch })
        await dropLate(session)
        // With a customer that left the territory goes what hangs on it.
        if (scope && page.rows.some((row) => row.row === null && owners.has(row.record))) await purgeIn(session, world, scope)
        if (!changed) return undefined
        return told(session, `feed/${page.epoch}/${page.next}`, recordsOf(page), dropped)
      })
      return applied
    },
    wipe: () =>
      changing(async (session) => {
        for (const kind of world.held.kinds)
          for (const one of [kind, ...world.held.partsOf(kind)]) await session.run(`delete from ${tableOf(one, 'sqlite').name}`)
        for (const table of ['beneath', 'touched', 'loading', 'passwords', 'sessions']) await session.run(`delete from ${table}`)
        await setState(session, 'since', '-1')
        // A copy that was coming down begins anew too: what it had brought is gone.
        await setState(session, 'loading', '')
        return undefined
      }),
    load: (portion, cursor) =>
      changing(async (session) => {
        await setState(session, 'loading', cursor ?? '')
        await session.runEach('insert or ignore into loading (record, row_id) values (?, ?)', portion.rows, (row) => [row.record, row.id])
        await lay(setting, session, portion, undefined)
        return undefined
      }),
    beginLoading: () =>
      changing(async (session) => {
        await session.run('delete from loading')
        await setState(session, 'since', '-1')
        await setState(session, 'loading', '')
        return undefined
      }),
    endLoading: (epoch, since, scope) =>
      changing(async (session) => {
        const gone: FeedRow[] = []
        for (const kind of world.held.kinds) {
          const table = tableOf(kind, 'sqlite')
          const rows = await session.rows(
            `select ${table.key.quoted} from ${table.name} t where not exists (select 1 from loading where record = ? and row_id = t.${table.key.quoted})
              and not exists (select 1 from beneath where record = ? and row_id = t.${table.key.quoted} and rows = '[]')`,
            [kind.record, kind.record],
          )
          for (const [id] of rows) gone.push({ record: kind.record, id: id as string, row: null })
        }
        await lay(setting, session, { names: {}, rows: gone }, { since, epoch: Number((await stateOf(session)).get('epoch') ?? -1) })
        await session.run('delete from loading')
        await setState(session, 'epoch', String(epoch))
        await setState(session, 'since', String(since))
        await purgeIn(session, world, scope)
        await layUnlaid(setting, session)
        return told(
          session,
          `loaded/${epoch}/${since}`,
          world.held.kinds.map((kind) => kind.record),
        )
      }),
    decide: (verdicts) =>
      changing(async (session) => {
        await session.runEach(
          `update queue_standing set state = ?, hold = null, ack_epoch = ?, feed_seq = ?, outcome = ?
           where lseq = (select lseq from queue where id = ?) and state = 'saved'`,
          verdicts,
          ({ id, state, feedSeq, epoch, outcome }) => [state, epoch, feedSeq, JSON.stringify(outcome), id],
        )
        return told(session, 'verdicts', ['attentions'])
      }),
    purge: (scope) =>
      changing(async (session) => {
        await purgeIn(session, world, scope)
        return undefined
      }),
  }
}

/** Records on which others hang: where one of their rows goes, those go too. */
function ownersIn(held: FieldWorld['held']): ReadonlySet<string> {
  const named = held.kinds.flatMap((kind) =>
    kind.devices!.flatMap((rule) => {
      if (typeof rule !== 'object' || !('customer' in rule || 'of' in rule)) return []
      const field = kind.shape.fields['customer' in rule ? rule.customer : rule.of]!
      return [(field.kind === 'maybe' ? field.inner!.of : field.of)!]
    }),
  )
  return new Set(named)
}

const recordsOf = (portion: Portion): string[] => [...new Set(portion.rows.map((row) => row.record))]

/** A place of the feed, on the hub's timeline. */
interface Place {
  readonly since: number
  readonly epoch: number
}

/**
 * Takes off what the device laid over the rows that come, lays the rows, and lays its own work over them again by deciding it once more. What is settled
 * does not come back: it is in the rows. `true`: something changed.
 */
async function lay(setting: Setting, session: Session, portion: Portion, place: Place | undefined): Promise<boolean> {
  const { held } = setting.world
  const first = portion.rows.filter((row) => row.record === 'attentions')
  if (first.length > 0) await layRows(session, held, portion.names, first)
  const settled = place ? await settling(session, place) : []
  const affected = await affectedBy(session, portion.rows, settled)
  const brought = place ? await broughtBy(session, portion.rows, affected, place) : []
  const work = affected.length === 0 ? [] : await takenOff(session, held, affected)
  await layRows(session, held, portion.names, portion.rows.filter((row) => row.record !== 'attentions')) // prettier-ignore
  const done = new Set([...settled, ...brought])
  // What a person decided stands in the feed no earlier than here: until a backup reaches that far, a restored hub would ask again.
  await session.runEach(
    `update queue_standing set feed_seq = case state when 'attention' then ? else feed_seq end, state = 'settled', hold = null, warning = null where lseq = ?`,
    [...done],
    (lseq) => [place!.since, lseq],
  )
  for (const one of work) if (!done.has(one.lseq)) await again(setting, session, one)
  return portion.rows.length > 0 || done.size > 0
}

/**
 * Intents whose effects are in the rows by now, or that a person has decided. Verdicts come in the order of the queue, so those that are settled stand at its
 * beginning. `state <> 'settled'` is said as well, for SQLite takes the index of what is open only for its own words.
 */
async function settling(session: Session, { since, epoch }: Place): Promise<number[]> {
  const settled: number[] = []
  for (let after = 0, found = lookedThrough; found === lookedThrough;) {
    const rows = await session.rows(
      `select lseq, ack_epoch, feed_seq from queue_standing where state <> 'settled' and state = 'applied' and lseq > ? order by lseq limit ${lookedThrough}`,
      [after],
    )
    const known = settled.length
    for (const [lseq, acked, place] of rows) if (Number(acked) === epoch && Number(place) <= since) settled.push(Number(lseq))
    after = Number(rows.at(-1)?.[0] ?? 0)
    found = settled.length === known ? 0 : rows.length
  }
  const decided = await session.rows(
    `select q.lseq from queued q join attentions a on a.intent = q.id
     where q.state <> 'settled' and q.state = 'attention' and a.kind = 'decide' and a.state = 'resolved'`,
  )
  return [...settled, ...decided.map(([lseq]) => Number(lseq))]
}
/** Intents that are looked at together for what is settled of them. */
const lookedThrough = 200

/** Intents that touched these rows, and those that touched what they touched: they are taken off and laid again together. */
async function affectedBy(session: Session, rows: readonly FeedRow[], settled: readonly number[]): Promise<number[]> {
  if (rows.length === 0 && settled.length === 0) return []
  const [any] = await session.rows('select 1 from touched limit 1')
  if (!any) return []
  const found = await session.rows(
    `with recursive hit (lseq) as (
       select value from json_each(?)
       union select t.lseq from json_each(?) k join touched t on t.record = json_extract(k.value, '$[0]') and t.row_id = json_extract(k.value, '$[1]')
       union select o.lseq from hit join touched t on t.lseq = hit.lseq join touched o on o.record = t.record and o.row_id = t.row_id
     ) select lseq from hit order by lseq`,
    [JSON.stringify(settled), keysOf(rows)],
  )
  return found.map(([lseq]) => Number(lseq))
}

const keysOf = (rows: readonly FeedRow[]): string =>
  JSON.stringify(rows.flatMap((row) => [[row.record, row.id], ...Object.keys(row.parts ?? {}).map((part) => [part, row.id])]))

/**
 * Of those, the ones whose effect has come with this page although the place of the log that their whole batch stands before has not: the hub had applied them
 * before the page was asked for, and the page brings every row that they touched. To decide them again would only say what the rows say.
 */
async function broughtBy(session: Session, rows: readonly FeedRow[], affected: readonly number[], { epoch }: Place): Promise<number[]> {
  if (affected.length === 0) return []
  const found = await session.rows(
    `select q.lseq from json_each(?) a join queue_standing q on q.lseq = a.value where q.state = 'applied' and q.ack_epoch = ? and not exists (
       select 1 from touched t where t.lseq = q.lseq and (t.record, t.row_id) not in (select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?)))`,
    [JSON.stringify(affected), epoch, keysOf(rows)],
  )
  return found.map(([lseq]) => Number(lseq))
}

/** What has no end yet and lies nowhere: the copy was wiped, or a restored hub was offered it anew. It is laid over the new copy. */
async function layUnlaid(setting: Setting, session: Session): Promise<void> {
  const rows = await session.rows(
    `select lseq from queue_standing q where state <> 'settled' and state in ('saved', 'attention') and not exists (select 1 from touched where touched.lseq = q.lseq) order by lseq`,
  )
  for (const [lseq] of rows) await again(setting, session, { lseq: Number(lseq), left: [] })
}

interface TakenOff {
  readonly lseq: number
  readonly left: readonly { readonly record: string; readonly id: string; readonly made: boolean; readonly rows: string }[]
}
async function takenOff(session: Session, held: FieldWorld['held'], lseqs: readonly number[]): Promise<TakenOff[]> {
  const list = JSON.stringify(lseqs)
  const rows = await session.rows(
    `select lseq, record, row_id, made, left_rows from touched where lseq in (select value from json_each(?)) order by lseq`,
    [list],
  )
  const work = new Map<number, TakenOff['left'][number][]>(lseqs.map((lseq) => [lseq, []]))
  const done = new Set<string>()
  for (const [lseq, record, id, made, left] of rows as [unknown, string, string, unknown, string][]) {
    work.get(Number(lseq))!.push({ record, id, made: Number(made) === 1, rows: left })
    if (done.has(`${record}/${id}`)) continue
    done.add(`${record}/${id}`)
    const [beneath] = await session.rows('select rows from beneath where record = ? and row_id = ?', [record, id])
    await putBack(session, tableOf(held.kind(record), 'sqlite'), id, (beneath?.[0] as string | undefined) ?? '[]')
    await session.run('delete from beneath where record = ? and row_id = ?', [record, id])
  }
  await session.run('delete from touched where lseq in (select value from json_each(?))', [list])
  return lseqs.map((lseq) => ({ lseq, left: work.get(lseq)! }))
}

/** Lays an intent over the rows once more: by deciding it again where it still waits for the hub, as it was where it waits for a person. */
async function again(setting: Setting, session: Session, work: TakenOff): Promise<void> {
  const { world } = setting
  const [row] = await session.rows('select body, state from queued where lseq = ?', [work.lseq])
  const envelope = JSON.parse(row![0] as string) as Envelope
  const touched = new Map<Table, Set<string>>()
  // What waits for a person is not decided again, unless nobody knows any more what it left: after a wipe, or when a restored hub was offered it anew.
  const asCaptured = row![1] === 'attention' && work.left.length > 0
  const refusal = asCaptured ? 'attention' : await decidedAgain(setting, session, envelope, touched)
  if (refusal !== null) await asItWas(session, world.held, work, touched)
  await markTouched(session, work.lseq, touched)
  const warning = refusal === there ? null : refusal
  if (row![1] !== 'attention')
    await session.run('update queue_standing set warning = ? where lseq = ? and warning is not ?', [warning, work.lseq, warning])
}

/** The hub has done it: its rows come with a whole copy before its word of it was put to use. Those that have not come yet are shown as they were. */
const there = 'there'
/** Decides again, unless what it adds is there already. Answers the refusal that it came to, or `null`. */
async function decidedAgain(
  setting: Setting,
  session: Session,
  envelope: Envelope,
  touched: Map<Table, Set<string>>,
): Promise<string | null> {
  await session.script('savepoint deciding')
  try {
    const refusal = await decideAgain(setting, session, envelope, touched)
    await session.script('release deciding')
    return refusal
  } catch (error) {
    if (!databaseCode(error).startsWith('SQLITE_CONSTRAINT')) throw error
    await session.script('rollback to deciding; release deciding')
    touched.clear()
    return there
  }
}

/** The refusal that deciding again would come to, or `null`. It is only information: the hub decides. */
async function decideAgain(
  setting: Setting,
  session: Session,
  envelope: Envelope,
  touched: Map<Table, Set<string>>,
): Promise<string | null> {
  const { host, world } = setting
  const command = commandOf(world.operations, envelope.operation)
  const caller = await setting.callerOf(envelope.actor)
  if (!command || !caller) return 'sync.notQueued'
  const now = setting.nowOf(caller)
  const how: Capture = {
    now: { ...now, newId: idsOf(envelope.id, now.digest), authority: false, reference: () => envelope.reference },
    reading: (read) => reading(read, envelope.witness),
    held: (changes) => changes.filter((change) => change.does === 'tell' || ('kind' in change && world.held.holds(change.kind))),
    keep: (inSession, work) => keepBeneath(inSession, work, touched),
    queue: async () => undefined,
  }
  const note = { id: envelope.id, operation: envelope.operation, user: envelope.actor, input: '' }
  const outcome = await host.replay(session, note, caller, how, async (tx): Promise<Outcome> => {
    const input = parsed(command, lifted(command, envelope.version, envelope.input))
    if (refused(input)) return { ok: false, refusal: input }
    const decision = await decided(command, input.input, { ...envelope, witness: [] }, tx.read, tx.now)
    if (refused(decision)) return { ok: false, refusal: decision }
    tx.apply(decision.changes)
    return { ok: true, result: null }
  })
  return outcome.ok ? null : outcome.refusal.refused
}

/** What the person made stays to be seen although it could not be decided again; what others have changed is theirs. */
async function asItWas(session: Session, held: FieldWorld['held'], { left }: TakenOff, touched: Map<Table, Set<string>>): Promise<void> {
  for (const { record, id, made, rows } of left) {
    if (!made || rows === '[]') continue
    const table = tableOf(held.kind(record), 'sqlite')
    if ((await imageOf(session, table, id)) !== '[]') continue
    await session.run('insert or ignore into beneath (record, row_id, rows) values (?, ?, ?)', [record, id, '[]'])
    await putBack(session, table, id, rows)
    touched.set(table, (touched.get(table) ?? new Set()).add(id))
  }
}

/** Rows that the scope does not hold any more go, and with them those that hang on them. What the device made itself stays. */
async function purgeIn(session: Session, { held }: FieldWorld, scope: Scope): Promise<void> {
  const kept = held.of(scope)
  for (const kind of held.kinds) {
    const table = tableOf(kind, 'sqlite')
    const b = binder('sqlite')
    const place = kept.includes(kind) ? `not (${inScopeSql(kind, 't', scope, held, b)})` : '1 = 1'
    const own = `not exists (select 1 from beneath where record = '${kind.record}' and row_id = t.${table.key.quoted})`
    const rows = await session.rows(`select ${table.key.quoted} from ${table.name} t where ${place} and ${own}`, b.values)
    await layRows(session, held, {}, rows.map(([id]) => ({ record: kind.record, id: id as string, row: null }))) // prettier-ignore
  }
}
