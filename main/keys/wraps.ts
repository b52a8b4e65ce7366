import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, type KeyObject } from 'node:crypto' // prettier-ignore

/**
 * Ways to close a device's data key, each as one line of text: `P1` by a person's password (Argon2id), `R1` to an organisation's public key (X25519, HKDF-SHA-256).
 * Both end in AES-256-GCM, bound to the file that the key belongs to. Source: `desktop.md`, the lessons of Signal.
 */

/** Dearer than a sign-in's, for whoever has the file may try for as long as they like: 64 MiB, three passes. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 } as const
const [nonceLength, tagLength] = [12, 16]

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytesOf = (text: string | undefined): Buffer => Buffer.from(text ?? '', 'base64url')
const about = (kind: string, file: string): Buffer => Buffer.from(`harmony-key/1\n${kind}\n${file}\n`)

function close(secret: Buffer, by: Buffer, aad: Buffer): string {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', by, nonce).setAAD(aad)
  const body = Buffer.concat([cipher.update(secret), cipher.final()])
  return b64(Buffer.concat([nonce, body, cipher.getAuthTag()]))
}
function open(closed: Buffer, by: Buffer, aad: Buffer): Buffer | undefined {
  if (closed.length < nonceLength + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', by, closed.subarray(0, nonceLength), { authTagLength: tagLength }).setAAD(aad)
  decipher.setAuthTag(closed.subarray(-tagLength))
  try {
    return Buffer.concat([decipher.update(closed.subarray(nonceLength, -tagLength)), decipher.final()])
  } catch {
    return undefined
  }
}

async function stretched(password: string, salt: Buffer): Promise<Buffer> {
  const { hashRaw } = await import('@node-rs/argon2')
  return hashRaw(password.normalize('NFC'), { ...cost, salt })
}
export async function wrapByPassword(key: Buffer, password: string, file: string): Promise<string> {
  const salt = randomBytes(16)
  return ['P1', b64(salt), close(key, await stretched(password, salt), about('P1', file))].join('.')
}
export async function unwrapByPassword(wrap: string, password: string, file: string): Promise<Buffer | undefined> {
  const [kind, salt, closed] = wrap.split('.')
  if (kind !== 'P1') return undefined
  return open(bytesOf(closed), await stretched(password, bytesOf(salt)), about('P1', file))
}

// RFC 8410: what stands before the 32 bytes of an X25519 public key in its DER form.
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')
const publicOf = (hex: string): KeyObject => createPublicKey({ key: Buffer.concat([publicHead, Buffer.from(hex, 'hex')]), format: 'der', type: 'spki' }) // prettier-ignore
const hexOf = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).subarray(publicHead.length).toString('hex')
const secretOf = (text: string): KeyObject => createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })

/** A pair for an organisation: the public key in hex, the secret one as PKCS #8 in base64. */
export function newRecoveryPair(): { readonly key: string; readonly secret: string } {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  return { key: hexOf(publicKey), secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64') }
}
// RFC 8410: what stands before the 32 bytes of an X25519 private key in its DER form.
const secretHead = Buffer.from('302e020100300506032b656e04220420', 'hex')
/** The pair that belongs to 32 bytes of chance, the same each time. */
export function pairOf(seed: Buffer): { readonly key: string; readonly secret: string } {
  const secret = Buffer.concat([secretHead, seed]).toString('base64')
  return { key: hexOf(createPublicKey(secretOf(secret))), secret }
}
const agreed = (secret: KeyObject, other: KeyObject, ephemeral: string, key: string): Buffer =>
  Buffer.from(hkdfSync('sha256', diffieHellman({ privateKey: secret, publicKey: other }), Buffer.from(ephemeral + key, 'hex'), 'harmony-recovery/1', 32)) // prettier-ignore

/** Closes bytes so that only the owner of the secret key can open them. `bound`: what they belong to. */
export function sealTo(key: string, bytes: Buffer, bound: string): string {
  const { publicKey, privateKey } = generateKeyPairSync('x25519')
  const ephemeral = hexOf(publicKey)
  return ['R1', ephemeral, close(bytes, agreed(privateKey, publicOf(key), ephemeral, key), about('R1', bound))].join('.')
}
/** `undefined`: it was closed to another key, or for something else, or is damaged. */
export function openSealed(secret: string, sealed: string, bound: string): Buffer | undefined {
  const [kind, ephemeral = '', closed] = sealed.split('.')
  if (kind !== 'R1' || !/^[0-9a-f]{64}$/.test(ephemeral)) return undefined
  const own = secretOf(secret)
  try {
    const by = agreed(own, publicOf(ephemeral), ephemeral, hexOf(createPublicKey(own)))
    return open(bytesOf(closed), by, about('R1', bound))
  } catch {
    return undefined // no point of the curve
  }
}
