import type { Words } from '../../core/kernel/words.ts'
import { say } from '../../core/kernel/words.ts'
import { policyHere } from '../policy/policy.ts'
import type { Harmony } from '../compose.ts'
import { wasLost } from '../sync/lost-device.ts'
import { rescue, saidOf, type Rescued } from '../sync/rescue.ts'
import { enrolFolder, isDevice, openFieldDevice, type OpenDevice } from '../sync/field-device.ts'
import { keyByPassword, keyByStore, mustBeKept, rememberInStore, type OsStore } from './key-file.ts'
import { openOwn, protectFolder } from './own-data.ts'
import { isOwn } from './own-place.ts'
import { KeyTrouble } from './trouble.ts'

/** What stands between a person and their device, as the first screen shows it. */
export interface GateState {
  readonly asks: 'enrol' | 'protect' | 'unlock'
  readonly doing: 'nothing' | 'opening' | 'asking' | 'loading' | 'ready'
  readonly done: number
  readonly of: number
  /** A sentence in the language of whoever looks. */
  readonly trouble: string | null
  /** The hub that the settings name; where the organisation does, there is no other. */
  readonly hub: string | null
  readonly hubManaged: boolean
  /** The file of the device is damaged: what was captured in it can be brought out. */
  readonly damaged: boolean
}
/** The first screen of encrypted data, whatever shows it: a browser's page or the desktop's window. It opens the data once. */
export interface DeviceGate<Opened = OpenDevice> {
  readonly of: 'device' | 'own'
  state(words: Words): GateState
  unlock(password: string): void
  /** Of a company's own data: its key and its empty file are made. `asks`: the password opens it at every start, and no key store. */
  protect(password: string, asks?: boolean): void
  /** Of a device: it takes its place at its hub. */
  enrol(wish: { readonly hub: string; readonly code: string; readonly password: string; readonly ca?: string | undefined; readonly language: string }): void // prettier-ignore
  /** Of a device whose file is damaged: brings out what was captured and puts the file aside, so that a device can be enrolled anew. */
  rescue(): void
  /** Tries the key store of the system; nothing happens where it was never used. */
  byStore(): Promise<void>
  readonly opened: Promise<Opened>
  /** The device that was here was reported lost, and no other one is here yet. */
  lost(): boolean
}

/** Wrong passwords before one has to wait; then a second, doubling up to a quarter of an hour. */
const freeFailures = 5
const longestWait = 900

export const openGate = (folder: string, store?: OsStore, clock?: () => number): DeviceGate =>
  gateTo({ of: 'device', there: isDevice, open: openFieldDevice, rescue }, folder, store, clock)
/** `opening` stands in for whoever wants to see what keeps a file from being opened. */
export const openOwnGate = (folder: string, store?: OsStore, clock?: () => number, opening = openOwn): DeviceGate<Harmony> =>
  gateTo({ of: 'own', there: isOwn, open: opening }, folder, store, clock)

interface Behind<Opened> {
  readonly of: 'device' | 'own'
  there(folder: string): boolean
  open(folder: string, key: Buffer): Promise<Opened>
  rescue?(folder: string, key: Buffer, at: string): Rescued
}
function gateTo<Opened>(behind: Behind<Opened>, folder: string, store?: OsStore, clock: () => number = Date.now): DeviceGate<Opened> {
  let open: (data: Opened) => void = () => undefined
  const opened = new Promise<Opened>((resolve) => (open = resolve))
  let doing: GateState['doing'] = 'nothing'
  let trouble: { readonly code: string; readonly about: Readonly<Record<string, string>> } | undefined
  const lost = (): boolean => behind.of === 'device' && wasLost(folder)
  if (lost()) trouble = { code: 'sync.lost', about: {} }
  let [done, of] = [0, 0]
  let failures = 0
  let failedAt = 0
  /** Opens a file that is damaged. */
  let damagedBy: Buffer | undefined

  /** One thing at a time; what goes wrong is said, and everything stands as before. */
  const trying = async (work: () => Promise<Opened | undefined>): Promise<void> => {
    if (doing !== 'nothing') return
    doing = 'opening'
    trouble = undefined
    try {
      const data = await work()
      failures = 0
      doing = data ? 'ready' : 'nothing'
      if (data) open(data)
    } catch (error) {
      doing = 'nothing'
      if (!(error instanceof KeyTrouble)) {
        trouble = { code: 'sync.broken', about: { operation: 'Harmony', why: error instanceof Error ? error.message : String(error) } }
        return
      }
      if (error.code === 'sync.wrongDevicePassword') {
        failures += 1
        failedAt = clock()
      }
      trouble = { code: error.code, about: error.about }
    }
  }
  const opening = (key: Buffer): Promise<Opened> =>
    behind.open(folder, key).catch((error: unknown) => {
      if (error instanceof KeyTrouble && error.code === 'sync.deviceBroken') damagedBy = key
      throw error
    })
  const patient = (): void => {
    const seconds = failures < freeFailures ? 0 : Math.min(longestWait, 2 ** (failures - freeFailures))
    const left = Math.ceil(seconds - (clock() - failedAt) / 1000)
    if (left > 0) throw new KeyTrouble('sync.tooManyUnlocks', { seconds: String(left) })
  }
  return {
    of: behind.of,
    opened,
    lost,
    state: (words) => {
      const { there, broken } = lookedAt(folder, behind)
      const wrong = trouble ?? broken
      const hub = policyHere()
        .effective()
        .settings.find(({ key }) => key === 'HubUrl')!
      return {
        asks: there ? 'unlock' : behind.of === 'own' ? 'protect' : 'enrol',
        doing,
        done,
        of,
        trouble: wrong ? say(words, wrong.code, wrong.about) : null,
        hub: hub.value as string | null,
        hubManaged: hub.managed && hub.value !== null,
        damaged: damagedBy !== undefined,
      }
    },
    unlock: (password) =>
      void trying(async () => {
        patient()
        await mustBeKept(store)
        const key = await keyByPassword(folder, password)
        const data = await opening(key)
        // The next start needs no password where the system keeps the key; after a change of its store it is put there anew.
        await rememberInStore(folder, key, store)
        return data
      }),
    protect: (password, asks = false) =>
      void trying(async () => {
        if (behind.of !== 'own') throw new KeyTrouble('sync.notEnrolled')
        await mustBeKept(store)
        const { opened: data, key } = await protectFolder(folder, password, asks)
        await rememberInStore(folder, key, store)
        return data as Opened
      }),
    enrol: (wish) =>
      void trying(async () => {
        if (behind.of !== 'device') throw new KeyTrouble('sync.folderTaken', { folder })
        await mustBeKept(store)
        const { device, key } = await enrolFolder(folder, {
          ...wish,
          progress: (phase, progress) => {
            doing = phase
            if (progress) [done, of] = [progress.done, progress.of]
          },
        })
        await rememberInStore(folder, key, store)
        return device as Opened
      }),
    rescue: () =>
      void trying(async () => {
        if (!damagedBy || !behind.rescue) throw new KeyTrouble('sync.notEnrolled')
        const found = behind.rescue(folder, damagedBy, new Date(clock()).toISOString())
        damagedBy = undefined
        trouble = saidOf(found)
        return undefined
      }),
    byStore: () =>
      trying(async () => {
        const key = behind.there(folder) ? await keyByStore(folder, store) : undefined
        if (!key) throw new NotKept()
        return opening(key)
      }).then(() => {
        if (trouble?.about['why'] === notKept) trouble = undefined
      }),
  }
}
/** A folder whose key file cannot be read is a device all the same: nothing may be made in its place. */
function lookedAt(folder: string, behind: Behind<unknown>): { readonly there: boolean; readonly broken?: KeyTrouble } {
  try {
    return { there: behind.there(folder) }
  } catch (error) {
    if (error instanceof KeyTrouble) return { there: true, broken: error }
    throw error
  }
}
const notKept = 'not kept'
/** The system's store was never asked to keep this key: the person is asked instead, and nothing has gone wrong. */
class NotKept extends Error {
  constructor() {
    super(notKept)
  }
}
