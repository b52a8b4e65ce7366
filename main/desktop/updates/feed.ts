// A feed is a folder on any web server: `latest*.yml` says which version is the newest and which files it consists of, `latest*.yml.sig` beside it
// says who vouches for that. The text that electron-updater reads is the text that is signed, so that nothing in it can be changed by the server.
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider'
import { isVersion } from './versions.ts'

/** Why a feed is not believed. Each is a sentence of the log and of `harmony feed verify`; nothing is downloaded after any of them. */
export const faults = {
  missing: 'the file is not there',
  signature: 'no signature of a key that is known here fits this text',
  malformed: 'it is no feed of Harmony',
  address: 'a file is named by more than its plain name',
  expired: 'it has expired',
  older: 'it is older than what was seen before',
  retired: 'it is signed with a key that was replaced',
  publisher: 'the installed product names no publisher, so that no installer can be compared with it',
} as const
export type Fault = keyof typeof faults

/** Thrown where a feed is not believed. The code is what electron-updater and the log pass on. */
export class FeedFault extends Error {
  readonly fault: Fault
  readonly code: string
  constructor(fault: Fault, about = '') {
    super(about === '' ? faults[fault] : `${faults[fault]}: ${about}`)
    this.fault = fault
    this.code = `ERR_FEED_${fault.toUpperCase()}`
  }
}

export interface FeedFile {
  /** A plain name: the file lies beside the feed. */
  readonly url: string
  /** SHA-512 in base64. */
  readonly sha512: string
  /** Bytes. */
  readonly size: number
}
/** What a feed says. All of it is covered by the signature. */
export interface Feed {
  readonly version: string
  readonly files: readonly FeedFile[]
  readonly releaseDate: string
  /** Milliseconds: when it was signed, and until when it counts. */
  readonly issued: number
  readonly expires: number
  /** Share of the installations, 0 to 100, to which it is offered. */
  readonly stagingPercentage: number
  /** The oldest version from which this one may be installed in one step. */
  readonly minVersion: string | null
  /** Nobody's Harmony installs it by itself: a person or IT does. */
  readonly requireManualUpdate: boolean
  /** Oldest C library of Linux, oldest release of the system's kernel. */
  readonly minGlibc: string | null
  readonly minOs: string | null
  /** Number of the newest migration that the version knows: a database that is newer cannot be opened by it. */
  readonly dbSchemaMax: number | null
}

/** A feed counts no longer than this many milliseconds (400 days): whoever held one back for longer has nothing. */
export const longestLife = 400 * 86_400_000
/** `latest.yml`, `latest-mac.yml`, `latest-linux-arm64.yml`, and the same of another channel. */
export const feedName = /^[a-z]{1,20}(-mac|-linux)?(-[a-z0-9]{1,10})?\.yml$/
/** No folder, no address, no escape, nothing hidden: what comes after the last slash and nothing else. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9._ +-]{0,150}$/
export const isPlainName = (name: unknown): name is string => typeof name === 'string' && plainName.test(name) && !name.includes('..')

const dotted = /^\d{1,6}(\.\d{1,6}){0,3}$/
const malformed = (what: string): never => {
  throw new FeedFault('malformed', what)
}
const instantOf = (raw: unknown, what: string): number => {
  const at = typeof raw === 'string' ? Date.parse(raw) : raw instanceof Date ? raw.getTime() : Number.NaN
  return Number.isFinite(at) ? at : malformed(what)
}
const maybe = <T>(raw: unknown, holds: (value: unknown) => value is T, what: string): T | null =>
  raw === undefined || raw === null ? null : holds(raw) ? raw : malformed(what)
const isDotted = (raw: unknown): raw is string => typeof raw === 'string' && dotted.test(raw)
const isNumber = (raw: unknown): raw is number => Number.isSafeInteger(raw) && (raw as number) >= 0

function fileOf(raw: unknown): FeedFile {
  const { url, sha512, size } = (raw ?? {}) as Record<string, unknown>
  if (!isPlainName(url)) throw new FeedFault('address', String(url).slice(0, 200))
  if (
    typeof sha512 !== 'string' ||
    Buffer.from(sha512, 'base64').toString('base64') !== sha512 ||
    Buffer.from(sha512, 'base64').length !== 64
  )
    return malformed(`sha512 of ${url}`)
  return { url, sha512, size: isNumber(size) ? size : malformed(`size of ${url}`) }
}

/** Reads the text of a feed whose signature was found good. What it does not understand it refuses. */
export function readFeed(text: string, name: string): Feed {
  let raw: Record<string, unknown>
  try {
    raw = parseUpdateInfo(text, name, new URL('feed:/')) as unknown as Record<string, unknown>
  } catch {
    return malformed('it cannot be read')
  }
  if (typeof raw !== 'object' || raw === null) return malformed('it cannot be read')
  // A second list of files, of an installer that fetches the rest by itself, has no place in a feed of ours.
  if (raw['packages'] !== undefined) return malformed('packages')
  const files = Array.isArray(raw['files']) && raw['files'].length > 0 ? raw['files'].map(fileOf) : malformed('files')
  // What older versions of the updater read instead of the list must say the same.
  if (raw['path'] !== undefined && raw['path'] !== files[0]!.url) throw new FeedFault('address', String(raw['path']).slice(0, 200))
  if (raw['sha512'] !== undefined && raw['sha512'] !== files[0]!.sha512) return malformed('sha512')
  const staging = maybe(raw['stagingPercentage'], isNumber, 'stagingPercentage') ?? 100
  const [issued, expires] = [instantOf(raw['issued'], 'issued'), instantOf(raw['expires'], 'expires')]
  if (expires <= issued || expires - issued > longestLife) return malformed('expires')
  return {
    version: isVersion(raw['version']) ? raw['version'] : malformed('version'),
    files,
    releaseDate: new Date(instantOf(raw['releaseDate'], 'releaseDate')).toISOString(),
    issued,
    expires,
    stagingPercentage: staging <= 100 ? staging : malformed('stagingPercentage'),
    minVersion: maybe(raw['minVersion'], isVersion, 'minVersion'),
    requireManualUpdate: maybe(raw['requireManualUpdate'], (value) => typeof value === 'boolean', 'requireManualUpdate') ?? false,
    minGlibc: maybe(raw['minGlibc'], isDotted, 'minGlibc'),
    minOs: maybe(raw['minOs'], isDotted, 'minOs'),
    dbSchemaMax: maybe(raw['dbSchemaMax'], isNumber, 'dbSchemaMax'),
  }
}

/** The same as text: one line for each thing, which every reader of YAML and every person can read. */
export function writeFeed(feed: Feed): string {
  const { files, issued, expires, ...rest } = feed
  const plain = { ...rest, issued: new Date(issued).toISOString(), expires: new Date(expires).toISOString() }
  const lines = Object.entries(plain).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${JSON.stringify(value)}`]))
  const listed = files.map((file) => `  - ${JSON.stringify(file)}`)
  return `${[...lines, 'files:', ...listed, `path: ${JSON.stringify(files[0]!.url)}`, `sha512: ${JSON.stringify(files[0]!.sha512)}`].join('\n')}\n`
}
