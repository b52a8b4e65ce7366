import { randomBytes } from 'node:crypto'
import type { Device } from '../../core/sync/device.ts'
import type { Sealing } from '../sealing.ts'
import { signs } from '../signs.ts'
import { SyncRefusal, helloText, type Hello } from './messages.ts'

/** Milliseconds that a challenge and a token are good for. */
const challengeGood = 120_000
const tokenGood = 3_600_000
const mostShown = 1_000

/**
 * How a device shows who it is: it signs what the hub made up a moment ago, and gets a token for an hour. Neither is kept: the hub's own signature makes them
 * good at any of several hubs, and whether the device may still come is asked of its row each time.
 */
export interface Access {
  challenge(): Promise<string>
  /** A token for a device that signed the challenge. */
  tokenFor(hello: Hello, device: Device): Promise<{ readonly token: string; readonly tokenGood: number }>
  /** Whose token it is. */
  deviceOf(token: string): Promise<string>
}

export function openAccess(
  sealing: Pick<Sealing, 'sign' | 'ownKey'>,
  clock: () => number,
  bytes: (length: number) => Buffer = randomBytes,
): Access {
  const seal = async (what: string, text: string): Promise<string> => (await sealing.sign(`harmony-${what}/1\n${text}\n`)).signature
  /** Tokens whose signature was found good a moment ago: a device shows the same one for an hour. */
  const shown = new Map<string, string>()
  const good = async (what: string, token: string): Promise<readonly string[]> => {
    const parts = token.split('.')
    const signature = parts.pop() ?? ''
    const ours = signs(await sealing.ownKey(), `harmony-${what}/1\n${parts.join('.')}\n`, signature)
    if (!ours || Number(parts[1]) < clock()) throw new SyncRefusal(401, 'sync.badSignature')
    return parts
  }
  /** A token goes with every request, so it is as short as it can be. */
  const short = (hex: string): string => Buffer.from(hex.replaceAll('-', ''), 'hex').toString('base64url')
  const long = (text: string): string => Buffer.from(text, 'base64url').toString('hex')
  return {
    challenge: async () => {
      const text = `${bytes(16).toString('hex')}.${clock() + challengeGood}`
      return `${text}.${await seal('challenge', text)}`
    },
    tokenFor: async (hello, device) => {
      await good('challenge', hello.nonce)
      if (!signs(device.publicKey, helloText(hello.nonce), hello.signature)) throw new SyncRefusal(401, 'sync.badSignature')
      const until = clock() + tokenGood
      const text = `${device.id}.${until}`
      return { token: [short(device.id), until.toString(36), short(await seal('token', text))].join('.'), tokenGood }
    },
    deviceOf: async (token) => {
      const [id = '', until = '', signature = '', ...more] = token.split('.')
      const device = long(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      if (more.length > 0) throw new SyncRefusal(401, 'sync.badSignature')
      const known = shown.get(token)
      if (known !== undefined && Number.parseInt(until, 36) >= clock()) return known
      const [found] = await good('token', `${device}.${Number.parseInt(until, 36)}.${long(signature)}`)
      if (shown.size >= mostShown) shown.clear()
      shown.set(token, found!)
      return found!
    },
  }
}
