import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import { FeedFault } from './feed.ts'

/** An Ed25519 public key as 64 hex digits. */
export type PublicKey = string
/** The keys that a release trusts: the one that signs today, and the one that will when today's is lost or retired. */
export interface PinnedKeys {
  readonly current: PublicKey
  readonly next: PublicKey
}
export const isPublicKey = (text: unknown): text is PublicKey => typeof text === 'string' && /^[0-9a-f]{64}$/.test(text)

// What wraps the 32 bytes of an Ed25519 key in the forms that Node reads (RFC 8410).
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')
const publicKeyOf = (key: PublicKey): KeyObject =>
  createPublicKey({ key: Buffer.concat([publicHead, Buffer.from(key, 'hex')]), format: 'der', type: 'spki' })
export const publicOf = (key: KeyObject): PublicKey =>
  createPublicKey(key as unknown as Parameters<typeof createPublicKey>[0]).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex') // prettier-ignore

/** Names a key in a signature. It finds the key and proves nothing. */
export const nameOfKey = (key: PublicKey): string => createHash('sha256').update(Buffer.from(key, 'hex')).digest('hex').slice(0, 16)

/** A signature says which feed it is of: that of Linux does not serve on Windows, and nothing else that such a key signs serves as a feed. */
const signedText = (name: string, text: string): Buffer => Buffer.from(`harmony feed 1\n${name}\n${text}`, 'utf8')

export function newKeys(): { readonly secret: string; readonly key: PublicKey } {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { secret: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), key: publicOf(privateKey) }
}
export function readSecret(pem: string): KeyObject {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key is not an Ed25519 key')
  return key
}

/** One line for each key that signs: `ed25519 <name of the key> <signature>`. */
export const signFeed = (name: string, text: string, secrets: readonly KeyObject[]): string =>
  secrets
    .map((secret) => `ed25519 ${nameOfKey(publicOf(secret))} ${sign(null, signedText(name, text), secret).toString('base64')}\n`)
    .join('')

const line = /^ed25519 ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)$/
/** Lines that are looked at. */
const mostLines = 4

/** The keys among the trusted ones whose signature fits. None: the feed is not believed. */
export function signersOf(name: string, text: string, signature: string, trusted: readonly PublicKey[]): readonly PublicKey[] {
  const lines = signature.split('\n').slice(0, mostLines)
  const found = lines.flatMap((one) => {
    const [, keyName, bytes] = line.exec(one.trim()) ?? []
    const key = trusted.find((each) => nameOfKey(each) === keyName)
    return key !== undefined && verify(null, signedText(name, text), publicKeyOf(key), Buffer.from(bytes!, 'base64')) ? [key] : []
  })
  if (found.length === 0) throw new FeedFault('signature', name)
  return found
}
