import type { Instant } from '../../core/kernel/day.ts'
import type { Operation, Outcome, Read } from '../../core/kernel/operation.ts'
import { refuse, type Refusal } from '../../core/kernel/refusal.ts'
import type { CallNote } from '../../core/kernel/run.ts'
import { passwords, users } from '../../core/people/user.ts'
import { commandOf, versionOf } from '../../core/sync/deciding.ts'
import { devices, type Device } from '../../core/sync/device.ts'
import { intents, type Envelope } from '../../core/sync/intent.ts'
import { receive, type Arrived, type Received } from '../../core/sync/receive.ts'
import { canonicalJson } from '../../core/signing/canonical.ts'
import { withoutPermits, type HostCaller } from '../callers.ts'
import { signs, type Sealing } from '../sealing.ts'
import { databaseCode } from '../storage/connect.ts'
import { digestOf, headOf, pageAfter, rowsOf, steady, type FeedRow } from '../storage/feed.ts'
import { intentText } from '../storage/field.ts'
import type { StoreHost } from '../storage/host.ts'
import { sha256 } from '../storage/log.ts'
import type { Names } from '../storage/replica.ts'
import { inScopeSql, type Held, type Scope } from '../storage/scope.ts'
import { binder, type Session } from '../storage/session.ts'
import { tableOf } from '../storage/tables.ts'
import type { Access } from './access.ts'
import { SyncRefusal, type Grant, type Hello, type HelloReply, type Load, type LoadReply, type Pull, type PullReply, type Push, type PushReply, type Result, type SentIntent } from './messages.ts' // prettier-ignore

/** The hub's side of the protocol, without any transport: what the door and the simulator call. */
export interface HubSync {
  challenge(): Promise<{ readonly nonce: string }>
  hello(request: Hello): Promise<HelloReply>
  push(token: string, request: Push): Promise<PushReply>
  pull(token: string, request: Pull): Promise<PullReply>
  load(token: string, request: Load): Promise<LoadReply>
  /** The device whose token it is, as it stands now. */
  deviceOf(token: string): Promise<Device>
}
export interface HubWorld {
  readonly host: StoreHost
  readonly read: Read
  readonly held: Held
  readonly operations: ReadonlyMap<string, Operation>
  readonly sealing: Sealing
  readonly access: Access
  /** A person as a caller; `undefined` where nobody active has the id. */
  callerOf(user: string): Promise<HostCaller | undefined>
  now(): Instant
  setting(key: string): string | undefined
  readonly version: string
}

export const limits = { intents: 200, bytes: 1_048_576, page: 5_000 } as const
/** Milliseconds for which prices, terms and rights are certain without the hub: two weeks (`sync.md` 2.12). */
const leaseGood = 14 * 86_400_000
/** An intent that was begun so often and never ended is stored without being read. */
const mostTries = 3
/** Milliseconds between two notes of how a device does, where nothing changed. */
const seenEvery = 60_000

export const schemaOf = (held: Held): { readonly schema: string; readonly names: Names } => {
  const names: Record<string, readonly string[]> = {}
  for (const kind of held.kinds) for (const one of [kind, ...held.partsOf(kind)]) names[one.record] = Object.keys(one.shape.fields)
  return { names, schema: sha256(JSON.stringify(names)).slice(0, 16) }
}
/** Fingerprint of a scope: when it changes, the device needs another copy. */
export const scopeMark = (held: Held, scope: Scope): string =>
  sha256(
    JSON.stringify([
      scope.territories && [...scope.territories].sort(),
      scope.entities === 'all' ? 'all' : [...scope.entities].sort(),
      held.of(scope).map((kind) => kind.record),
    ]),
  ).slice(0, 16)

export function openHubSync(world: HubWorld): HubSync {
  const { held, access } = world
  const { schema, names } = schemaOf(held)
  const epoch = (): number => Number(world.setting('sync.epoch') ?? '1')
  const seen = lastSeen(world)
  const fresh = async (token: string): Promise<Device> => {
    const device = await world.read.get(devices, await access.deviceOf(token))
    if (!device) throw new SyncRefusal(401, 'sync.unknownDevice')
    return device
  }
  const scopeOf = async (device: Device): Promise<Scope> => {
    const caller = await world.callerOf(device.user)
    const person = await world.read.get(users, device.user)
    return {
      user: device.user,
      territories: person?.territories ?? null,
      entities: caller?.entities ?? [],
      permits: caller?.permits ?? new Set(),
    }
  }
  /** Gives nothing to a device that may have nothing. */
  const open = (device: Device): void => {
    if (device.state === 'lost' || device.state === 'retired') throw new SyncRefusal(423, 'sync.lost')
    if (device.state === 'suspended') throw new SyncRefusal(423, 'sync.suspended')
  }
  return {
    challenge: async () => ({ nonce: await access.challenge() }),
    deviceOf: fresh,
    hello: async (request) => {
      const device = /^[0-9a-f-]{36}$/.test(request.device) ? await world.read.get(devices, request.device) : undefined
      if (!device) throw new SyncRefusal(401, 'sync.unknownDevice')
      const { token, until } = await access.tokenFor(request, device)
      if (device.state === 'lost' || device.state === 'retired') throw new SyncRefusal(423, 'sync.lost')
      return {
        token,
        until,
        epoch: epoch(),
        time: world.now(),
        state: device.state,
        accepts: acceptedBy(world.operations),
        limits,
        grant: await grantFor(world, device),
        demo: world.setting('demo') === 'true',
        clock: world.setting('clock') ?? null,
      }
    },
    push: async (token, request) => {
      const device = await fresh(token)
      if (device.state === 'lost' || device.state === 'retired') {
        await quarantine(world, device.id, 'sync.lost', request.intents)
        throw new SyncRefusal(423, 'sync.lost')
      }
      if (request.epoch !== epoch()) throw new SyncRefusal(412, 'sync.otherEpoch', { epoch: String(epoch()) })
      const bytes = request.intents.reduce((sum, { body }) => sum + body.length, 0)
      if (request.intents.length > limits.intents) throw new SyncRefusal(413, 'sync.tooLarge', { limit: String(limits.intents) })
      if (bytes > limits.bytes && request.intents.length > 1) throw new SyncRefusal(413, 'sync.tooLarge', { limit: String(limits.bytes) })
      const results = await takeIn(world, device, request)
      const feedSeq = await world.host.database.read(headOf)
      return { epoch: epoch(), results, feedSeq, time: world.now() }
    },
    pull: async (token, request) => {
      const device = await fresh(token)
      open(device)
      const scope = await scopeOf(device)
      const mark = scopeMark(held, scope)
      if (request.epoch !== epoch()) return { reset: 'epoch', epoch: epoch(), scope: mark, time: world.now() }
      if (request.scope !== mark) return { reset: 'scope', epoch: epoch(), scope: mark, time: world.now() }
      const limit = Math.min(Math.max(1, Math.trunc(request.limit)), limits.page)
      const { page, inStep } = await world.host.database.transact(async (session) => {
        await steady(session)
        const found = await pageAfter(session, held, scope, request.since, limit)
        // What the copy is worth can only be said where it stands at the end of the feed.
        const ended = !found.more && found.rows.length === 0
        return { page: found, inStep: ended && request.digest !== null ? request.digest === (await digestOf(session, held, scope)) : null }
      })
      // A place beyond the end of the log is another hub's.
      if (request.since > page.next) return { reset: 'seal', epoch: epoch(), scope: mark, time: world.now() }
      await seen(device, request, page.next, inStep)
      if (inStep === false) return { reset: 'seal', epoch: epoch(), scope: mark, time: world.now() }
      const known = request.schema === schema
      return {
        epoch: epoch(),
        ...page,
        names: known ? null : names,
        schema,
        inStep,
        durable: Number(world.setting('sync.durable') ?? '0'),
        time: world.now(),
      }
    },
    load: async (token, request) => {
      const device = await fresh(token)
      open(device)
      const scope = await scopeOf(device)
      const limit = Math.min(Math.max(1, Math.trunc(request.limit)), 4 * limits.page)
      const portion = await world.host.database.transact(async (session) => {
        await steady(session)
        return portionOf(session, held, scope, request, limit)
      })
      return { epoch: epoch(), scope: scopeMark(held, scope), schema, names, ...portion }
    },
  }
}

const acceptedBy = (operations: ReadonlyMap<string, Operation>): Record<string, number> =>
  Object.fromEntries(
    [...operations.keys()].flatMap((name) => ((command) => (command ? [[name, versionOf(command)]] : []))(commandOf(operations, name))),
  )

async function grantFor(world: HubWorld, device: Device): Promise<Grant> {
  const user = await world.read.get(users, device.user)
  const password = await world.read.get(passwords, device.user)
  const about = {
    user: device.user,
    login: user?.login ?? '',
    verifier: user?.active ? (password?.verifier ?? null) : null,
    until: new Date(Date.parse(world.now()) + leaseGood).toISOString(),
  }
  const { key, signature } = await world.sealing.sign(`harmony-grant/1\n${device.id}\n${canonicalJson(about)}\n`)
  return { ...about, key, signature }
}

// ---- what comes

interface Read1 {
  readonly envelope: Envelope
  readonly sent: SentIntent
  readonly bodyHash: string
}
const idForm = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** An envelope whose form and signature are right; else why not. */
function readIntent(sent: SentIntent, device: Device): Read1 | { readonly id: string; readonly code: string } {
  let envelope: Envelope
  try {
    envelope = JSON.parse(sent.body) as Envelope
  } catch {
    return { id: '', code: 'sync.malformed' }
  }
  const id = typeof envelope?.id === 'string' ? envelope.id.slice(0, 36) : ''
  const texts = [envelope?.operation, envelope?.actor, envelope?.at, envelope?.zone]
  const wellFormed =
    envelope?.v === 1 && idForm.test(id) && texts.every((text) => typeof text === 'string') && Array.isArray(envelope.after) && Array.isArray(envelope.witness) && Number.isSafeInteger(envelope.version) && envelope.version >= 1 && (envelope.previous === null || idForm.test(envelope.previous)) // prettier-ignore
  if (!wellFormed || typeof sent.signature !== 'string') return { id, code: 'sync.malformed' }
  const bodyHash = sha256(sent.body)
  if (envelope.device !== device.id || !signs(device.publicKey, intentText(bodyHash), sent.signature))
    return { id, code: 'sync.badSignature' }
  if (envelope.actor !== device.user) return { id, code: 'sync.actorRevoked' }
  return { envelope, sent, bodyHash }
}

/** Takes a batch in, in its order: what cannot be believed is put aside, the rest is decided in one transaction. */
async function takeIn(world: HubWorld, device: Device, { intents: sent, hole = false }: Push): Promise<Result[]> {
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

const quarantine = (world: HubWorld, device: string, why: string, sent: readonly SentIntent[]): Promise<void> =>
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

// ---- what goes

const cursorOf = (record: string, after: string): string => JSON.stringify([record, after])

/** A portion of the whole copy, kind after kind and key after key: it needs no snapshot to be kept, for whatever changes meanwhile comes by the feed. */
async function portionOf(
  session: Session,
  held: Held,
  scope: Scope,
  request: Load,
  limit: number,
): Promise<Pick<LoadReply, 'seq' | 'rows' | 'cursor' | 'total'>> {
  const seq = await headOf(session)
  const kinds = held.of(scope)
  const { customers } = request
  if (customers) {
    const rows: FeedRow[] = []
    for (const kind of kinds) rows.push(...(await rowsOf(session, held, scope, kind, { customers: customers.slice(0, 500) })))
    return { seq, rows, cursor: null, total: rows.length }
  }
  const [record, key] = request.cursor === null ? [kinds[0]?.record, null] : (JSON.parse(request.cursor) as [string, string | null])
  const total = request.cursor === null ? await countOf(session, held, scope) : null
  const rows: FeedRow[] = []
  let at = Math.max(0, kinds.findIndex((kind) => kind.record === record)) // prettier-ignore
  let after = key
  while (at < kinds.length && rows.length < limit) {
    const kind = kinds[at]!
    const wanted = limit - rows.length
    const found = await rowsOf(session, held, scope, kind, { after, limit: wanted })
    rows.push(...found)
    if (found.length === wanted) return { seq, rows, cursor: cursorOf(kind.record, found.at(-1)!.id), total }
    at += 1
    after = null
  }
  return { seq, rows, cursor: at < kinds.length ? JSON.stringify([kinds[at]!.record, null]) : null, total }
}
async function countOf(session: Session, held: Held, scope: Scope): Promise<number> {
  let total = 0
  for (const kind of held.of(scope)) {
    const b = binder(session.dialect)
    const [row] = await session.rows(
      `select count(*) from ${tableOf(kind, session.dialect).name} t where ${inScopeSql(kind, 't', scope, held, b)}`,
      b.values,
    )
    total += Number(row![0])
  }
  return total
}

/** Notes how a device does. A device that only asks whether there is anything new is not written down each time. */
function lastSeen(world: HubWorld) {
  const noted = new Map<string, { at: number; mark: string }>()
  return async (device: Device, pull: Pull, next: number, inStep: boolean | null): Promise<void> => {
    const at = Date.parse(world.now())
    const mark = JSON.stringify([next, pull.unsent, pull.version, inStep])
    const before = noted.get(device.id)
    if (before && before.mark === mark && at - before.at < seenEvery && at >= before.at) return
    noted.set(device.id, { at, mark })
    await world.host.database.transact(async (session) => {
      const id = session.dialect === 'postgres' ? 'uuid' : 'text'
      const b = binder(session.dialect)
      const values = [
        b.mark(device.id, id), b.mark(world.now(), 'timestamptz'), b.mark(next, 'bigint'), b.mark(pull.unsent, 'bigint'), b.mark(pull.oldest, 'timestamptz'), b.mark(pull.version.slice(0, 40), 'text'),
        b.mark(pull.skew, 'bigint'), b.mark(inStep === true ? world.now() : null, 'timestamptz'), b.mark(inStep === true ? next : null, 'bigint'), b.mark(inStep === true ? pull.digest : null, 'text'),
      ] // prettier-ignore
      await session.run(
        `insert into device_seen (device, at, since, unsent, oldest, version, skew, sealed_at, sealed_seq, sealed) values (${values.join(', ')})
         on conflict (device) do update set at = excluded.at, since = excluded.since, unsent = excluded.unsent, oldest = excluded.oldest, version = excluded.version, skew = excluded.skew,
           sealed_at = coalesce(excluded.sealed_at, device_seen.sealed_at), sealed_seq = coalesce(excluded.sealed_seq, device_seen.sealed_seq), sealed = coalesce(excluded.sealed, device_seen.sealed)`,
        b.values,
      )
    })
  }
}
