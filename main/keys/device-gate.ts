import type { Words } from '../../core/kernel/words.ts'
import { say } from '../../core/kernel/words.ts'
import { policyHere } from '../policy/policy.ts'
import { enrolFolder, isDevice, openFieldDevice, type OpenDevice } from '../sync/field-device.ts'
import { keyByPassword, keyByStore, mustBeKept, rememberInStore, type OsStore } from './key-file.ts'
import { KeyTrouble } from './trouble.ts'

/** What stands between a person and their device, as the first screen shows it. */
export interface GateState {
  readonly asks: 'enrol' | 'unlock'
  readonly doing: 'nothing' | 'opening' | 'asking' | 'loading' | 'ready'
  readonly done: number
  readonly of: number
  /** A sentence in the language of whoever looks. */
  readonly trouble: string | null
  /** The hub that the settings name; where the organisation does, there is no other. */
  readonly hub: string | null
  readonly hubManaged: boolean
}
/** The first screen of a device, whatever shows it: a browser's page or the desktop's window. It opens the device once. */
export interface DeviceGate {
  state(words: Words): GateState
  unlock(password: string): void
  enrol(wish: { readonly hub: string; readonly code: string; readonly password: string; readonly ca?: string | undefined; readonly language: string }): void // prettier-ignore
  /** Tries the key store of the system; nothing happens where it was never used. */
  byStore(): Promise<void>
  readonly opened: Promise<OpenDevice>
}

/** Wrong passwords before one has to wait; then a second, doubling up to a quarter of an hour. */
const freeFailures = 5
const longestWait = 900

export function openGate(folder: string, store?: OsStore, clock: () => number = Date.now): DeviceGate {
  let open: (device: OpenDevice) => void = () => undefined
  const opened = new Promise<OpenDevice>((resolve) => (open = resolve))
  let doing: GateState['doing'] = 'nothing'
  let trouble: { readonly code: string; readonly about: Readonly<Record<string, string>> } | undefined
  let [done, of] = [0, 0]
  let failures = 0
  let failedAt = 0

  /** One thing at a time; what goes wrong is said, and everything stands as before. */
  const trying = async (work: () => Promise<OpenDevice>): Promise<void> => {
    if (doing !== 'nothing') return
    doing = 'opening'
    trouble = undefined
    try {
      const device = await work()
      failures = 0
      doing = 'ready'
      open(device)
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
  const patient = (): void => {
    const seconds = failures < freeFailures ? 0 : Math.min(longestWait, 2 ** (failures - freeFailures))
    const left = Math.ceil(seconds - (clock() - failedAt) / 1000)
    if (left > 0) throw new KeyTrouble('sync.tooManyUnlocks', { seconds: String(left) })
  }
  return {
    opened,
    state: (words) => {
      const { device, broken } = lookedAt(folder)
      const wrong = trouble ?? broken
      const hub = policyHere()
        .effective()
        .settings.find(({ key }) => key === 'HubUrl')!
      return {
        asks: device ? 'unlock' : 'enrol',
        doing,
        done,
        of,
        trouble: wrong ? say(words, wrong.code, wrong.about) : null,
        hub: hub.value as string | null,
        hubManaged: hub.managed && hub.value !== null,
      }
    },
    unlock: (password) =>
      void trying(async () => {
        patient()
        await mustBeKept(store)
        const key = await keyByPassword(folder, password)
        const device = await openFieldDevice(folder, key)
        // The next start needs no password where the system keeps the key; after a change of its store it is put there anew.
        await rememberInStore(folder, key, store)
        return device
      }),
    enrol: (wish) =>
      void trying(async () => {
        await mustBeKept(store)
        const { device, key } = await enrolFolder(folder, {
          ...wish,
          progress: (phase, progress) => {
            doing = phase
            if (progress) [done, of] = [progress.done, progress.of]
          },
        })
        await rememberInStore(folder, key, store)
        return device
      }),
    byStore: () =>
      trying(async () => {
        const key = isDevice(folder) ? await keyByStore(folder, store) : undefined
        if (!key) throw new NotKept()
        return openFieldDevice(folder, key)
      }).then(() => {
        if (trouble?.about['why'] === notKept) trouble = undefined
      }),
  }
}
/** A folder whose key file cannot be read is a device all the same: nothing may be made in its place. */
function lookedAt(folder: string): { readonly device: boolean; readonly broken?: KeyTrouble } {
  try {
    return { device: isDevice(folder) }
  } catch (error) {
    if (error instanceof KeyTrouble) return { device: true, broken: error }
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
