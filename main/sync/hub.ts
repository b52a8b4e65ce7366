import type { Instant } from '../../core/kernel/day.ts'
import type { Operation, Read } from '../../core/kernel/operation.ts'
import { passwords, users } from '../../core/people/user.ts'
import { commandOf, versionOf } from '../../core/sync/deciding.ts'
import { devices, type Device } from '../../core/sync/device.ts'
import { canonicalJson } from '../../core/signing/canonical.ts'
import type { HostCaller } from '../callers.ts'
import type { Sealing } from '../sealing.ts'
import { digestOf, headOf, pageAfter, steady } from '../storage/feed.ts'
import type { StoreHost } from '../storage/host.ts'
import { sha256 } from '../storage/log.ts'
import type { Names } from './replica.ts'
import type { Held, Scope } from '../storage/scope.ts'
import type { Files } from '../files.ts'
import type { Access } from './access.ts'
import { epochSetting, newEpoch } from './epoch.ts'
import { openBlobStore } from './blob-store.ts'
import { portionOf } from './giving.ts'
import { takePapers } from './lost-numbers.ts'
import { SyncRefusal, type BlobPart, type BlobState, type Grant, type Hello, type HelloReply, type Load, type LoadReply, type Pull, type PullReply, type Push, type PushReply, type SentIntent } from './messages.ts' // prettier-ignore
import type { Joinable } from '../transactions.ts'
import { lastSeen } from './seen.ts'
import { isBeyondFeed, sweepDevices } from './sweeping.ts'
import { quarantine, takeIn } from './taking.ts'

/** The hub's side of the protocol, without any transport: what the door and the simulator call. */
export interface HubSync {
  challenge(): Promise<{ readonly nonce: string }>
  hello(request: Hello): Promise<HelloReply>
  push(token: string, request: Push): Promise<PushReply>
  pull(token: string, request: Pull): Promise<PullReply>
  load(token: string, request: Load): Promise<LoadReply>
  /** What is here of a file, and what the device sends of it; `null`: nothing. */
  blobState(token: string, hash: string): Promise<BlobState | null>
  putBlob(token: string, hash: string, part: BlobPart): Promise<BlobState>
  /** The device whose token it is, as it stands now. */
  deviceOf(token: string): Promise<Device>
  /** What a second copy of a device's queue holds, whatever has become of the device; its signatures are looked at as always. Answers how much is here now. */
  takeEscrow(device: string, intents: readonly SentIntent[]): Promise<number>
  /** Removes what is kept only while something is under way. Answers how many rows went. */
  sweep(): Promise<number>
  /** The database was restored from a backup: a new timeline begins. Answers its number. */
  newEpoch(): Promise<number>
}
export interface HubWorld {
  readonly host: StoreHost
  readonly read: Read
  readonly held: Held
  readonly operations: ReadonlyMap<string, Operation>
  readonly sealing: Sealing
  readonly files: Files
  readonly access: Access
  /** A person as a caller; `undefined` where nobody active has the id. */
  callerOf(user: string): Promise<HostCaller | undefined>
  now(): Instant
  setting(key: string): string | undefined
  /** What is written in the transaction of a call. */
  readonly join: Joinable['join']
  readonly version: string
}

/** Place of the feed up to which a verified backup goes. */
export const durableSetting = 'sync.durable'
export const limits = { intents: 200, bytes: 1_048_576, page: 5_000 } as const
/** From so many intents on looking at one signature and keeping what it says costs less than a look at each. */
const together = 20
/** Milliseconds for which prices, terms and rights are certain without the hub: two weeks (`sync.md` 2.12). */
const leaseGood = 14 * 86_400_000

export interface Schema {
  readonly schema: string
  readonly names: Names
}
const schemas = new WeakMap<Held, Schema>()
export const schemaOf = (held: Held): Schema => {
  let schema = schemas.get(held)
  if (!schema) schemas.set(held, (schema = schemaIn(held)))
  return schema
}
const schemaIn = (held: Held): Schema => {
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
      ...(scope.bounds
        ? [
            [...scope.bounds.team].sort(),
            [...scope.bounds.territories].sort(),
            [...scope.bounds.rights].sort(([a], [b]) => (a < b ? -1 : 1)),
          ]
        : []),
    ]),
  ).slice(0, 16)

export function openHubSync(world: HubWorld): HubSync {
  const { held, access } = world
  const { schema, names } = schemaOf(held)
  let begun = 0
  const epoch = (): number => Math.max(begun, Number(world.setting(epochSetting) ?? '1'))
  const seen = lastSeen(world)
  const accepts = acceptedBy(world.operations)
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
      ...(caller?.bounds ? { bounds: caller.bounds } : {}),
    }
  }
  /** Gives nothing to a device that may have nothing. */
  const open = (device: Device): void => {
    if (device.state === 'lost' || device.state === 'retired') throw new SyncRefusal(423, 'sync.lost')
    if (device.state === 'suspended') throw new SyncRefusal(423, 'sync.suspended')
  }
  const blobs = openBlobStore(world, world.files, epoch)
  /** A device that is lost sends nothing that is kept; one that is suspended still delivers. */
  const sender = async (token: string): Promise<Device> => {
    const device = await fresh(token)
    if (device.state === 'lost' || device.state === 'retired') throw new SyncRefusal(423, 'sync.lost')
    return device
  }
  return {
    blobState: async (token, hash) => {
      return (await blobs.stateOf(await sender(token), hash)) ?? null
    },
    putBlob: async (token, hash, part) => blobs.put(await sender(token), hash, part),
    challenge: async () => ({ nonce: await access.challenge() }),
    deviceOf: fresh,
    takeEscrow: async (id, intents) => {
      const device = await world.read.get(devices, id)
      if (!device) throw new SyncRefusal(401, 'sync.unknownDevice')
      let taken = 0
      // What is missing before one of them is gone for good with the laptop: it holds up none of those after it.
      for (let [at, hole] = [0, true]; at < intents.length;) {
        const portion = intents.slice(at, at + limits.intents)
        const results = await takeIn(world, device, { epoch: epoch(), intents: portion, hole })
        taken += results.filter(({ state }) => state === 'applied' || state === 'attention').length
        const gap = results.at(-1)?.state === 'gap'
        hole = gap || results.at(-1)?.state === 'refused' || results.at(-1)?.state === 'tooNew'
        at += Math.max(1, gap ? results.length - 1 : results.length)
      }
      return taken
    },
    sweep: () => sweepDevices(world),
    newEpoch: async () => (begun = await newEpoch(world.host, world.join)),
    hello: async (request) => {
      const device = /^[0-9a-f-]{36}$/.test(request.device) ? await world.read.get(devices, request.device) : undefined
      if (!device) throw new SyncRefusal(401, 'sync.unknownDevice')
      const { token, tokenGood } = await access.tokenFor(request, device)
      if (device.state === 'lost' || device.state === 'retired') throw new SyncRefusal(423, 'sync.lost')
      return {
        token,
        tokenGood,
        epoch: epoch(),
        time: world.now(),
        state: device.state,
        accepts,
        limits,
        together,
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
      const papers = request.papers?.length ? await takePapers(world, device, request.papers) : {}
      const results = await takeIn(world, device, request)
      const feedSeq = await world.host.database.read(headOf)
      return { epoch: epoch(), results, feedSeq, time: world.now(), ...papers }
    },
    pull: async (token, request) => {
      const device = await sender(token)
      const scope = await scopeOf(device)
      const mark = scopeMark(held, scope)
      // Before anything else, to a suspended device too: it brings what the hub has lost, and gets nothing.
      if (request.epoch !== epoch()) return { reset: 'epoch', epoch: epoch(), scope: mark, time: world.now() }
      open(device)
      if (request.scope !== mark) return { reset: 'scope', epoch: epoch(), scope: mark, time: world.now() }
      const limit = Math.min(Math.max(1, Math.trunc(request.limit)), limits.page)
      const { page, inStep, durable, away } = await world.host.database.transact(async (session) => {
        await steady(session)
        const found = await pageAfter(session, held, scope, request.since, limit)
        // What the copy is worth can only be said where it stands at the end of the feed.
        const ended = !found.more && found.rows.length === 0
        const compared = ended && request.digest !== null ? request.digest === (await digestOf(session, held, scope)) : null
        // Read where the page is read: whoever writes backups does it beside the log.
        const [proved] = await session.rows(`select value from settings where key = '${durableSetting}'`)
        const beyond = found.more && (await isBeyondFeed(session, request.since, world.now()))
        return { page: found, inStep: compared, durable: Number(proved?.[0] ?? '0'), away: beyond }
      })
      // A place beyond the end of the log is another hub's, and of one that is too far back the copy is sooner there than the way to it.
      if (request.since > page.next || away) return { reset: 'seal', epoch: epoch(), scope: mark, time: world.now() }
      await seen(device, request, page.next, inStep)
      if (inStep === false) return { reset: 'seal', epoch: epoch(), scope: mark, time: world.now() }
      const known = request.schema === schema
      return {
        epoch: epoch(),
        ...page,
        names: known ? null : names,
        schema,
        inStep,
        durable,
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
      return { asked: request.asked, epoch: epoch(), scope: scopeMark(held, scope), schema, names, ...portion }
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
