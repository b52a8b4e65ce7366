import { AsyncResource } from 'node:async_hooks'
import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { closed, opened } from './closing.ts'
import { openSealed, pairOf, sealTo } from './keys/wraps.ts'
import type { Answerer } from './storage/reads/registry.ts'
import { binder, type Session } from './storage/session.ts'
import type { Joinable } from './transactions.ts'

/**
 * Closes secrets that lie in the database with a key that does not: whoever steals the one has not stolen the other. There is one key of the company. It is the
 * key of the computer that first closed something; every other hub or desktop on the same database has a key of its own, and gets the company's wrapped to it
 * when somebody admits it (`core/people/computers.ts`). Hubs with a copy of the same file need nobody's leave.
 */
export interface AtRest {
  /** `about` belongs to it: moved to another row, it does not open. `undefined`: this computer has not the company's key. */
  seal(secret: string, about: string): Promise<string | undefined>
  /** `elsewhere`: this computer has not the company's key. `lost`: nobody has the key that it was closed with, or it was changed. */
  open(sealed: string, about: string): Promise<{ readonly secret: string } | 'elsewhere' | 'lost'>
  /** The public key by which this computer asks. */
  computer(): string
  readonly answerers: Readonly<Record<string, Answerer>>
}
export interface AtRestWorld {
  /** Where this computer's own key lies, made when it is first needed, that nobody but its owner may read. */
  readonly file: string
  readonly database: Joinable
  /** Tells the house, in a call of its own, that this computer asks for the company's key. */
  asks(publicKey: string, name: string): Promise<unknown>
  /** Within the call that gives the company another key: what the house itself keeps closed goes from the old one to the new one. */
  renewed?(before: Lock, after: Lock): Promise<void>
}
/** Closes and opens with one key; where nobody has the key, nothing opens. */
export interface Lock {
  close(secret: string, about: string): string
  open(sealed: string, about: string): string | undefined
}

/** The first line is the key; those below it were the key before, until the company had another one. */
const keyForm = /^[0-9a-f]{64}(\n[0-9a-f]{64})*$/
const setting = 'companyKey'

export function openAtRest({ file, database, asks, renewed }: AtRestWorld): AtRest {
  let own: readonly [Buffer, ...Buffer[]] | undefined
  /** The company's key, from the wrap in which it came. */
  let given: { readonly wrap: string; readonly key: Buffer } | undefined
  let asked: Promise<unknown> | undefined
  const ownKeys = (): readonly [Buffer, ...Buffer[]] => (own ??= keysIn(file, true)!)
  const ownKey = (): Buffer => ownKeys()[0]
  const pair = (): ReturnType<typeof pairOf> => pairOf(seedOf(ownKey()))
  const reading = <T>(body: (session: Session) => Promise<T>): Promise<T> => {
    const open = database.opened()
    return open ? body(open) : database.read(body)
  }
  // In a call of its own, which stands whatever becomes of the one that needed the key; where it fails, the next one asks again.
  const ask = AsyncResource.bind((publicKey: string) => {
    asked ??= asks(publicKey, hostname()).catch(() => undefined).finally(() => (asked = undefined)) // prettier-ignore
  })

  /** `none`: nothing was ever closed here by a key that is known. */
  async function companyKey(): Promise<Buffer | 'none' | 'elsewhere'> {
    const wanted = await reading(markIn)
    if (wanted === undefined) return 'none'
    // A key of before counts where the call that was to replace it did not stand.
    const mine = ownKeys().find((key) => markOf(key) === wanted)
    if (mine) return mine
    const { key, secret } = pair()
    // Looked up each time: a computer that is off the list opens nothing any more.
    const wrap = await reading((session) => wrapIn(session, key))
    if (wrap && given?.wrap === wrap && markOf(given.key) === wanted) return given.key
    const found = wrap && openSealed(secret, wrap, wanted)
    if (found && markOf(found) === wanted) {
      given = { wrap, key: found }
      return found
    }
    if (wrap === undefined) ask(key)
    return 'elsewhere'
  }
  /** From now on this computer's key is the company's, unless another one was faster. It stands or falls with the call that is open; a rehearsal changes nothing. */
  async function adopt(): Promise<Buffer | 'none' | 'elsewhere'> {
    const session = database.opened()
    if (!session) return ownKey()
    const b = binder(session.dialect)
    const values = [b.mark(setting, 'text'), b.mark(markOf(ownKey()), 'text')]
    await session.run(`insert into settings (key, value) values (${values.join(', ')}) on conflict (key) do nothing`, b.values)
    return companyKey()
  }
  /**
   * Another key for the company, this computer's. Where the old one was this computer's own, whoever had it from us would have the new one too, so this computer
   * gets a new key of its own: in its file first, with the old one below it for as long as the call may yet fail.
   */
  async function renew(): Promise<boolean> {
    const known = await companyKey()
    const session = database.opened()
    // A rehearsal forgets nothing.
    if (!session || known === 'none') return false
    const b = binder(database.dialect)
    await session.run(`delete from settings where key = ${b.mark(setting, 'text')}`, b.values)
    if (typeof known !== 'string' && markOf(known) === markOf(ownKey())) own = replaceKey(file, ownKeys())
    const next = await adopt()
    if (typeof next === 'string') return true
    await renewed?.(lockOf(typeof known === 'string' ? undefined : known), lockOf(next))
    return true
  }
  return {
    computer: () => pair().key,
    seal: async (secret, about) => {
      const known = await companyKey()
      const key = known === 'none' ? await adopt() : known
      return typeof key === 'string' ? undefined : closed(key, secret, about)
    },
    open: async (sealed, about) => {
      const known = await companyKey()
      if (known === 'elsewhere') return known
      const secret = opened(known === 'none' ? ownKey() : known, sealed, about)
      if (secret !== undefined && known === 'none') await adopt()
      if (secret !== undefined) return { secret }
      // It was closed before there was one key of the company, perhaps here.
      const former = known === 'none' ? undefined : opened(ownKey(), sealed, about)
      return former === undefined ? 'lost' : { secret: former }
    },
    answerers: {
      'people.ownComputer': async () => [{ publicKey: pair().key, holds: typeof (await companyKey()) !== 'string' }],
      'people.keyWrapped': async ({ publicKey }) => {
        const key = await companyKey()
        return typeof key === 'string' ? [] : [{ wrap: sealTo(publicKey as string, key, markOf(key)) }]
      },
      'people.keyForgotten': async () => [{ forgotten: await renew() }],
    },
  }
}

/** What the database knows of the company's key: enough to tell it from another one. */
const markOf = (key: Buffer): string => createHash('sha256').update('harmony-company-key/1\n').update(key).digest('hex')

/** Whether what lies closed in a database opens with the key of a file. `none`: nothing lies closed there. */
export async function opensWith(session: Session, file: string): Promise<'opens' | 'closed' | 'none'> {
  const wanted = await markIn(session)
  if (wanted === undefined) return 'none'
  const keys = keysIn(file, false)
  if (!keys) return 'closed'
  if (keys.some((key) => markOf(key) === wanted)) return 'opens'
  const { key, secret } = pairOf(seedOf(keys[0]))
  const wrap = await wrapIn(session, key)
  const found = wrap && openSealed(secret, wrap, wanted)
  return found && markOf(found) === wanted ? 'opens' : 'closed'
}
const seedOf = (key: Buffer): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'harmony-computer/1', 32))

async function markIn(session: Session): Promise<string | undefined> {
  const b = binder(session.dialect)
  const [row] = await session.rows(`select value from settings where key = ${b.mark(setting, 'text')}`, b.values)
  return row?.[0] as string | undefined
}

/** `undefined`: this computer has not asked yet; `null`: nobody has admitted it. */
async function wrapIn(session: Session, publicKey: string): Promise<string | null | undefined> {
  const b = binder(session.dialect)
  const [row] = await session.rows(`select wrap from computers where public_key = ${b.mark(publicKey, 'text')}`, b.values)
  return row?.[0] as string | null | undefined
}

const lockOf = (key: Buffer | undefined): Lock => ({
  close: (secret, about) => {
    if (!key) throw new Error('bug: expected a key to close with')
    return closed(key, secret, about)
  },
  open: (sealed, about) => key && opened(key, sealed, about),
})

/** A key of before is good for what an interrupted renewal left; more of them than these never count. */
const mostKept = 2
/** A new first key, whole or not at all. */
function replaceKey(file: string, before: readonly Buffer[]): readonly [Buffer, ...Buffer[]] {
  const keys = [randomBytes(32), ...before.slice(0, mostKept)] as const
  const beside = `${file}.new`
  writeFileSync(beside, `${keys.map((key) => key.toString('hex')).join('\n')}\n`, { mode: 0o600 })
  const handle = openSync(beside, 'r')
  fsyncSync(handle)
  closeSync(handle)
  renameSync(beside, file)
  return keys
}

function keysIn(file: string, make: boolean): readonly [Buffer, ...Buffer[]] | undefined {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new Error(`${file} can be read by others: it must belong to its owner alone (chmod 600)`)
    const text = readFileSync(file, 'utf8').trim()
    if (!keyForm.test(text)) throw new Error(`${file} holds no key of 64 hex digits`)
    const [key, ...before] = text.split('\n').map((line) => Buffer.from(line, 'hex'))
    return [key!, ...before]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    if (!make) return undefined
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Somebody else was faster: theirs counts.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return keysIn(file, false)
}
