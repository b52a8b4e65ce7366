import type { Outcome } from '../../core/kernel/operation.ts'
import { refuse, type Refusal } from '../../core/kernel/refusal.ts'
import type { CallNote, Transaction } from '../../core/kernel/run.ts'
import { Malformed } from '../../core/kernel/shape.ts'
import { commandOf, versionOf } from '../../core/sync/deciding.ts'
import type { Device } from '../../core/sync/device.ts'
import type { Envelope } from '../../core/sync/intent.ts'
import { receive, type Arrived, type Received } from '../../core/sync/receive.ts'
import { withoutPermits } from '../callers.ts'
import { signs, signsBeside } from '../signs.ts'
import { databaseCode } from '../storage/connect.ts'
import { intentText } from './capturing.ts'
import { sha256 } from '../storage/log.ts'
import { binder } from '../storage/session.ts'
import type { HubWorld } from './hub.ts'
import { envelopeOf } from './message-shapes.ts'
import type { Push, Result, SentIntent } from './messages.ts'
import { remembering, type Remembering } from './remembering.ts'

// What comes up: intents of a device, believed or put aside, and decided.

/** An intent that was begun so often and never ended is stored without being read. */
const mostTries = 3

interface Read1 {
  readonly envelope: Envelope
  readonly sent: SentIntent
  readonly bodyHash: string
}

/** An envelope of the right form; else why not. */
function readIntent(sent: SentIntent): Read1 | { readonly id: string } {
  try {
    return { envelope: envelopeOf(sent.body), sent, bodyHash: sha256(sent.body) }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return { id: idIn(sent.body) }
  }
}
/** Why it is not believed that this device's person did it. What was believed before, byte for byte, is not looked at again. */
function doubtOf({ envelope, sent, bodyHash }: Read1, device: Device, before: string | undefined, genuine: Genuine): string | undefined {
  if (envelope.device !== device.id) return 'sync.badSignature'
  const signed = before === bodyHash || (genuine.get(sent) ?? signs(device.publicKey, intentText(bodyHash), sent.signature))
  if (!signed) return 'sync.badSignature'
  return envelope.actor === device.user ? undefined : 'sync.actorRevoked'
}
/** What calls itself an id, so that the device knows which one it was. */
const idIn = (body: string): string => /"id":"([0-9a-f-]{36})"/.exec(body)?.[1] ?? ''

/** Signatures that were looked at already. */
type Genuine = ReadonlyMap<SentIntent, boolean>
/** From so many on, signatures are looked at by the threads beside; fewer are done sooner than handed over. */
const worthHandingOver = 50
async function genuineOf(device: Device, fresh: readonly Read1[]): Promise<Genuine> {
  if (fresh.length < worthHandingOver) return new Map()
  const looked = fresh.map(async ({ sent, bodyHash }) => [sent, await signsBeside(device.publicKey, intentText(bodyHash), sent.signature)] as const) // prettier-ignore
  return new Map(await Promise.all(looked))
}

/** Takes a batch in, in its order: what cannot be believed is put aside, the rest is decided in one transaction. After the first that cannot be, nothing is looked at. */
export async function takeIn(world: HubWorld, device: Device, { intents: sent, hole = false }: Push): Promise<Result[]> {
  const read = sent.map(readIntent)
  const well = read.flatMap((one) => ('envelope' in one ? [one] : []))
  const known = await hashesOf(world, well.map((one) => one.envelope.id)) // prettier-ignore
  const genuine = await genuineOf(device, well.filter((one) => known.get(one.envelope.id) !== one.bodyHash)) // prettier-ignore
  const here = new Map<string, string>()
  const ready: Read1[] = []
  const stop = async (): Promise<Result | undefined> => {
    for (const [index, one] of read.entries()) {
      if (!('envelope' in one)) {
        await quarantine(world, device.id, 'sync.malformed', [sent[index]!])
        return { id: one.id, state: 'refused', code: 'sync.malformed' }
      }
      const { envelope, bodyHash } = one
      const { id } = envelope
      const before = known.get(id) ?? here.get(id)
      const doubt = doubtOf(one, device, before, genuine) ?? (before !== undefined && before !== bodyHash ? 'sync.idReused' : undefined)
      if (doubt !== undefined) {
        await quarantine(world, device.id, doubt, [one.sent])
        return { id, state: 'refused', code: doubt }
      }
      const command = commandOf(world.operations, envelope.operation)
      if (!command || envelope.version > versionOf(command)) return { id, state: 'tooNew', operation: envelope.operation }
      if (before === undefined && !(hole && index === 0) && !(await follows(world, envelope, here)))
        return { id, state: 'gap', previous: envelope.previous }
      ready.push(one)
      here.set(id, bodyHash)
    }
    return undefined
  }
  const stopped = await stop()
  return [...(await decideAll(world, device, ready, known)), ...(stopped ? [stopped] : [])]
}

/** What came before under these ids. */
async function hashesOf({ host }: HubWorld, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const b = binder(host.database.dialect)
  const where = b.isOneOf('id', ids, host.database.dialect === 'postgres' ? 'uuid' : 'text')
  const rows = await host.database.read((session) => session.rows(`select id, body_hash from intents where ${where}`, b.values, true))
  return new Map(rows.map(([id, hash]) => [id as string, hash as string]))
}

/** Is the one before it here? */
async function follows(world: HubWorld, { previous }: Envelope, here: ReadonlyMap<string, string>): Promise<boolean> {
  if (previous === null || here.has(previous)) return true
  return (await hashesOf(world, [previous])).size > 0
}

async function decideAll(world: HubWorld, device: Device, batch: readonly Read1[], known: ReadonlyMap<string, string>): Promise<Result[]> {
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
    device,
    receivedAt: world.now(),
    ...(one.sent.number ? { numberBefore: one.sent.number } : {}),
    ...(why ? { unread: why } : {}),
  })
  const noteOf = (one: Read1): CallNote => ({
    id: `intent/${one.envelope.id}`,
    operation: one.envelope.operation,
    user: one.envelope.actor,
    input: one.sent.body,
    inputHash: one.bodyHash,
  })
  const memories = new WeakMap<Transaction, Remembering>()
  const taking =
    (one: Read1, why: Refusal | undefined) =>
    async (tx: Transaction): Promise<Outcome> => {
      const memory = memories.get(tx) ?? remembering(tx.read)
      memories.set(tx, memory)
      const decision = await receive(world.operations, arrived(one, why), memory.read, tx.now)
      tx.apply(decision.changes)
      memory.changed(decision.changes)
      return { ok: true, result: decision.result as never }
    }
  let outcomes: Outcome[]
  try {
    outcomes = await host.onceEach(batch.map(noteOf), caller, (tx, i) => taking(batch[i]!, reason(batch[i]!.envelope.id))(tx))
  } catch (error) {
    if (databaseCode(error) !== '') throw error
    outcomes = []
    // Something among them breaks: each alone then, and the one that breaks is stored without being read.
    for (const one of batch)
      outcomes.push(
        await host
          .once(noteOf(one), caller, taking(one, reason(one.envelope.id)))
          .catch((why: unknown) => host.once(noteOf(one), caller, taking(one, refuse('sync.broken', { operation: one.envelope.operation, why: String(why).slice(0, 200) })))), // prettier-ignore
      )
  }
  await ended(world, fresh)
  return outcomes.map((outcome, i) =>
    outcome.ok
      ? { id: batch[i]!.envelope.id, ...(outcome.result as unknown as Received) }
      : { id: batch[i]!.envelope.id, state: 'refused', code: outcome.refusal.refused },
  )
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
