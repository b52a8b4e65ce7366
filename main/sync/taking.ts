import type { Outcome } from '../../core/kernel/operation.ts'
import { refuse, type Refusal } from '../../core/kernel/refusal.ts'
import type { CallNote } from '../../core/kernel/run.ts'
import { Malformed } from '../../core/kernel/shape.ts'
import { commandOf, versionOf } from '../../core/sync/deciding.ts'
import type { Device } from '../../core/sync/device.ts'
import { intents, type Envelope } from '../../core/sync/intent.ts'
import { receive, type Arrived, type Received } from '../../core/sync/receive.ts'
import { withoutPermits } from '../callers.ts'
import { signs } from '../signs.ts'
import { databaseCode } from '../storage/connect.ts'
import { intentText } from './capturing.ts'
import type { StoreHost } from '../storage/host.ts'
import { sha256 } from '../storage/log.ts'
import { binder } from '../storage/session.ts'
import type { HubWorld } from './hub.ts'
import { envelopeOf } from './message-shapes.ts'
import type { Push, Result, SentIntent } from './messages.ts'

// What comes up: intents of a device, believed or put aside, and decided.

/** An intent that was begun so often and never ended is stored without being read. */
const mostTries = 3

interface Read1 {
  readonly envelope: Envelope
  readonly sent: SentIntent
  readonly bodyHash: string
}

/** An envelope whose form and signature are right; else why not. */
function readIntent(sent: SentIntent, device: Device): Read1 | { readonly id: string; readonly code: string } {
  let envelope: Envelope
  try {
    envelope = envelopeOf(sent.body)
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return { id: idIn(sent.body), code: 'sync.malformed' }
  }
  const bodyHash = sha256(sent.body)
  const { id } = envelope
  if (envelope.device !== device.id || !signs(device.publicKey, intentText(bodyHash), sent.signature))
    return { id, code: 'sync.badSignature' }
  if (envelope.actor !== device.user) return { id, code: 'sync.actorRevoked' }
  return { envelope, sent, bodyHash }
}
/** What calls itself an id, so that the device knows which one it was. */
const idIn = (body: string): string => /"id":"([0-9a-f-]{36})"/.exec(body)?.[1] ?? ''

/** Takes a batch in, in its order: what cannot be believed is put aside, the rest is decided in one transaction. */
export async function takeIn(world: HubWorld, device: Device, { intents: sent, hole = false }: Push): Promise<Result[]> {
  const results: Result[] = []
  const batch: Read1[] = []
  for (const one of sent) {
    const read = readIntent(one, device)
    if (!('envelope' in read)) {
      await quarantine(world, device.id, read.code, [one])
      results.push({ id: read.id, state: 'refused', code: read.code })
      break
    }
    const command = commandOf(world.operations, read.envelope.operation)
    if (!command || read.envelope.version > versionOf(command)) {
      results.push({ id: read.envelope.id, state: 'tooNew', operation: read.envelope.operation })
      break
    }
    batch.push(read)
  }
  const known = await world.read.some(intents, batch.map((one) => one.envelope.id)) // prettier-ignore
  const ready: Read1[] = []
  const taken: Result[] = []
  for (const [index, one] of batch.entries()) {
    const { envelope, bodyHash } = one
    const before = known.get(envelope.id)
    if (before && before.bodyHash !== bodyHash) {
      await quarantine(world, device.id, 'sync.idReused', [one.sent])
      taken.push({ id: envelope.id, state: 'refused', code: 'sync.idReused' })
      break
    }
    if (!before && !(hole && index === 0) && !(await follows(world, envelope, ready))) {
      taken.push({ id: envelope.id, state: 'gap', previous: envelope.previous })
      break
    }
    ready.push(one)
  }
  return [...(await decideAll(world, device, ready)), ...taken, ...(taken.length > 0 ? [] : results)]
}

/** Is the one before it here? */
async function follows(world: HubWorld, envelope: Envelope, earlier: readonly Read1[]): Promise<boolean> {
  const { previous } = envelope
  if (previous === null || earlier.some((one) => one.envelope.id === previous)) return true
  return (await world.read.get(intents, previous)) !== undefined
}

async function decideAll(world: HubWorld, device: Device, batch: readonly Read1[]): Promise<Result[]> {
  if (batch.length === 0) return []
  const { host } = world
  const unread = device.state === 'suspended' ? refuse('sync.actorRevoked') : undefined
  const person = await world.callerOf(device.user)
  const caller = person ?? withoutPermits(device.user)
  const tries = await begun(world, batch.map((one) => one.envelope.id)) // prettier-ignore
  const reason = (id: string): Refusal | undefined => unread ?? (person ? undefined : refuse('sync.actorRevoked')) ?? ((tries.get(id) ?? 0) > mostTries ? refuse('sync.poison') : undefined) // prettier-ignore
  const arrived = (one: Read1, why: Refusal | undefined): Arrived => ({
    envelope: one.envelope,
    body: one.sent.body,
    bodyHash: one.bodyHash,
    signature: one.sent.signature,
    device,
    receivedAt: world.now(),
    ...(why ? { unread: why } : {}),
  })
  const noteOf = (one: Read1): CallNote => ({
    id: `intent/${one.envelope.id}`,
    operation: one.envelope.operation,
    user: one.envelope.actor,
    input: one.sent.body,
  })
  const taking =
    (one: Read1, why: Refusal | undefined) =>
    async (tx: Parameters<Parameters<StoreHost['once']>[2]>[0]): Promise<Outcome> => {
      const decision = await receive(world.operations, arrived(one, why), tx.read, tx.now)
      tx.apply(decision.changes)
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
  await ended(world, batch.map((one) => one.envelope.id)) // prettier-ignore
  return outcomes.map((outcome, i) =>
    outcome.ok
      ? { id: batch[i]!.envelope.id, ...(outcome.result as unknown as Received) }
      : { id: batch[i]!.envelope.id, state: 'refused', code: outcome.refusal.refused },
  )
}

/** Counts the tries outside the transaction of the intents: one that brings the process down must not be tried for ever. */
async function begun(world: HubWorld, ids: readonly string[]): Promise<Map<string, number>> {
  return world.host.database.transact(async (session) => {
    const tries = new Map<string, number>()
    for (const id of ids) {
      const b = binder(session.dialect)
      const [row] = await session.rows(
        `insert into sync_attempts (id, tries, at) values (${b.mark(id, session.dialect === 'postgres' ? 'uuid' : 'text')}, 1, ${b.mark(world.now(), 'timestamptz')}) on conflict (id) do update set tries = sync_attempts.tries + 1 returning tries`,
        b.values,
        true,
      )
      tries.set(id, Number(row![0]))
    }
    return tries
  })
}
const ended = (world: HubWorld, ids: readonly string[]): Promise<void> =>
  world.host.database.transact(async (session) => {
    const b = binder(session.dialect)
    await session.run(`delete from sync_attempts where ${b.isOneOf('id', ids, session.dialect === 'postgres' ? 'uuid' : 'text')}`, b.values)
  })

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
