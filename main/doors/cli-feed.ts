import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Release } from '../desktop/updates/folder.ts'
import type { PublicKey } from '../desktop/updates/signature.ts'
import { projectRoot } from '../places.ts'
import { BadUsage, exitCodes, textOption, type Arguments, type Terminal } from './cli.ts'
import { write } from './cli-store.ts'

/** `harmony feed …`: makes, checks and copies the folder from which desktops are updated. No database is opened. */
export async function feed(given: Arguments, terminal: Terminal): Promise<number> {
  const [act, ...places] = given.positionals
  const work = Object.hasOwn(acts, act!) ? acts[act!] : undefined
  if (!work) throw new BadUsage(`feed knows ${Object.keys(acts).join(', ')}`)
  const { FeedFault } = await import('../desktop/updates/feed.ts')
  try {
    return await work(given, terminal, places)
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error
    terminal.errors.write(`harmony feed: ${error.message}\n`)
    return exitCodes.refused
  }
}
type Act = (given: Arguments, terminal: Terminal, places: readonly string[]) => Promise<number>

const folderThere = (folder: string): string => {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new BadUsage(`there is no folder ${folder}`)
  return folder
}
const only = (places: readonly string[], count: number, what: string): readonly string[] => {
  if (places.length !== count) throw new BadUsage(`wants ${what}`)
  return places
}

/** The secret half goes into a file of its own that only its owner can read; nothing that is there is ever overwritten. */
const keys: Act = async (_given, terminal, places) => {
  const [file] = only(places, 1, 'a file for the secret key')
  const { newKeys } = await import('../desktop/updates/signature.ts')
  const { secret, key } = newKeys()
  if (existsSync(file!)) throw new BadUsage(`${file} is there already`)
  const open = openSync(file!, 'wx', 0o600)
  try {
    writeFileSync(open, secret)
  } finally {
    closeSync(open)
  }
  await write(terminal, { key, secret: file })
  return exitCodes.done
}

const sign: Act = async (given, terminal, places) => {
  const [folder] = only(places, 1, 'the folder with the installers')
  const { signFolder } = await import('../desktop/updates/folder.ts')
  const { readSecret } = await import('../desktop/updates/signature.ts')
  const files = listOption(given, 'key')
  if (files.length === 0) throw new BadUsage('--key names the file of the secret key')
  const secrets = files.map((file) => {
    const text = textOf(file)
    try {
      return readSecret(text)
    } catch {
      throw new BadUsage(`${file} holds no secret key of a feed; harmony feed keys makes one`)
    }
  })
  const feeds = signFolder(folderThere(folder!), releaseOf(given), secrets)
  await write(terminal, { signed: feeds.flatMap((name) => [name, `${name}.sig`]) })
  return exitCodes.done
}

const dayLong = 86_400_000
function releaseOf(given: Arguments): Release {
  const version = textOption(given, 'version')
  if (version === undefined) throw new BadUsage('--version is missing')
  const now = Date.now()
  const days = wholeOption(given, 'days', 1, 400) ?? 90
  return {
    version,
    channel: textOption(given, 'channel') ?? 'latest',
    releaseDate: new Date(now).toISOString(),
    issued: now,
    expires: now + days * dayLong,
    stagingPercentage: wholeOption(given, 'staging', 0, 100) ?? 100,
    minVersion: textOption(given, 'min-version') ?? null,
    requireManualUpdate: given.values['manual'] === true,
    minGlibc: textOption(given, 'min-glibc') ?? null,
    minOs: textOption(given, 'min-os') ?? null,
    dbSchemaMax: wholeOption(given, 'schema', 0, 9_999) ?? null,
  }
}

const verify: Act = async (given, terminal, places) => {
  const [folder] = only(places, 1, 'the folder of a feed')
  const { verifyFolder } = await import('../desktop/updates/folder.ts')
  return told(given, terminal, verifyFolder(folderThere(folder!), await trusted(given), Date.now()))
}
const mirror: Act = async (given, terminal, places) => {
  const [from, to] = only(places, 2, 'the folder of a feed and the folder to which it is copied')
  const { mirrorFolder } = await import('../desktop/updates/folder.ts')
  return told(given, terminal, mirrorFolder(folderThere(from!), to!, await trusted(given), Date.now()))
}
const acts: Readonly<Record<string, Act>> = { sign, mirror, verify, keys }

interface Verdict {
  readonly checks: readonly { readonly file: string; readonly fault: string | null }[]
  readonly broken: { readonly file: string; readonly fault: string | null } | null
}
async function told(given: Arguments, terminal: Terminal, { checks, broken }: Verdict): Promise<number> {
  if (given.values['json']) await write(terminal, { ok: broken === null, broken, checks })
  else
    for (const { file, fault } of checks)
      terminal.output.write(`${fault === null ? '✓' : '✗'} ${file}${fault === null ? '' : `: ${fault}`}\n`)
  if (broken && !given.values['json']) terminal.output.write(`\nThe first fault: ${broken.file}: ${broken.fault}\n`)
  return broken === null ? exitCodes.done : exitCodes.refused
}

/** The public keys that are believed: those that were named, else those that this product pins. */
async function trusted(given: Arguments): Promise<readonly PublicKey[]> {
  const { isPublicKey } = await import('../desktop/updates/signature.ts')
  const { pinnedFeed } = await import('../desktop/updates/pinned.ts')
  const named = listOption(given, 'trust').map((key) => (existsSync(key) ? textOf(key).trim() : key).toLowerCase())
  if (named.some((key) => !isPublicKey(key))) throw new BadUsage('--trust wants a public key of 64 hex digits, or a file with one')
  if (named.length > 0) return named
  const pinned = pinnedFeed(projectRoot())
  if (!pinned) throw new BadUsage('this build pins no keys: name the public key with --trust')
  return [pinned.keys.current, pinned.keys.next]
}

const listOption = (given: Arguments, name: string): readonly string[] => {
  const value = given.values[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}
function wholeOption(given: Arguments, name: string, from: number, to: number): number | undefined {
  const text = textOption(given, name)
  if (text === undefined) return undefined
  const value = /^\d{1,6}$/.test(text) ? Number(text) : -1
  if (value < from || value > to) throw new BadUsage(`--${name} wants a whole number from ${from} to ${to}`)
  return value
}
function textOf(path: string): string {
  try {
    return readFileSync(join(path), 'utf8')
  } catch {
    throw new BadUsage(`cannot read ${path}`)
  }
}
