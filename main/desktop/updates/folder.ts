// A feed as a folder of files: what a release puts on its web server, and what an organisation without a way to the internet carries in on a stick.
import { createHash, type KeyObject } from 'node:crypto'
import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs' // prettier-ignore
import { join } from 'node:path'
import { FeedFault, feedName, isPlainName, readFeed, writeFeed, type Feed, type FeedFile } from './feed.ts'
import { signersOf, signFeed, type PublicKey } from './signature.ts'
import { isNewer } from './versions.ts'

const largestFeed = 200_000
const piece = 1_048_576

/** SHA-512 in base64, a piece at a time: installers have hundreds of megabytes. */
export function digestOf(file: string): string {
  const hash = createHash('sha512')
  const bytes = Buffer.alloc(piece)
  const open = openSync(file, 'r')
  try {
    for (let read = readSync(open, bytes); read > 0; read = readSync(open, bytes)) hash.update(bytes.subarray(0, read))
  } finally {
    closeSync(open)
  }
  return hash.digest('base64')
}

/** What a release says about its files; the rest is found out by looking at them. */
export interface Release extends Omit<Feed, 'files'> {
  readonly channel: string
}
/**
 * Which feed a file of a release belongs in. A desktop fetches none of them but its own installer; the packages for whole machines and for hubs are listed too, so
 * that they are vouched for and carried along to where there is no internet. Everything else in the folder stays out of every feed.
 */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/\.(exe|msi)$|-win-.*\.zip$/i, ''],
  [/\.(zip|dmg)$/i, '-mac'],
  [/(arm64|aarch64)\.(deb|rpm|AppImage|tar\.gz)$/i, '-linux-arm64'],
  [/\.(deb|rpm|AppImage|tar\.gz)$/i, '-linux'],
]
const suffixOf = (name: string): string | undefined => kinds.find(([ending]) => ending.test(name))?.[1]
/** What a release consists of, which is told wherever the release goes. */
const isBill = (name: string): boolean => name.endsWith('-sbom.cdx.json')

/** Writes and signs the feeds of the installers in a folder; answers their names. The version must stand in the name of every installer. */
export function signFolder(folder: string, { channel, ...release }: Release, secrets: readonly KeyObject[]): readonly string[] {
  const ofVersion = readdirSync(folder).sort().filter((name) => name.includes(`-${release.version}-`)) // prettier-ignore
  const names = ofVersion.filter((name) => suffixOf(name) !== undefined)
  const bills = ofVersion.filter(isBill)
  const odd = [...names, ...bills].find((name) => !isPlainName(name))
  if (odd !== undefined) throw new FeedFault('address', odd)
  const groups = Map.groupBy(names, (name) => `${channel}${suffixOf(name)!}.yml`)
  if (groups.size === 0) throw new FeedFault('missing', `no installer of version ${release.version} in ${folder}`)
  for (const [name, files] of groups) {
    const listed = [...files, ...bills].map((url): FeedFile => ({
      url,
      sha512: digestOf(join(folder, url)),
      size: statSync(join(folder, url)).size,
    }))
    const text = writeFeed({ ...release, files: listed })
    // What was signed reads as it was meant, or it is not written.
    readFeed(text, name)
    writeFileSync(join(folder, `${name}.new`), text)
    writeFileSync(join(folder, `${name}.sig`), signFeed(name, text, secrets))
    renameSync(join(folder, `${name}.new`), join(folder, name))
  }
  return [...groups.keys()]
}

export interface Checked {
  readonly file: string
  /** What is wrong with it; `null`: nothing. */
  readonly fault: string | null
}
export interface FolderVerdict {
  readonly checks: readonly Checked[]
  /** The first file that is not as it should be, and why. */
  readonly broken: Checked | null
  readonly feeds: readonly { readonly name: string; readonly feed: Feed; readonly text: string; readonly signature: string }[]
}

const failing = (work: () => void): string | null => {
  try {
    work()
    return null
  } catch (error) {
    return (error as Error).message
  }
}
function fileFault(folder: string, { url, sha512, size }: FeedFile): string | null {
  const facts = statSync(join(folder, url), { throwIfNoEntry: false })
  if (!facts?.isFile()) return 'it is not there'
  if (facts.size !== size) return `it has ${facts.size} bytes instead of ${size}`
  return digestOf(join(folder, url)) === sha512 ? null : 'its SHA-512 is another one'
}

/** Every feed of a folder and every file that they name, feed by feed, each with what is wrong with it. */
export function verifyFolder(folder: string, keys: readonly PublicKey[], now: number): FolderVerdict {
  const checks: Checked[] = []
  const feeds: FolderVerdict['feeds'][number][] = []
  for (const name of readdirSync(folder)
    .filter((file) => feedName.test(file))
    .sort()) {
    // prettier-ignore
    const fault = failing(() => {
      if (statSync(join(folder, name)).size > largestFeed) throw new FeedFault('malformed', 'it is too large')
      const text = readFileSync(join(folder, name), 'utf8')
      if (!existsSync(join(folder, `${name}.sig`))) throw new FeedFault('missing', `${name}.sig`)
      const signature = readFileSync(join(folder, `${name}.sig`), 'utf8')
      signersOf(name, text, signature, keys)
      const feed = readFeed(text, name)
      feeds.push({ name, feed, text, signature })
      if (feed.expires <= now) throw new FeedFault('expired', new Date(feed.expires).toISOString())
    })
    checks.push({ file: name, fault })
  }
  if (checks.length === 0) checks.push({ file: folder, fault: 'there is no feed in it' })
  const files = new Map(feeds.flatMap(({ feed }) => feed.files.map((file) => [file.url, file] as const)))
  for (const file of files.values()) checks.push({ file: file.url, fault: fileFault(folder, file) })
  return { checks, broken: checks.find(({ fault }) => fault !== null) ?? null, feeds }
}

/**
 * Copies a feed that was found whole into another folder: installers first and the feeds last, so that whoever reads the target meanwhile sees the old state
 * or the new one. A target that already has a newer version is left alone.
 */
export function mirrorFolder(from: string, to: string, keys: readonly PublicKey[], now: number): FolderVerdict {
  const verdict = verifyFolder(from, keys, now)
  if (verdict.broken) return verdict
  mkdirSync(to, { recursive: true })
  const there = new Map(verifyFolder(to, keys, 0).feeds.map(({ name, feed }) => [name, feed]))
  for (const { name, feed } of verdict.feeds) {
    const older = there.get(name)
    if (older && (isNewer(older.version, feed.version) || older.issued > feed.issued))
      throw new FeedFault('older', `${name} in ${to} is of ${older.version}`)
  }
  const place = (name: string): void => {
    copyFileSync(join(from, name), join(to, `${name}.new`))
    renameSync(join(to, `${name}.new`), join(to, name))
  }
  for (const { url } of verdict.feeds.flatMap(({ feed }) => feed.files)) {
    for (const name of [url, `${url}.blockmap`]) if (existsSync(join(from, name))) place(name)
  }
  for (const { name } of verdict.feeds) for (const file of [`${name}.sig`, name]) place(file)
  // What arrived is looked at again: a stick may lie.
  return verifyFolder(to, keys, now)
}
