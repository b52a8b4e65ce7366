import { knowingNumbers, type NumbersKnown } from '../../core/entities/lost-number.ts'
import { acting } from '../../core/kernel/acting.ts'
import { add, type Caller, type Outcome } from '../../core/kernel/operation.ts'
import { refuse, type Refusal } from '../../core/kernel/refusal.ts'
import type { CallNote, Transaction } from '../../core/kernel/run.ts'
import { Malformed } from '../../core/kernel/shape.ts'
import { batchOf, batchText, digestOfSent, intentBatches, intentText, type IntentBatch } from '../../core/sync/batch.ts'
import { commandOf, versionOf } from '../../core/sync/deciding.ts'
import type { Device } from '../../core/sync/device.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import { receive, type Arrived, type Received } from '../../core/sync/receive.ts'
import { withoutPermits } from '../callers.ts'
import { signs, signsBeside } from '../signs.ts'
import { databaseCode } from '../storage/connect.ts'
import { sha256 } from '../storage/log.ts'
import { binder } from '../storage/session.ts'
import type { HubWorld } from './hub.ts'
import { envelopeOf } from './message-shapes.ts'
import type { Push, Result, SentIntent } from './messages.ts'
import { isPassing } from './passing.ts'
import { remembering, type Remembering } from './remembering.ts'

// What comes up: intents of a device, believed or put aside, and decided.

/** An intent that was begun so often and never ended is stored without being read. */
const mostTries = 3

/** An intent as it was sent, not looked into yet. */
interface Came {
  /** What it calls itself. */
  readonly id: string
  readonly sent: SentIntent
  readonly bodyHash: string
}
interface Read1 extends Came {
  readonly envelope: Envelope
}
/** It is here already, byte for byte. */
interface Repeated extends Came {
  readonly told: Result
}
/** What is here under an id, and what the device was told of it. */
interface Known {
  readonly bodyHash: string
  readonly device: string
  readonly actor: string
  /** JSON. */
  readonly outcome: string
}

const isRead = (one: Came): one is Read1 => 'envelope' in one
const isRepeated = (one: Came): one is Repeated => 'told' in one

/** An envelope of the right form; else it stays as it came. */
function readIntent(came: Came): Read1 | Came {
  try {
    const envelope = envelopeOf(came.sent.body)
    return { ...came, envelope, id: envelope.id }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return came
  }
}
/** The same bytes from the same device and person: they were looked into when they came the first time, and are told what they were told then. */
function repeated(came: Came, device: Device, known: ReadonlyMap<string, Known>): Repeated | undefined {
  const before = known.get(came.id)
  if (before?.bodyHash !== came.bodyHash || before.device !== device.id || before.actor !== device.user) return undefined
  const { result } = JSON.parse(before.outcome) as { result: Received }
  return { ...came, told: { id: came.id, ...result } }
}
/** Why it is not believed that this device's person did it. What was believed before, byte for byte, is not looked at again. */
function doubtOf({ envelope, sent, bodyHash }: Read1, device: Device, before: string | undefined, looked: Looked): string | undefined {
  if (envelope.device !== device.id) return 'sync.badSignature'
  const signed = before === bodyHash || looked.batch !== undefined || (looked.each.get(sent) ?? signs(device.publicKey, intentText(bodyHash), sent.signature)) // prettier-ignore
  if (!signed) return 'sync.badSignature'
  return envelope.actor === device.user ? undefined : 'sync.actorRevoked'
}
/** What calls itself an id, so that the device knows which one it was. */
const idIn = (body: string): string => /"id":"([0-9a-f-]{36})"/.exec(body)?.[1] ?? ''
const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)

type Batch = Omit<IntentBatch, 'receivedAt'>
/** Signatures that were looked at already. */
interface Looked {
  /** What came is what the device signed as a whole. */
  readonly batch?: Batch
  readonly each: ReadonlyMap<SentIntent, boolean>
}
/** From so many on, signatures are looked at by the threads beside; fewer are done sooner than handed over. */
const worthHandingOver = 50
/** Looks at the one signature of a push, and only where that is missing or wrong at those of `fresh`: what somebody put among them harms itself alone. */
async function lookedAt(device: Device, { epoch, signature }: Push, came: readonly Came[], fresh: readonly Came[]): Promise<Looked> {
  if (fresh.length === 0) return { each: new Map() }
  if (signature !== undefined) {
    // The hub's own words of what came, never a list that somebody sends: it can be neither shorter nor longer.
    const digests = came.map(({ sent, bodyHash }) => digestOfSent(sha256, { bodyHash, signature: sent.signature }))
    if (signs(device.publicKey, batchText(device.id, epoch, digests), signature))
      return { batch: batchOf(sha256, device, epoch, digests, signature), each: new Map() }
  }
  if (fresh.length < worthHandingOver) return { each: new Map() }
  const looked = fresh.map(async ({ sent, bodyHash }) => [sent, await signsBeside(device.publicKey, intentText(bodyHash), sent.signature)] as const) // prettier-ignore
  return { each: new Map(await Promise.all(looked)) }
}

/** Takes a batch in, in its order: what cannot be believed is put aside, the rest is decided in one transaction. After the first that cannot be, nothing is looked at. */
export async function takeIn(world: HubWorld, device: Device, push: Push): Promise<Result[]> {
  const { intents: sent, hole = false } = push
  const came = sent.map((one): Came => ({ id: idIn(one.body), sent: one, bodyHash: sha256(one.body) }))
  const asked = new Set(came.map(({ id }) => id))
  const seemed = await knownOf(world, [...asked])
  const again = came.map((one) => repeated(one, device, seemed))
  // Begun before the envelopes are read, so that the threads beside have them looked at meanwhile.
  const looking = lookedAt(device, push, came, came.filter((one, i) => !again[i] && seemed.get(one.id)?.bodyHash !== one.bodyHash)) // prettier-ignore
  const read = came.map((one, i) => again[i] ?? readIntent(one))
  const well = read.filter(isRead)
  const known = new Map([
    ...seemed,
    ...(await knownOf(
      world,
      well.map(({ id }) => id).filter((id) => !asked.has(id)),
    )),
  ])
  const looked = await looking
  const here = new Map<string, string>()
  const ready: Came[] = []
  const stop = async (): Promise<Result | undefined> => {
    for (const [index, one] of read.entries()) {
      const { id, bodyHash } = one
      if (isRead(one)) {
        const { envelope } = one
        const before = known.get(id)?.bodyHash ?? here.get(id)
        const doubt = doubtOf(one, device, before, looked) ?? (before !== undefined && before !== bodyHash ? 'sync.idReused' : undefined)
        if (doubt !== undefined) {
          await quarantine(world, device.id, doubt, [one.sent])
          return { id, state: 'refused', code: doubt }
        }
        const command = commandOf(world.operations, envelope.operation)
        if (!command || envelope.version > versionOf(command)) return { id, state: 'tooNew', operation: envelope.operation }
        if (before === undefined && !(hole && index === 0) && !(await follows(world, envelope, here)))
          return { id, state: 'gap', previous: envelope.previous }
      } else if (!isRepeated(one)) {
        await quarantine(world, device.id, 'sync.malformed', [one.sent])
        return { id, state: 'refused', code: 'sync.malformed' }
      }
      ready.push(one)
      here.set(id, bodyHash)
    }
    return undefined
  }
  const stopped = await stop()
  const first = ready.find((one): one is Read1 => isRead(one) && !known.has(one.id))
  const forked = first && (await isForked(world, first.envelope)) ? first.id : undefined
  const decided = await decideAll(world, device, ready.filter(isRead), known, { signed: looked.batch, forked })
  const results = ready.map((one) => (isRepeated(one) ? one.told : decided.shift()!))
  return stopped ? [...results, stopped] : results
}

/** What came before under these ids. */
async function knownOf({ host }: HubWorld, names: readonly string[]): Promise<Map<string, Known>> {
  const ids = names.filter(isId)
  if (ids.length === 0) return new Map()
  const { dialect } = host.database
  const b = binder(dialect)
  const where = b.isOneOf('i.id', ids, dialect === 'postgres' ? 'uuid' : 'text')
  const call = dialect === 'postgres' ? `'intent/' || i.id::text` : `'intent/' || i.id`
  const sql = `select i.id, i.body_hash, i.device, i.actor, c.outcome from intents i join calls c on c.id = ${call} where ${where}`
  const rows = (await host.database.read((session) => session.rows(sql, b.values, true))) as string[][]
  return new Map(rows.map(([id, bodyHash, device, actor, outcome]) => [id!, { bodyHash: bodyHash!, device: device!, actor: actor!, outcome: outcome! }])) // prettier-ignore
}

/** Is the one before it here? */
async function follows(world: HubWorld, { previous }: Envelope, here: ReadonlyMap<string, string>): Promise<boolean> {
  if (previous === null || here.has(previous)) return true
  return (await knownOf(world, [previous])).size > 0
}

/**
 * Did the same device capture something else after the same one? Its disk was set back, or its folder runs twice. Within a push each follows the one before it,
 * so only the first can; and what came after the one before came after it here too.
 */
async function isForked({ host }: HubWorld, { device, previous }: Envelope): Promise<boolean> {
  const b = binder(host.database.dialect)
  const id = (value: string): string => b.mark(value, 'uuid')
  const beside = `select 1 from intents where device = ${id(device)}`
  const sql =
    previous === null
      ? `${beside} and previous is null limit 1`
      : `${beside} and previous = ${id(previous)} and received_at >= (select received_at from intents where id = ${id(previous)}) limit 1`
  return (await host.database.read((session) => session.rows(sql, b.values, true))).length > 0
}

/** What the intents of one transaction share: what was read, and which numbers their papers had. */
function rememberingIn({ read }: Transaction): { readonly reading: Remembering; readonly numbers: NumbersKnown } {
  const reading = remembering(read)
  return { reading, numbers: knowingNumbers(reading.read, read) }
}

async function decideAll(
  world: HubWorld,
  device: Device,
  batch: readonly Read1[],
  known: ReadonlyMap<string, Known>,
  { signed, forked }: { readonly signed: Batch | undefined; readonly forked: string | undefined },
): Promise<Result[]> {
  if (batch.length === 0) return []
  const { host } = world
  const unread = device.state === 'suspended' ? refuse('sync.actorRevoked') : undefined
  const person = await world.callerOf(device.user)
  const caller = person ?? withoutPermits(device.user)
  const fresh = batch.map((one) => one.envelope.id).filter((id) => !known.has(id))
  const tries = await begun(world, fresh)
  const reason = (id: string): Refusal | undefined => unread ?? (person ? undefined : refuse('sync.actorRevoked')) ?? ((tries.get(id) ?? 0) > mostTries ? refuse('sync.poison') : undefined) // prettier-ignore
  const arrived = (one: Read1, why: Refusal | undefined): Arrived => ({
    envelope: one.envelope,
    body: one.sent.body,
    bodyHash: one.bodyHash,
    signature: one.sent.signature,
    ...(signed ? { sentWith: signed.id } : {}),
    device,
    receivedAt: world.now(),
    ...(one.sent.number ? { numberBefore: one.sent.number } : {}),
    ...(one.id === forked ? { forked: true } : {}),
    ...(why ? { unread: why } : {}),
  })
  const noteOf = (one: Read1): CallNote => ({
    id: `intent/${one.envelope.id}`,
    operation: one.envelope.operation,
    user: one.envelope.actor,
    input: one.sent.body,
    inputHash: one.bodyHash,
  })
  const memories = new WeakMap<Transaction, { readonly reading: Remembering; readonly numbers: NumbersKnown }>()
  /** What proves them comes with the first of them that is written; where each is written alone, or another hub was sooner, it is there already. */
  const keepSigned = async (tx: Transaction): Promise<void> => {
    if (signed && !(await tx.read.get(intentBatches, signed.id))) tx.apply([add(intentBatches, { ...signed, receivedAt: world.now() })])
  }
  const taking =
    (one: Read1, why: Refusal | undefined) =>
    async (tx: Transaction): Promise<Outcome> => {
      const before = memories.get(tx)
      if (!before) await keepSigned(tx)
      const memory = before ?? rememberingIn(tx)
      memories.set(tx, memory)
      const { reading, numbers } = memory
      const decision = await receive(world.operations, { ...arrived(one, why), numbersOfPaper: numbers.all }, numbers.read, tx.now)
      tx.apply(decision.changes)
      reading.changed(decision.changes)
      return { ok: true, result: decision.result as never }
    }
  let outcomes: Outcome[]
  try {
    outcomes = caller.bounds
      ? await boundedly(host, world.operations, caller, batch, noteOf, (one, why) => taking(one, why ?? reason(one.envelope.id)))
      : await host.onceEach(batch.map(noteOf), caller, (tx, i) => taking(batch[i]!, reason(batch[i]!.envelope.id))(tx))
  } catch (error) {
    if (isPassing(error) || databaseCode(error) !== '') throw await notTried(world, fresh, error)
    outcomes = []
    // Something among them breaks: each alone then, and the one that breaks is stored without being read.
    const unreadable = async (one: Read1, why: unknown): Promise<Outcome> => {
      if (isPassing(why)) throw await notTried(world, fresh, why)
      return host.once(noteOf(one), caller, taking(one, refuse('sync.broken', { operation: one.envelope.operation, why: String(why).slice(0, 200) }))) // prettier-ignore
    }
    for (const one of batch)
      outcomes.push(
        await host.once(noteOf(one), caller, taking(one, reason(one.envelope.id))).catch((why: unknown) => unreadable(one, why)),
      )
  }
  await ended(world, fresh)
  return outcomes.map((outcome, i) =>
    outcome.ok
      ? { id: batch[i]!.envelope.id, ...(outcome.result as unknown as Received) }
      : { id: batch[i]!.envelope.id, state: 'refused', code: outcome.refusal.refused },
  )
}

/** Whose rights do not reach everything is another caller with each operation. What is beyond their reach is kept all the same, for a person to look at. */
async function boundedly(
  host: HubWorld['host'],
  operations: HubWorld['operations'],
  caller: Caller,
  batch: readonly Read1[],
  noteOf: (one: Read1) => CallNote,
  taking: (one: Read1, why?: Refusal) => (tx: Transaction) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const one of batch) {
    const operation = operations.get(one.envelope.operation)
    const outcome = await host.once(noteOf(one), operation ? acting(caller, operation) : caller, taking(one))
    const beyond = !outcome.ok && ['record.beyondReach', 'record.taken'].includes(outcome.refusal.refused)
    outcomes.push(beyond ? await host.once(noteOf(one), caller, taking(one, outcome.refusal)) : outcome)
  }
  return outcomes
}

/** Counts the tries outside the transaction of the intents: one that brings the process down must not be tried for ever. */
async function begun(world: HubWorld, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { database } = world.host
  const b = binder(database.dialect)
  // The marks stand in the order of the text.
  const at = b.mark(world.now(), 'timestamptz')
  const each = database.dialect === 'postgres' ? `unnest(${b.mark([...new Set(ids)], 'uuid[]')}) as u (value)` : `json_each(${b.mark(JSON.stringify([...new Set(ids)]), 'text')})` // prettier-ignore
  const sql = `insert into sync_attempts (at, id, tries) select ${at}, value, 1 from ${each} where true on conflict (id) do update set tries = sync_attempts.tries + 1 returning id, tries`
  const rows = await database.transact((session) => session.rows(sql, b.values, true))
  return new Map(rows.map(([id, tries]) => [id as string, Number(tries)]))
}
/** Takes back a try that ended because the hub could do nothing just then: it says nothing about what was tried. Answers why it ended. */
async function notTried({ host }: HubWorld, ids: readonly string[], why: unknown): Promise<unknown> {
  if (!isPassing(why) || ids.length === 0) return why
  const b = binder(host.database.dialect)
  const where = b.isOneOf('id', ids, host.database.dialect === 'postgres' ? 'uuid' : 'text')
  const sql = `update sync_attempts set tries = tries - 1 where ${where}`
  // Where even that cannot be written, the count stays.
  await host.database.transact((session) => session.run(sql, b.values)).catch(() => undefined)
  return why
}
const ended = async ({ host }: HubWorld, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const b = binder(host.database.dialect)
  const where = b.isOneOf('id', ids, host.database.dialect === 'postgres' ? 'uuid' : 'text')
  await host.database.transact((session) => session.run(`delete from sync_attempts where ${where}`, b.values, true))
}

export const quarantine = (world: HubWorld, device: string, why: string, sent: readonly SentIntent[]): Promise<void> =>
  world.host.database.transact(async (session) => {
    for (const one of sent) {
      const b = binder(session.dialect)
      const values = [
        b.mark(device, 'text'),
        b.mark(world.now(), 'timestamptz'),
        b.mark(why, 'text'),
        b.mark(JSON.stringify(one).slice(0, 2_000_000), 'text'),
      ]
      await session.run(`insert into sync_quarantine (device, at, why, body) values (${values.join(', ')})`, b.values)
    }
  })
