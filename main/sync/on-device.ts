import type { Instant } from '../../core/kernel/day.ts'
import type { Operation, Outcome, Read } from '../../core/kernel/operation.ts'
import { refuse } from '../../core/kernel/refusal.ts'
import { users } from '../../core/people/user.ts'
import type { HarmonyCall } from '../calls.ts'
import type { HostCaller } from '../callers.ts'
import type { Files } from '../files.ts'
import type { Sealing } from '../sealing.ts'
import { setState, stateOf, type FieldWorld } from './capturing.ts'
import { databaseCode } from '../storage/connect.ts'
import type { StoreHost } from '../storage/host.ts'
import { openReplica, type Replica } from './replica.ts'
import { snake } from '../storage/columns.ts'
import type { Held, Scope } from '../storage/scope.ts'
import { binder, type Session } from '../storage/session.ts'
import { versionOf } from '../version.ts'
import { openDeviceSync, type DeviceSync, type Progress, type Transport } from './device.ts'
import type { HelloReply } from './messages.ts'
import type { Reserve } from './reserve.ts'
import { graceDays, unknownReach, type ReachCell } from './reach.ts'

/** A device in the field, opened: its copy, its queue, its way to the hub. */
export interface Device {
  readonly replica: Replica
  readonly sync: DeviceSync
  state(): Promise<ReadonlyMap<string, string>>
  /** What the last round is doing, for whoever looks. */
  progress(): Progress | undefined
  now(): Instant
  /** How the way to the hub is, as whoever runs the rounds knows it. */
  readonly reach: ReachCell
  /** The device's public key, 64 hex digits. */
  key(): Promise<string>
}
interface DeviceSetting {
  readonly host: StoreHost
  readonly field: FieldWorld
  readonly read: Read
  readonly sealing: Pick<Sealing, 'ownKey'>
  callerOf(user: string): Promise<HostCaller | undefined>
  /** Whatever is remembered of people is read again. */
  forget(): void
  at(): Instant
  readonly transport: Transport | undefined
  readonly files: Pick<Files, 'get'>
  /** Settings were written. */
  refreshed(): Promise<void>
}

const unreachable: Transport = {
  challenge: () => Promise.reject(new Error('no hub is set up')),
  hello: () => Promise.reject(new Error('no hub is set up')),
  push: () => Promise.reject(new Error('no hub is set up')),
  pull: () => Promise.reject(new Error('no hub is set up')),
  load: () => Promise.reject(new Error('no hub is set up')),
}

export async function openDevice({
  host,
  field,
  read,
  sealing,
  callerOf,
  forget,
  at,
  refreshed,
  files,
  transport = unreachable,
}: DeviceSetting): Promise<Device> {
  const { database } = host
  await database.transact(async (session) => {
    await loosen(session, field.held)
  })
  const replica = openReplica({ host, world: field, callerOf, nowOf: (caller) => host.now(caller), at: () => field.wall() })
  let progress: Progress | undefined
  const state = () => database.read(stateOf)
  const scope = async (): Promise<Scope> => {
    const user = (await state()).get('user') ?? ''
    // What came down may have changed the person's rights a moment ago.
    forget()
    const caller = await callerOf(user)
    const person = user === '' ? undefined : await read.get(users, user)
    return {
      user,
      territories: person?.territories ?? null,
      entities: caller?.entities ?? [],
      permits: caller?.permits ?? new Set(),
      ...(caller?.bounds ? { bounds: caller.bounds } : {}),
    }
  }
  const rounds = openDeviceSync({
    host,
    world: field,
    replica,
    transport,
    files,
    scope,
    granted: async (reply) => {
      await granted(host, reply)
      await refreshed()
    },
    version: versionOf(),
    progress: (now) => (progress = now),
  })
  const sync: DeviceSync = {
    token: () => rounds.token(),
    round: (options) => {
      progress = undefined
      return rounds.round(options)
    },
  }
  return { replica, sync, state, progress: () => progress, now: at, reach: unknownReach(field.wall()), key: () => sealing.ownKey() }
}

/**
 * A copy may be dropped and fetched again at any time, and what the hub gave to others may stand in it beside what this device made under the same number.
 * So what keeps the hub's books is not enforced here: immutable rows, unique numbers. The queue and the log keep their guards.
 */
async function loosen(session: Session, held: Held): Promise<void> {
  const kinds = held.kinds.flatMap((kind) => [kind, ...held.partsOf(kind)])
  const tables = new Set(kinds.map((kind) => snake(kind.record)))
  const found = await session.rows(
    `select type, name, tbl_name, sql from sqlite_master where type = 'trigger' or (type = 'index' and lower(sql) like 'create unique index%')`,
  )
  for (const [type, name, table, sql] of found as [string, string, string, string][]) {
    if (!tables.has(table)) continue
    await session.script(`drop ${type} "${name}"`)
    if (type === 'index') await session.script(sql.replace(/^create unique index/i, 'create index'))
  }
}

/** Keeps who may sign in without a network, and the clock of a demo company. */
const granted = (host: StoreHost, { grant, demo, clock }: HelloReply): Promise<void> =>
  host.database.transact(async (session) => {
    await setState(session, 'user', grant.user)
    await setState(session, 'login', grant.login)
    await session.run('delete from passwords')
    if (grant.verifier !== null) {
      const b = binder(session.dialect)
      await session.run(
        `insert into passwords ("user", verifier) values (${b.mark(grant.user, 'text')}, ${b.mark(grant.verifier, 'text')})`,
        b.values,
      )
    }
    for (const [key, value] of [
      ['demo', demo ? 'true' : null],
      ['clock', clock],
    ] as const) {
      await session.run('delete from settings where key = ?', [key])
      if (value !== null) await session.run('insert into settings (key, value) values (?, ?)', [key, value])
    }
  })

/** What a device does not do: what only the hub can, and capturing when its rights have been uncertain for too long. */
export async function onDevice(
  device: Device,
  operations: ReadonlyMap<string, Operation>,
  call: HarmonyCall,
): Promise<Outcome | undefined> {
  const operation = operations.get(call.operation)
  if (!operation || operation.does === 'query' || operation.does === 'calculate') return undefined
  if (operation.does === 'job' || operation.offline === 'never')
    return { ok: false, refusal: refuse('sync.onlyAtHub', { operation: operation.name }) }
  // Whoever is signed in may go on reading; signing in anew and capturing end with the lease.
  if (operation.offline === 'local' && operation.permit !== 'public') return undefined
  const state = await device.state()
  const [lease, user] = [state.get('lease'), state.get('user')]
  if (operation.offline === 'queue' && user !== undefined && call.caller.user !== user)
    return { ok: false, refusal: refuse('sync.notYourDevice', { login: state.get('login') ?? '' }) }
  const over = lease === undefined || Date.parse(device.now()) - Date.parse(lease) > graceDays * 86_400_000
  const since = dayOf(state.get('metAt') ?? lease)
  return over ? { ok: false, refusal: refuse('sync.leaseOver', { since, today: dayOf(device.now()) }) } : undefined
}

const dayOf = (moment: string | undefined): string => moment?.slice(0, 10) ?? '–'

/** A full disk is no bug: nothing was promised, nothing half done is kept, and what waits in the queue stays (`sync.md` 2.19, case 40). */
export async function orDiskFull(work: () => Promise<Outcome>, reserve?: Pick<Reserve, 'release'>): Promise<Outcome> {
  const once = async (last: boolean): Promise<Outcome> => {
    try {
      return await work()
    } catch (error) {
      if (databaseCode(error) !== 'SQLITE_FULL') throw error
      // Nothing of it was written. What was held back lets this one through.
      return !last && reserve?.release() ? once(true) : { ok: false, refusal: refuse('sync.diskFull') }
    }
  }
  return once(false)
}
