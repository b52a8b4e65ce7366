import { randomBytes, randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { policyHere } from '../policy/policy.ts'
import { KeyTrouble } from './trouble.ts'
import { sealTo, unwrapByPassword, wrapByPassword } from './wraps.ts'

/** A key store of the operating system, as Electron's `safeStorage` has it. Injected, for only the desktop has one. */
export interface OsStore {
  /** Its name, kept with what it closed: another one tomorrow cannot open it. `null` and `basic_text`, which hides nothing, are none. */
  backend(): Promise<string | null>
  close(text: string): Promise<string>
  /** `again`: the store would close it better today. */
  open(closed: string): Promise<{ readonly text: string; readonly again: boolean }>
}

/** The file beside the database that says how its key is closed. It holds no business data and no open key. */
export interface KeyHeader {
  readonly v: 1
  /** Names the database file that the key is for; every wrap is bound to it. */
  readonly file: string
  /** Whose data it is: that of a device of a hub, or a company's own on one machine. */
  readonly of: 'device' | 'own'
  /** The device has taken its place at a hub: from now on nothing here is ever thrown away. */
  readonly enrolled: boolean
  readonly password: string
  readonly recovery: string | null
  readonly os: { readonly backend: string; readonly closed: string } | null
  /** The person wants to be asked for the password at every start: the system's store is given nothing. */
  readonly asks: boolean
}

export const keyFileIn = (folder: string): string => join(folder, 'harmony-keys.json')
export const hasKeys = (folder: string): boolean => existsSync(keyFileIn(folder))
/** The key as SQLCipher takes it, without deriving anything from it. */
export const databaseKey = (key: Buffer): string => `x'${key.toString('hex')}'`

export function readKeys(folder: string): KeyHeader {
  const file = keyFileIn(folder)
  try {
    const raw = JSON.parse(readFileSync(file, 'utf8')) as Partial<KeyHeader>
    const whole = raw.v === 1 && typeof raw.file === 'string' && typeof raw.password === 'string' && typeof raw.enrolled === 'boolean'
    if (whole) return { v: 1, file: raw.file!, of: raw.of === 'own' ? 'own' : 'device', enrolled: raw.enrolled!, password: raw.password!, recovery: raw.recovery ?? null, os: raw.os ?? null, asks: raw.asks === true } // prettier-ignore
  } catch {
    // said below
  }
  throw new KeyTrouble('sync.keysBroken', { file })
}

/** Replaces the file as a whole: a crash leaves the old one or the new one. */
export function writeKeys(folder: string, header: KeyHeader): void {
  const file = keyFileIn(folder)
  const fresh = `${file}.new`
  rmSync(fresh, { force: true })
  const handle = openSync(fresh, 'wx', 0o600)
  try {
    writeSync(handle, `${JSON.stringify(header, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(fresh, file)
  if (process.platform === 'win32') return
  const within = openSync(folder, 'r')
  fsyncSync(within)
  closeSync(within)
}

/** A key for a new file, closed by a password. */
export async function newKeys(folder: string, password: string, of: KeyHeader['of'] = 'device', asks = false): Promise<Buffer> {
  const key = randomBytes(32)
  const file = randomUUID()
  writeKeys(folder, {
    v: 1,
    file,
    of,
    enrolled: false,
    password: await wrapByPassword(key, password, file),
    recovery: null,
    os: null,
    asks,
  })
  return key
}
export async function keyByPassword(folder: string, password: string): Promise<Buffer> {
  const { file, password: wrap } = readKeys(folder)
  const key = await unwrapByPassword(wrap, password, file)
  if (!key) throw new KeyTrouble('sync.wrongDevicePassword')
  return key
}
/** The same key under another password; the database is not touched. */
export async function changeDevicePassword(folder: string, before: string, after: string): Promise<void> {
  const key = await keyByPassword(folder, before)
  const header = readKeys(folder)
  writeKeys(folder, { ...header, password: await wrapByPassword(key, after, header.file) })
}
/** From the moment a hub knows the device: its organisation can open the file too. */
export function markEnrolled(folder: string, key: Buffer, recoveryKey: string): void {
  const header = readKeys(folder)
  writeKeys(folder, { ...header, enrolled: true, recovery: sealTo(recoveryKey, key, header.file) })
}
/** The organisation can open a company's own data too, where it says so in its settings. */
export function sealToOrganisation(folder: string, key: Buffer, recoveryKey: string): void {
  const header = readKeys(folder)
  writeKeys(folder, { ...header, recovery: sealTo(recoveryKey, key, header.file) })
}
/** What is closed without a key is gone: a device that was reported lost (`sync.md` 2.12). */
export const destroyKeys = (folder: string): void => rmSync(keyFileIn(folder), { force: true })

/** The name of a store that keeps a secret, where the system has one. */
export const keeper = async (store: OsStore | undefined): Promise<string | undefined> => {
  const name = await store?.backend()
  return name === undefined || name === null || name === 'basic_text' ? undefined : name
}

/** An organisation may want the system's store to keep every key: then nothing is enrolled or opened where there is none. */
export async function mustBeKept(store: OsStore | undefined): Promise<void> {
  if (policyHere().effective().values.RequireOsKeystore && (await keeper(store)) === undefined) throw new KeyTrouble('sync.storeRequired')
}
/** Lets the system open the device for whoever is signed in there. Nothing happens where the system has no store that keeps a secret. */
export async function rememberInStore(folder: string, key: Buffer, store: OsStore | undefined): Promise<void> {
  const backend = await keeper(store)
  if (!store || backend === undefined || readKeys(folder).asks) return
  const closed = await store.close(key.toString('base64'))
  writeKeys(folder, { ...readKeys(folder), os: { backend, closed } })
}
/** The key by the system's store; `undefined` where it was never put there. Another store than before says so, and nothing is deleted. */
export async function keyByStore(folder: string, store: OsStore | undefined): Promise<Buffer | undefined> {
  const { os } = readKeys(folder)
  if (!os || !store) return undefined
  const now = await keeper(store)
  const changed = new KeyTrouble('sync.storeChanged', { before: os.backend, now: now ?? '–' })
  if (now !== os.backend) throw changed
  const found = await store.open(os.closed).catch(() => undefined)
  const key = Buffer.from(found?.text ?? '', 'base64')
  if (key.length !== 32) throw changed
  if (found!.again) await rememberInStore(folder, key, store)
  return key
}
