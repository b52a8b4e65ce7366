import { existsSync, rmSync } from 'node:fs'
import { passwordFault, shortestPassword } from '../../core/people/access.ts'
import { openHarmony, type Harmony } from '../compose.ts'
import { databaseFileIn, prepareDataFolder } from '../data-folder.ts'
import { databaseKey, destroyKeys, hasKeys, markEnrolled, newKeys, readKeys } from '../keys/key-file.ts'
import { refuseUnsafePlace } from '../keys/safe-place.ts'
import { KeyTrouble } from '../keys/trouble.ts'
import { setState, stateOf } from './capturing.ts'
import { policyHere, type Effective } from '../policy/policy.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { saysDamaged } from '../storage/file-check.ts'
import { DatabaseFromFuture } from '../storage/migrate.ts'
import type { Progress, Transport } from './device.ts'
import { enrolAtHub, hubAddress } from './enrol-at-hub.ts'
import { httpTransport, type HttpTransport } from './http-transport.ts'
import { forgetLost } from './lost-device.ts'
import { openReserve } from './reserve.ts'
import { startLoop, type Loop, type LoopOptions } from './loop.ts'

/** A folder that this process alone may open. */
export interface HeldFolder {
  readonly folder: string
  release(): void
}
/** A device whose file is open. */
export interface OpenDevice {
  readonly harmony: Harmony
  /** Begins to meet the hub. */
  start(options: Pick<LoopOptions, 'log' | 'lost'>): Loop
  close(): Promise<void>
}

/** Looks whether a device can live in a folder, and takes hold of it: two of us on one file would be two devices with one key. */
export function holdFolder(folder: string): HeldFolder {
  refuseUnsafePlace(folder)
  prepareDataFolder(folder)
  const lock = lockFolder(folder)
  if (!lock) throw new KeyTrouble('sync.folderInUse', { folder })
  return { folder, release: lock.release }
}

/** What a folder is: a device, one that never came to be, or nothing. */
export const isDevice = (folder: string): boolean => hasKeys(folder) && readKeys(folder).enrolled

/** The way to the hub, known once the file is open. */
function laterTransport(): { readonly transport: Transport; set(real: HttpTransport): void; readonly real: () => HttpTransport } {
  let real: HttpTransport | undefined
  const known = (): HttpTransport => {
    if (!real) throw new KeyTrouble('sync.notEnrolled')
    return real
  }
  const transport: Transport = {
    challenge: async () => known().challenge(),
    hello: async (request) => known().hello(request),
    push: async (token, request) => known().push(token, request),
    pull: async (token, request) => known().pull(token, request),
    load: async (token, request) => known().load(token, request),
    blobs: { have: async (token, hash) => known().blobs.have(token, hash), put: async (token, hash, part) => known().blobs.put(token, hash, part) }, // prettier-ignore
  }
  return { transport, set: (found) => void (real = found), real: known }
}

async function opened(folder: string, key: Buffer): Promise<OpenDevice & { connect(): Promise<void> }> {
  const way = laterTransport()
  const reserve = openReserve(folder)
  const harmony = await openHarmony({ dataDir: folder, key: databaseKey(key), shape: 'field', transport: way.transport, reserve }).catch(
    (error: unknown) => {
      if (error instanceof DatabaseFromFuture) throw new KeyTrouble('sync.newerDatabase')
      throw saysDamaged(error) ? new KeyTrouble('sync.deviceBroken', { file: databaseFileIn(folder) }) : error
    },
  )
  let loop: Loop | undefined
  let connected = false
  let again = (): void => undefined
  let holding: NodeJS.Timeout | undefined
  // A person has compared the hub's key and believes it: from here on the device reaches for that one.
  const stopWatching = harmony.watch(({ events }) => {
    const key = events.find(({ event }) => event === 'sync.hubKeyAccepted')?.about['key']
    if (key !== undefined) void believe(key).catch(() => undefined)
  })
  const believe = async (key: string): Promise<void> => {
    await harmony.database.transact((session) => setState(session, 'hubPin', key))
    const before = connected ? way.real() : undefined
    await connect()
    again()
    before?.close()
    loop?.poke()
  }
  const connect = async (): Promise<void> => {
    const state = await harmony.database.read(stateOf)
    const [hub, pin, ca] = [state.get('hub'), state.get('hubPin'), state.get('hubCa')]
    if (hub === undefined) throw new KeyTrouble('sync.notEnrolled')
    way.set(httpTransport({ hub, ...(pin ? { pin } : {}), ...(ca ? { ca } : {}) }))
    connected = true
  }
  return {
    harmony,
    connect,
    start: (options) => {
      const pokes = (poke: () => void) => {
        const listening = (): (() => void) => way.real().listen(() => harmony.device!.sync.token(), poke)
        let stop = listening()
        again = () => {
          stop()
          stop = listening()
        }
        return () => stop()
      }
      // Held while there is room, and again once there is.
      void reserve.hold()
      holding = setInterval(() => void reserve.hold(), holdEvery).unref()
      return (loop = startLoop(harmony, { ...options, pokes }))
    },
    close: async () => {
      stopWatching()
      clearInterval(holding)
      await loop?.stop()
      if (connected) way.real().close()
      await harmony.close()
    },
  }
}

/** Opens a device's file and knows the way to its hub. */
export async function openFieldDevice(folder: string, key: Buffer): Promise<OpenDevice> {
  const device = await opened(folder, key)
  try {
    await device.connect()
    return device
  } catch (error) {
    await device.close()
    throw error
  }
}

export interface EnrolWish {
  readonly hub: string
  readonly code: string
  readonly password: string
  readonly ca?: string | undefined
  readonly language: string
  /** Tells what is being done, and of the first load how far it is. */
  progress?(phase: 'asking' | 'loading', progress?: Progress): void
}
/** Milliseconds between two looks whether there is room for the reserve. */
const holdEvery = 60_000
/** Milliseconds between two words about the first load. */
const tellEvery = 150

/** Where the organisation names the hub, no other gets to know a laptop of theirs. */
function mustBeOurHub(hub: string, { values, settings }: Effective): void {
  const managed = settings.some(({ key, managed: theirs }) => key === 'HubUrl' && theirs)
  if (managed && values.HubUrl !== null && hubAddress(values.HubUrl) !== hub) throw new KeyTrouble('sync.otherHub', { hub: values.HubUrl })
}

/** Makes a folder a device of somebody: its key, its encrypted file, its place at the hub, and what its territory holds. */
export async function enrolFolder(folder: string, wish: EnrolWish): Promise<{ device: OpenDevice; key: Buffer; loaded: boolean }> {
  const hub = hubAddress(wish.hub)
  const organisation = policyHere().effective()
  mustBeOurHub(hub, organisation)
  const fault = passwordFault(wish.password, '')
  if (fault) throw new KeyTrouble(fault, { least: String(shortestPassword) })
  if (isDevice(folder)) throw new KeyTrouble('sync.alreadyEnrolled', { folder })
  const taken = hasKeys(folder) ? readKeys(folder).of === 'own' : existsSync(databaseFileIn(folder))
  if (taken) throw new KeyTrouble('sync.folderTaken', { folder })
  // What an attempt before left: no hub knows it, and nothing was ever captured in it.
  discard(folder)
  wish.progress?.('asking')
  const key = await newKeys(folder, wish.password)
  let device: Awaited<ReturnType<typeof opened>> | undefined
  try {
    device = await opened(folder, key)
    const { harmony } = device
    const found = await enrolAtHub({ ...wish, hub, publicKey: await harmony.device!.key() })
    const { RecoveryPublicKey } = organisation.values
    if (RecoveryPublicKey !== null && found.recoveryKey !== RecoveryPublicKey) throw new KeyTrouble('sync.otherRecoveryKey')
    const { id, shortCode, user } = found.device
    const facts = {
      device: id,
      shortCode,
      user,
      login: found.login,
      hub,
      hubKey: found.hubKey,
      recoveryKey: found.recoveryKey,
      hubPin: found.pin ?? '',
      hubCa: wish.ca ?? '',
    }
    await harmony.database.transact(async (session) => {
      for (const [name, value] of Object.entries(facts)) await setState(session, name, value)
    })
    markEnrolled(folder, key, found.recoveryKey)
    forgetLost(folder)
    await device.connect()
  } catch (error) {
    await device?.close()
    discard(folder)
    throw error
  }
  return { device, key, loaded: await firstLoad(device.harmony, wish) }
}

/** Fetches the copy. A line that breaks is no failure of the enrolment: it goes on where it stopped when the device is started. */
async function firstLoad(harmony: Harmony, { progress }: EnrolWish): Promise<boolean> {
  progress?.('loading')
  const timer = setInterval(() => progress?.('loading', harmony.device!.progress()), tellEvery)
  try {
    await harmony.device!.sync.round({ compare: true })
    return true
  } catch {
    return false
  } finally {
    clearInterval(timer)
  }
}

function discard(folder: string): void {
  // A company's own data is no attempt of anybody.
  if (!hasKeys(folder) || readKeys(folder).of === 'own') return
  const file = databaseFileIn(folder)
  for (const path of [file, `${file}-wal`, `${file}-shm`]) rmSync(path, { force: true })
  destroyKeys(folder)
}
