import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Closes secrets that lie in the database with a key that does not: whoever steals the one has not stolen the other. */
export interface AtRest {
  /** `about` belongs to it: moved to another row, it does not open. */
  seal(secret: string, about: string): string
  /** `undefined` where it was sealed with another key, for something else, or was changed. */
  open(sealed: string, about: string): string | undefined
}

const nonceLength = 12
const tagLength = 16
const keyForm = /^[0-9a-f]{64}$/

/** The key lies in a file of its own, made when it is first needed, that nobody but its owner may read. */
export function openAtRest(file: string): AtRest {
  let key: Buffer | undefined
  const own = (make: boolean): Buffer | undefined => (key ??= keyIn(file, make))
  return {
    seal: (secret, about) => {
      const nonce = randomBytes(nonceLength)
      const cipher = createCipheriv('aes-256-gcm', own(true)!, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: (sealed, about) => {
      const known = own(false)
      if (!known) return undefined
      const bytes = Buffer.from(sealed, 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', known, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
        decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
        return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8')
      } catch {
        return undefined
      }
    },
  }
}

function keyIn(file: string, make: boolean): Buffer | undefined {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new Error(`${file} can be read by others: it must belong to its owner alone (chmod 600)`)
    const text = readFileSync(file, 'utf8').trim()
    if (!keyForm.test(text)) throw new Error(`${file} holds no key of 64 hex digits`)
    return Buffer.from(text, 'hex')
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
  return keyIn(file, false)
}
