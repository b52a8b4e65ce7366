import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

// RFC 8410: what stands before the 32 bytes of an Ed25519 public key in its DER form.
export const publicHead = Buffer.from('302a300506032b6570032100', 'hex')
const isHex = (text: string, bytes: number): boolean => text.length === 2 * bytes && /^[0-9a-f]*$/.test(text)

/** Keys that were read a moment ago: a device signs two hundred intents in a row. */
const read = new Map<string, KeyObject>()
const mostKeys = 1_000
function publicKeyOf(key: string): KeyObject {
  const known = read.get(key)
  if (known) return known
  const made = createPublicKey({ key: Buffer.concat([publicHead, Buffer.from(key, 'hex')]), format: 'der', type: 'spki' })
  if (read.size >= mostKeys) read.clear()
  read.set(key, made)
  return made
}

/** Whether an Ed25519 key, 64 hex digits, signed a text. */
export function signs(key: string, text: string, signature: string): boolean {
  if (!isHex(key, 32) || !isHex(signature, 64)) return false
  try {
    return verify(null, Buffer.from(text), publicKeyOf(key), Buffer.from(signature, 'hex'))
  } catch {
    return false // 32 bytes that are no point of the curve
  }
}

const verifiedBeside = promisify(verify) as (algorithm: null, data: Buffer, key: KeyObject, signature: Buffer) => Promise<boolean>
/** The same, worked out by the threads beside: for many at once, while this one goes on. */
export async function signsBeside(key: string, text: string, signature: string): Promise<boolean> {
  if (!isHex(key, 32) || !isHex(signature, 64)) return false
  try {
    return await verifiedBeside(null, Buffer.from(text), publicKeyOf(key), Buffer.from(signature, 'hex'))
  } catch {
    return false // 32 bytes that are no point of the curve
  }
}
