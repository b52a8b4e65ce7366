import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Closes secrets that must pass through a stored result, and opens them on their way out. */
export interface Seals {
  seal(secret: string): string
  /** `undefined` where the seal is another process's: its result is kept, its secret is gone. */
  open(sealed: string): string | undefined
  isSealed(text: string): boolean
}

const mark = 'sealed:'
const nonceLength = 12
const tagLength = 16

/**
 * Results are kept in the log so that a repeated call answers the same; a session or a token must not lie there to be read. So what a decision
 * hands out is encrypted with a key that only this process has and that dies with it.
 */
export function newSeals(bytes: (length: number) => Buffer = randomBytes): Seals {
  const key = bytes(32)
  return {
    isSealed: (text) => text.startsWith(mark),
    seal: (secret) => {
      const nonce = bytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return mark + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed.slice(mark.length), 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
        decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
        return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}
