import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { MovingTrouble } from './trouble.ts'

// Encryption to public keys as the open tool `age` has it, so that nobody needs this program to open what it wrote.

const age = () => import('age-encryption')
type Bytes = ReadableStream<Uint8Array>

const recipientWord = /^age1[02-9ac-hj-np-z]{10,}$/
const identityWord = /^AGE-SECRET-KEY-(PQ-)?1[02-9AC-HJ-NP-Z]{10,}$/
/** The words of a file of keys: one a line, lines with # say something to people. */
const wordsOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

/** Public keys, each proved to be one. */
export async function recipientsOf(words: readonly string[]): Promise<string[]> {
  const { Encrypter } = await age()
  const found = [...new Set(words.map((word) => word.trim()).filter((word) => word !== ''))]
  if (found.length === 0) throw new MovingTrouble('backups.noRecipient')
  for (const word of found)
    try {
      if (!recipientWord.test(word)) throw new Error('not a public key')
      new Encrypter().addRecipient(word)
    } catch {
      throw new MovingTrouble('backups.notARecipient', {
        recipient: word.startsWith('AGE-SECRET') ? 'AGE-SECRET-KEY-…' : word.slice(0, 80),
      })
    }
  // Keys for the day of quantum computers protect nothing where another key of the same file does not.
  if (new Set(found.map((word) => word.startsWith('age1pq1') || word.startsWith('age1tagpq1'))).size > 1)
    throw new MovingTrouble('backups.mixedRecipients')
  return found
}
export const recipientsIn = (file: string): Promise<string[]> => recipientsOf(wordsOf(textOf(file)))

/** Secret keys of a file, as `harmony backup-key` and `age-keygen` write them. */
export function identitiesIn(file: string): string[] {
  const words = wordsOf(textOf(file))
  if (words.length === 0 || words.some((word) => !identityWord.test(word))) throw new MovingTrouble('backups.notAnIdentity', { file })
  return words
}
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new MovingTrouble('backups.unreadable', { file })
  }
}

/** Makes a pair of keys: the secret half into a new file that only its owner reads, the public half as the answer. */
export async function newKeyFile(file: string, at: string): Promise<string> {
  const { generateX25519Identity, identityToRecipient } = await age()
  if (existsSync(file)) throw new MovingTrouble('backups.keyThere', { file })
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  let handle: number
  try {
    handle = openSync(file, 'wx', 0o600)
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') throw new MovingTrouble('backups.keyThere', { file })
    throw new MovingTrouble('backups.unwritable', { file, why: (error as { code?: string }).code ?? String(error) })
  }
  try {
    writeSync(handle, `# created: ${at}\n# public key: ${recipient}\n${identity}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  if (process.platform !== 'win32') chmodSync(file, 0o600)
  return recipient
}

/** A pair that lives as long as one act, of the same kind as the others. */
export async function passingPair(recipients: readonly string[]): Promise<{ readonly identity: string; readonly recipient: string }> {
  const { generateHybridIdentity, generateX25519Identity, identityToRecipient } = await age()
  const hybrid = recipients.some((word) => word.startsWith('age1pq1') || word.startsWith('age1tagpq1'))
  const identity = await (hybrid ? generateHybridIdentity() : generateX25519Identity())
  return { identity, recipient: await identityToRecipient(identity) }
}

export async function encrypted(plain: Readable, recipients: readonly string[]): Promise<Readable> {
  const { Encrypter } = await age()
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return Readable.fromWeb((await encrypter.encrypt(Readable.toWeb(plain) as never)) as unknown as Bytes)
}

/** Opens what was closed to one of these keys. What breaks later, in the bytes themselves, breaks the stream. */
export async function decrypted(closed: Readable, identities: readonly string[], file: string): Promise<Readable> {
  const { Decrypter } = await age()
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  try {
    return Readable.fromWeb((await decrypter.decrypt(Readable.toWeb(closed) as never)) as unknown as Bytes)
  } catch (error) {
    closed.destroy()
    if (String(error).includes('no identity matched')) throw new MovingTrouble('backups.wrongKey', { file })
    throw new MovingTrouble('backups.damaged', { file, why: 'its beginning' })
  }
}
