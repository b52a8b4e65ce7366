import { readFeed, FeedFault, type Feed } from './feed.ts'
import { signersOf, type PinnedKeys, type PublicKey } from './signature.ts'
import { compareVersions, isNewer, reaches } from './versions.ts'

/** What an installation remembers of the feeds that it believed. It only ever grows. */
export interface Seen {
  /** The newest version that was ever offered. */
  readonly version: string | null
  /** Milliseconds: when the youngest feed was signed. A clock that is set back does not bring an expired feed to life. */
  readonly issued: number
  /** The newest key that signed a feed: those before it are retired. */
  readonly key: PublicKey | null
}
export const nothingSeen: Seen = { version: null, issued: 0, key: null }

export interface Judging {
  readonly name: string
  readonly text: string
  readonly signature: string
  readonly keys: PinnedKeys
  readonly seen: Seen
  /** Milliseconds of the machine's clock. */
  readonly now: number
  /** The version that is installed. */
  readonly current: string
}

/**
 * Believes a feed or throws `FeedFault`; answers what it says and what is remembered from now on. The order matters: before the signature is found
 * good, nothing of the text is read.
 */
export function judge({ name, text, signature, keys, seen, now, current }: Judging): { readonly feed: Feed; readonly seen: Seen } {
  const signers = signersOf(name, text, signature, [keys.current, keys.next])
  const key = signers.includes(keys.next) ? keys.next : keys.current
  // The release after a rotation pins what was next as its first key, so what counts is the key itself and not its place.
  if (seen.key === keys.next && key !== keys.next) throw new FeedFault('retired')
  const feed = readFeed(text, name)
  // Only signed moments move this clock on, so that one wrong setting of the machine's does not make every later feed look expired.
  const at = Math.max(now, seen.issued)
  if (feed.expires <= at) throw new FeedFault('expired', new Date(feed.expires).toISOString())
  const highest = seen.version !== null && isNewer(seen.version, current) ? seen.version : current
  const apart = compareVersions(feed.version, highest)
  // The same version may be signed again (to more installations, or withdrawn); the older of the two texts is not heard any more.
  if (apart < 0 || feed.issued < seen.issued) throw new FeedFault('older', `${feed.version} after ${highest}`)
  return { feed, seen: { version: feed.version, issued: feed.issued, key } }
}

/** What the machine is, as far as a release may ask for more. */
export interface Machine {
  readonly platform: NodeJS.Platform
  /** Release of the system's kernel, as `os.release()` says it. */
  readonly os: string
  readonly glibc: string | null
  /** Number of the newest migration in the database here; `null` where nobody can tell. */
  readonly dbSchema: number | null
}
/** Why a version that was believed is not installed by itself. `failed`: its installer was started and did not install it. */
export type Obstacle = 'os' | 'glibc' | 'manual' | 'tooOld' | 'database' | 'failed'

export function obstacleTo(feed: Feed, current: string, machine: Machine): Obstacle | null {
  if (feed.minOs !== null && !reaches(machine.os, feed.minOs)) return 'os'
  if (feed.minGlibc !== null && machine.platform === 'linux' && !reaches(machine.glibc ?? '0', feed.minGlibc)) return 'glibc'
  if (feed.dbSchemaMax !== null && machine.dbSchema !== null && machine.dbSchema > feed.dbSchemaMax) return 'database'
  if (feed.minVersion !== null && isNewer(feed.minVersion, current)) return 'tooOld'
  return feed.requireManualUpdate ? 'manual' : null
}
