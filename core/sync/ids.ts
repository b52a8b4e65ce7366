import type { Digest } from './rules.ts'

/**
 * The ids that a call from the field makes are drawn from the intent's own, so that the device and the hub make the same ones: UUIDv7 with the intent's time,
 * a count, and 62 bits of SHA-256 over both.
 */
export function idsOf(intent: string, digest: Digest): () => string {
  const time = intent.slice(0, 13)
  let made = 0
  return () => {
    made += 1
    const hash = digest(`${intent}/${made}`)
    const counted = (made & 0xfff).toString(16).padStart(3, '0')
    const variant = '89ab'['0123456789abcdef'.indexOf(hash[0]!) & 3]!
    return `${time}-7${counted}-${variant}${hash.slice(1, 4)}-${hash.slice(4, 16)}`
  }
}
