import type { Caller, EditedPart, Edits, Now, Operation, Outcome, Plain } from '../../core/kernel/operation.ts'
import type { CallNote } from '../../core/kernel/run.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { canonicalJson } from '../../core/signing/canonical.ts'
import { intentText } from '../../core/sync/batch.ts'
import { brief } from '../../core/sync/brief.ts'
import { commandOf, printedParts, printedRow } from '../../core/sync/deciding.ts'
import { idsOf } from '../../core/sync/ids.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import { witnessing } from '../../core/sync/reading.ts'
import { said } from '../../core/sync/said.ts'
import type { Capture } from '../storage/capture.ts'
import { aboutToTouch, imageOf } from '../storage/beneath.ts'
import type { Sight } from '../storage/guard.ts'
import { sha256 } from '../storage/log.ts'
import type { Held } from '../storage/scope.ts'
import type { Session } from '../storage/session.ts'
import { tableOf, type Table } from '../storage/tables.ts'
import type { Work } from '../storage/work.ts'

/** Where a device in the field is, and what it can do that the store cannot. */
export interface FieldWorld {
  readonly operations: ReadonlyMap<string, Operation>
  readonly held: Held
  /** The device's key under a text: hex. */
  sign(text: string): Promise<string>
  /** The device's clock, ISO; in the demo company it stands where the hub's stands. */
  wall(): string
  readonly zone: string
  /** Milliseconds that no clock setting moves, and which start of the program they count from. */
  monotonic(): number
  readonly boot: string
  /** Milliseconds for which what is settled and in a verified backup of the hub is kept. */
  readonly keptFor: number
}

export const stateOf = async (session: Session): Promise<ReadonlyMap<string, string>> =>
  new Map((await session.rows('select key, value from device_state')).map(([key, value]) => [key as string, value as string]))
export const setState = (session: Session, key: string, value: string): Promise<number> =>
  session.run('insert into device_state (key, value) values (?, ?) on conflict (key) do update set value = excluded.value', [key, value])

/** A call that a device queues; `undefined` where the operation acts on the device alone. */
export async function capture(world: FieldWorld, session: Session, note: CallNote, caller: Caller, now: Now): Promise<Capture | undefined> {
  const command = commandOf(world.operations, note.operation)
  if (!command) return undefined
  const [, input] = JSON.parse(note.input) as [string, Wire]
  const id = now.newId()
  const state = await stateOf(session)
  const counter = Number(state.get('reference') ?? '0') + 1
  const reference = `${state.get('shortCode') ?? ''}-${String(counter).padStart(6, '0')}`
  let referred = false
  const witness: { question: string; asks: Wire; answers: Wire[] }[] = []
  const parsed = command.input.parse(input, 'input') as Plain
  const saw = await seen(session, command.edits, parsed, Object.keys(command.input.fields ?? {}))
  const ground = command.restsOn?.id(parsed as never) ?? null
  const restsOn = command.restsOn && ground !== null ? [[command.restsOn.of.record, ground]] : []
  const touched = new Map<Table, Set<string>>()
  return {
    now: {
      ...now,
      newId: idsOf(id, now.digest),
      authority: false,
      reference: () => {
        referred = true
        return reference
      },
    },
    reading: (read) => witnessing(read, witness),
    held: (changes) => changes.filter((change) => change.does === 'tell' || ('kind' in change && world.held.holds(change.kind))),
    keep: (inSession, work) => keepBeneath(inSession, work, touched),
    queue: async (inSession, outcome, sight) => {
      const envelope: Envelope = {
        v: 1,
        id,
        device: state.get('device') ?? '',
        previous: state.get('head') ?? null,
        operation: note.operation,
        version: command.version ?? 1,
        // An edit is laid over what others changed field by field: there an empty field says something.
        input: saw ? input : said(command.input, input),
        actor: caller.user,
        ...(saw ? { saw } : {}),
        after: await before(inSession, sight, touched, restsOn),
        reference: referred ? reference : null,
        witness,
        at: world.wall(),
        zone: world.zone,
        monotonic: world.monotonic(),
        boot: world.boot,
        offset: numberIn(state, 'offset'),
        offsetAge: ageOf(state, world),
        lease: state.get('lease') ?? null,
      }
      const body = canonicalJson(envelope as unknown as Wire)
      const bodyHash = sha256(body)
      const lseq = await insertIntent(inSession, envelope, body, bodyHash, await world.sign(intentText(bodyHash)), outcome)
      await markTouched(inSession, lseq, touched)
      await setState(inSession, 'head', id)
      if (referred) await setState(inSession, 'reference', String(counter))
    },
  }
}

const numberIn = (state: ReadonlyMap<string, string>, key: string): number | null => (state.has(key) ? Number(state.get(key)) : null)
/** How long ago the clocks were compared, in seconds, by the clock that nobody sets; `null` after a restart, which loses count. */
function ageOf(state: ReadonlyMap<string, string>, world: FieldWorld): number | null {
  if (state.get('offsetBoot') === world.boot) return Math.max(0, Math.round((world.monotonic() - Number(state.get('offsetAt'))) / 1000))
  const at = state.get('offsetWall')
  return at === undefined ? null : Math.max(0, Math.round((Date.parse(world.wall()) - Date.parse(at)) / 1000))
}

async function seen(
  session: Session,
  edits: Pick<Edits<never>, 'of' | 'id' | 'parts'> | undefined,
  input: Plain,
  fields: readonly string[],
): Promise<Envelope['saw']> {
  const id = edits?.id(input as never) ?? null
  if (!edits || id === null) return undefined
  const table = tableOf(edits.of, session.dialect)
  const [values] = await session.rows(`select ${table.list} from ${table.name} where ${table.key.quoted} = ?`, [id])
  if (!values) return undefined
  const parts = await printedParts(edits.parts, id, (part, owner) => hanging(session, part, owner))
  return { record: edits.of.record, id, was: { ...printedRow(edits.of.shape, table.read(values), fields), ...parts } }
}
async function hanging(session: Session, { of, by, order }: EditedPart, owner: string): Promise<Plain[]> {
  const { name, list, columns, read } = tableOf(of, session.dialect)
  const column = (field: string): string => columns.find((one) => one.field === field)!.quoted
  return (await session.rows(`select ${list} from ${name} where ${column(by)} = ? order by ${column(order)}`, [owner])).map(read)
}

/** Keeps the hub's version of rows that were untouched so far. */
export async function keepBeneath(session: Session, work: Work, touched: Map<Table, Set<string>>): Promise<void> {
  for (const [table, keys] of await aboutToTouch(session, work)) {
    const all = touched.get(table) ?? new Set<string>()
    touched.set(table, all)
    for (const key of keys) {
      if (all.has(key)) continue
      all.add(key)
      const [known] = await session.rows('select 1 from beneath where record = ? and row_id = ?', [table.record, key])
      if (!known)
        await session.run('insert into beneath (record, row_id, rows) values (?, ?, ?)', [
          table.record,
          key,
          await imageOf(session, table, key),
        ])
    }
  }
}

/** What a call touched, and what it left there: shown for as long as the hub has not decided, whatever else comes down. */
export async function markTouched(session: Session, lseq: number, touched: ReadonlyMap<Table, ReadonlySet<string>>): Promise<void> {
  for (const [table, keys] of touched)
    for (const key of keys)
      await session.run(
        `insert into touched (lseq, record, row_id, made, left_rows)
         select ?, ?, ?, (select rows = '[]' from beneath where record = ? and row_id = ?) and not exists (select 1 from touched where record = ? and row_id = ?), ?`,
        [lseq, table.record, key, table.record, key, table.record, key, await imageOf(session, table, key)],
      )
}

/** Intents that are not decided yet and made what this one read, or wrote what it writes too or rests on. */
async function before(
  session: Session,
  sight: Sight,
  touched: ReadonlyMap<Table, ReadonlySet<string>>,
  restsOn: readonly (readonly string[])[],
): Promise<string[]> {
  const wrote = [...restsOn, ...[...touched].flatMap(([table, keys]) => [...keys].map((key) => [table.record, key]))]
  const read = [...sight].flatMap(([table, rows]) => [...rows.values()].filter((row) => !row.listed).map((row) => [table.record, row.id]))
  if (wrote.length === 0 && read.length === 0) return []
  const rows = await session.rows(
    `select distinct q.id from touched t join queued q on q.lseq = t.lseq where q.state in ('saved', 'attention') and (
       (t.record, t.row_id) in (select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?))
       or (t.made = 1 and (t.record, t.row_id) in (select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(?)))
     ) order by q.lseq`,
    [JSON.stringify(wrote), JSON.stringify(read)],
  )
  return rows.map(([id]) => id as string)
}

async function insertIntent(
  session: Session,
  envelope: Envelope,
  body: string,
  bodyHash: string,
  signature: string,
  outcome: Outcome,
): Promise<number> {
  const { id, previous, operation, version, actor, at, reference } = envelope
  const result = JSON.stringify(outcome.ok ? brief(outcome.result as Wire) : null)
  const [row] = await session.rows(
    `insert into queue (id, previous, operation, version, actor, at, reference, body, body_hash, signature, local_result) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning lseq`,
    [id, previous, operation, version, actor, at, reference, body, bodyHash, signature, result],
  )
  return Number(row![0])
}
