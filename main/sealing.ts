import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { Instant } from '../core/kernel/day.ts'
import { linkText, sealText, type Seal } from '../core/signing/seal.ts'
import { openly, type HouseKey, type Keeping } from './house-keys.ts'
import { publicHead, signs } from './signs.ts'
import { sha256 } from './storage/log.ts'
import type { Answerer } from './storage/reads/registry.ts'
import { binder, type Session } from './storage/session.ts'
import type { Joinable } from './transactions.ts'

/** The key of this place, a device or an installation, and its chain of seals. */
export interface Sealing {
  /** The public key, 64 hex digits. Made when it is first asked for. */
  ownKey(): Promise<string>
  /** The next link of the chain. It stands or falls with the call that is open; outside of one nothing is remembered of it. */
  seal(statementHash: string): Promise<Seal>
  /** Outside the chain: certificates, challenges of the hub, whole files. */
  sign(text: string): Promise<{ readonly key: string; readonly signature: string }>
}

interface Own {
  readonly key: string
  readonly secret: KeyObject
}
/** As it lies in the database. */
interface Kept {
  readonly key: string
  readonly kept: string
}

/** `keeping`: how the secret half lies in the database; open on a device, whose whole file is encrypted. */
export function openSealing(database: Joinable, at: () => Instant, keeping: Keeping = openly): Sealing {
  let own: Own | undefined
  const ownKey = async (): Promise<Kept> => {
    const known = await database.read(keyIn)
    // A call that makes the key may yet be rolled back, and the key with it, so nothing is kept in mind of it.
    return known ?? database.join(async (session) => (await keyIn(session)) ?? (await makeKey(session, at(), keeping)))
  }
  // Where it lies closed it is opened each time: a computer that was taken off the list seals nothing from that moment on.
  const ownSecret = async (): Promise<Own> => {
    if (own) return own
    const known = await ownKey()
    const text = await keeping.take(known.kept, aboutKey(known.key))
    const found = { key: known.key, secret: createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' }) }
    if (keeping === openly && (await database.read(keyIn))) own = found
    return found
  }
  return {
    ownKey: async () => own?.key ?? (await ownKey()).key,
    sign: async (text) => {
      const { key, secret } = await ownSecret()
      return { key, signature: signedBy(secret, text) }
    },
    seal: async (statementHash) => {
      const { key, secret } = await ownSecret()
      const open = database.opened()
      const previous = open ? await headIn(open, true) : await database.read((session) => headIn(session, false))
      const about = { key: key as Seal['key'], previous, at: at() }
      const signature = signedBy(secret, sealText(statementHash, about))
      const link = sha256(linkText(statementHash, { ...about, signature }))
      if (open) await moveHead(open, link)
      return { algorithm: 'Ed25519', ...about, signature, link }
    },
  }
}

const signedBy = (secret: KeyObject, text: string): string => sign(null, Buffer.from(text), secret).toString('hex')
const aboutKey = (key: string): string => `key of seals ${key}`

async function keyIn(session: Session): Promise<Kept | undefined> {
  const [row] = await session.rows('select public_key, secret_key from seal_keys where slot = 1')
  return row && { key: row[0] as string, kept: row[1] as string }
}

async function makeKey(session: Session, at: Instant, keeping: Keeping): Promise<Kept> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(publicHead.length).toString('hex')
  const kept = await keeping.keep(privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'), aboutKey(key))
  const b = binder(session.dialect)
  const values = [b.mark(key, 'text'), b.mark(kept, 'text'), b.mark(at, 'timestamptz')]
  // Several hubs on one database make one key: the others wait here and then find it.
  const sql = `insert into seal_keys (slot, public_key, secret_key, made_at) values (1, ${values.join(', ')}) on conflict (slot) do nothing`
  await session.run(sql, b.values)
  return (await keyIn(session))!
}

/** The secret half as another program left it, or another key of the company closed it; without it the key goes, and the next seal makes another. Old seals stay what they are. */
export const sealKey: HouseKey = {
  find: async (session) => {
    const found = await keyIn(session)
    return found && { kept: found.kept, about: aboutKey(found.key) }
  },
  put: async (session, kept, before) => {
    const b = binder(session.dialect)
    const sql =
      kept === undefined
        ? `delete from seal_keys where secret_key = ${b.mark(before, 'text')}`
        : `update seal_keys set secret_key = ${b.mark(kept, 'text')} where secret_key = ${b.mark(before, 'text')}`
    await session.run(sql, b.values)
  },
}

/** The last link of the chain; nobody else makes the next one until the transaction ends. */
async function headIn(session: Session, hold: boolean): Promise<string | null> {
  const lock = hold && session.dialect === 'postgres' ? ' for update' : ''
  const [row] = await session.rows(`select head from seal_keys where slot = 1${lock}`)
  return (row?.[0] as string | null | undefined) ?? null
}

async function moveHead(session: Session, link: string): Promise<void> {
  const b = binder(session.dialect)
  await session.run(`update seal_keys set head = ${b.mark(link, 'text')} where slot = 1`, b.values)
}

/** Questions about seals: what this place seals, and whether a seal is genuine. */
export const sealingAnswerers = (sealing: Sealing): Readonly<Record<string, Answerer>> => ({
  'signing.seal': async ({ text }) => [{ ...(await sealing.seal(text as string)) }],
  'signing.ownSeal': async ({ text }) => [{ ...(await sealing.seal(text as string)) }],
  'signing.ownSignature': async ({ text }) => [await sealing.sign(text as string)],
  'signing.ownKey': async () => [{ key: await sealing.ownKey() }],
  'signing.check': async ({ key, text, signature }) => [
    { valid: signs(key as string, text as string, signature as string), own: key === (await sealing.ownKey()) },
  ],
})
