import { createHash } from 'node:crypto'
import { existsSync, openSync, closeSync, fstatSync, readSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import { say, type Words } from '../../core/kernel/words.ts'
import { definitionOf } from '../../core/support/settings.ts'
import type { Diagnosis } from './diagnosing.ts'
import { isSecretName, redacted, secretsIn } from './redact.ts'
import type { Surroundings } from './surroundings.ts'

export interface Part {
  readonly name: string
  readonly text: string
}
export interface Bundle {
  readonly parts: readonly Part[]
  readonly bytes: Buffer
  readonly hash: string
  readonly name: string
}

/** How its file is called. */
export const bundleName = /^harmony-support-\d{4}-\d{2}-\d{2}\.tar\.gz$/

/** Bytes of the end of a log that come along: the last hours, not the history. */
const logTail = 60_000
/** Signs of one part, so that a person can look at all of it before it is saved. */
const longestPart = 90_000

/** What would help somebody who helps, and nothing that they must not see. No row of the database is in it. */
export function makeBundle(
  world: Surroundings,
  diagnosis: Diagnosis,
  words: Words,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Bundle> {
  const secrets = secretsIn({ ...environment, HARMONY_DATABASE_URL: world.databaseUrl })
  const clean = (text: string): string => redacted(text, secrets, homedir()).slice(0, longestPart)
  const parts: Part[] = [
    { name: 'diagnosis.txt', text: toldIn(diagnosis, words) },
    { name: 'diagnosis.json', text: JSON.stringify(diagnosis, null, 2) },
    { name: 'settings.json', text: JSON.stringify(settingsOf(world), null, 2) },
    { name: 'system.json', text: JSON.stringify(systemOf(world, environment), null, 2) },
    ...logsOf(world),
  ].map(({ name, text }) => ({ name, text: `${clean(text)}\n` }))
  return packed(parts, `harmony-support-${diagnosis.at.slice(0, 10)}.tar.gz`, world.now)
}

/** The diagnosis as a person reads it, in plain lines. */
export function toldIn({ checks, version, at }: Diagnosis, words: Words): string {
  const marks = { fine: '✓', warning: '!', fault: '✗' } as const
  const lines = checks.flatMap(({ check, stands, finding, about }) => {
    const remedy = stands === 'fine' ? [] : [`  → ${say(words, `support.remedy.${finding}`, about)}`]
    return [`${marks[stands]} ${say(words, `support.check.${check}`)}: ${say(words, `support.found.${finding}`, about)}`, ...remedy]
  })
  return [`Harmony ${version}, ${at}`, '', ...lines].join('\n')
}

/** Values of settings that are shaped like anything but a secret; of what is faulty only the name, and not even that of what nobody knows. */
function settingsOf({ policy }: Surroundings): unknown {
  const { settings, faults } = policy.effective()
  const shown = settings.map(({ key, value, source, managed, overruled }) => {
    const type = definitionOf(key)
    const secret = type.type === 'text' && type.form === 'recoveryKey' && value !== null
    return { key, value: secret ? '[set]' : value, source, managed, overruled }
  })
  return { settings: shown, faults: faults.map(({ key, ...fault }) => ({ ...fault, key: fault.fault === 'unknown' ? '[unknown]' : key })) }
}

/** Names of the variables that have to do with Harmony and the network; their values only where they are on a list. */
const shownVariables = new Set([
  'LANG',
  'LC_ALL',
  'LC_MESSAGES',
  'TZ',
  'HARMONY_LOG_LEVEL',
  'NODE_ENV',
  'XDG_SESSION_TYPE',
  'XDG_CURRENT_DESKTOP',
])
function systemOf(world: Surroundings, environment: Readonly<Record<string, string | undefined>>): unknown {
  const relevant = Object.keys(environment).filter(
    (name) => /^(HARMONY_|NODE_|ELECTRON_|HTTPS?_PROXY$|NO_PROXY$|PG|SSL_)/i.test(name) || shownVariables.has(name),
  )
  const variables = Object.fromEntries(
    relevant.sort().map((name) => [name, shownVariables.has(name) && !isSecretName(name) ? environment[name] : '[set]']),
  )
  const { version, runtime, platform, zone, inField } = world
  const store = world.databaseUrl === undefined ? 'file' : 'server'
  return { version, runtime: runtime.name, platform, architecture: process.arch, zone, store, field: inField, variables }
}

function logsOf({ logs }: Surroundings): Part[] {
  if (logs === undefined || !existsSync(logs)) return []
  return readdirSync(logs)
    .filter((name) => /^[\w.-]+\.log(\.before)?$/.test(name))
    .sort()
    .map((name) => ({ name: `log/${name}`, text: endOf(join(logs, name)) }))
}
/** The last whole lines of a file. */
function endOf(file: string): string {
  const handle = openSync(file, 'r')
  try {
    const { size } = fstatSync(handle)
    const from = Math.max(0, size - logTail)
    const bytes = Buffer.alloc(size - from)
    readSync(handle, bytes, 0, bytes.length, from)
    const text = bytes.toString('utf8')
    // Half a line may hold half a secret, which has no form any more.
    return from === 0 ? text : text.slice(text.indexOf('\n') + 1)
  } finally {
    closeSync(handle)
  }
}

async function packed(parts: readonly Part[], name: string, now: number): Promise<Bundle> {
  const archive = pack()
  for (const part of parts) archive.entry({ name: part.name, mtime: new Date(now), mode: 0o600 }, part.text)
  archive.finalize()
  const pieces: Buffer[] = []
  for await (const piece of archive as AsyncIterable<Buffer>) pieces.push(piece)
  const bytes = gzipSync(Buffer.concat(pieces))
  return { parts, bytes, hash: createHash('sha256').update(bytes).digest('hex'), name }
}

/** What lies in a bundle that was made before. */
export async function partsOf(bytes: Buffer): Promise<readonly Part[]> {
  const archive = extract()
  archive.end(gunzipSync(bytes))
  const parts: Part[] = []
  for await (const entry of archive) {
    const pieces: Buffer[] = []
    for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece)
    parts.push({ name: entry.header.name, text: Buffer.concat(pieces).toString('utf8') })
  }
  return parts
}
