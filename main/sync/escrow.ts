import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Harmony } from '../compose.ts'
import { NoCompanyKey } from '../house-keys.ts'
import { sealTo } from '../keys/wraps.ts'
import { setState, stateOf } from './capturing.ts'
import type { SentIntent } from './messages.ts'

// A second copy of what exists only on a laptop: each intent, closed to the hub's recovery key, on a stick or a share. Whoever finds it can read nothing
// (`sync.md` 2.12).

interface Line {
  readonly device: string
  readonly sealed: string
}
/** What is closed in a line: an intent, or bytes that one of them names. */
type Inside = SentIntent | { readonly file: string; readonly bytes: string }
const lineOf = (key: string, device: string, inside: Inside): string =>
  `${JSON.stringify({ device, sealed: sealTo(key, Buffer.from(JSON.stringify(inside)), device) } satisfies Line)}\n`

/** Writes down what was captured since the last time; on a new stick everything. Answers how many. */
async function append(harmony: Harmony, folder: string): Promise<number> {
  const { state, rows, file } = await harmony.database.read(async (session) => {
    const known = await stateOf(session)
    const place = join(folder, `harmony-${known.get('shortCode') ?? ''}-${(known.get('device') ?? '').slice(-8)}.escrow`)
    const from = existsSync(place) ? Number(known.get('escrowed') ?? '0') : 0
    const found = await session.rows('select lseq, body, signature from queue where lseq > ? order by lseq', [from])
    return { state: known, rows: found as [unknown, string, string][], file: place }
  })
  const [key, device] = [state.get('recoveryKey'), state.get('device')]
  if (rows.length === 0 || key === undefined || device === undefined) return 0
  mkdirSync(folder, { recursive: true })
  const handle = openSync(file, 'a', 0o600)
  try {
    for (const [, body, signature] of rows) writeSync(handle, lineOf(key, device, { body, signature }))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  await harmony.database.transact(async (session) => void (await setState(session, 'escrowed', String(rows.at(-1)![0]))))
  return rows.length
}

/** Writes what was brought out of a damaged file as such a copy, into a file that is not there yet. */
export function writeEscrow(
  file: string,
  key: string,
  device: string,
  intents: readonly SentIntent[],
  files: ReadonlyMap<string, Buffer>,
): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    for (const { body, signature } of intents) writeSync(handle, lineOf(key, device, { body, signature }))
    for (const [hash, bytes] of files) writeSync(handle, lineOf(key, device, { file: hash, bytes: bytes.toString('base64') }))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Keeps the second copy up to date for as long as the device is open. A stick that is not there is tried again with the next capture. */
export function keepEscrow(
  harmony: Harmony,
  folder: string,
  log: { warn(facts: object, what: string): void },
): { written(): Promise<void>; stop(): void } {
  let last: Promise<void> = Promise.resolve()
  const write = (): void => {
    last = last.then(() =>
      append(harmony, folder).then(
        () => undefined,
        (error: unknown) => log.warn({ folder, why: error instanceof Error ? error.message : String(error) }, 'no second copy'),
      ),
    )
  }
  write()
  const stop = harmony.watch(({ operation }) => {
    const known = harmony.operations.get(operation)
    if (known?.does === 'command' && known.offline === 'queue') write()
  })
  return { written: () => last, stop }
}

/** What the hub came to with each line. */
export interface Imported {
  readonly lines: number
  readonly taken: number
  /** Lines that are damaged, or closed to another hub. */
  readonly unreadable: number
}

/** At the hub: takes in what a second copy holds. What had arrived already is not done again. */
export async function importEscrow(harmony: Harmony, file: string): Promise<Imported> {
  const byDevice = new Map<string, SentIntent[]>()
  const files: Buffer[] = []
  let [lines, unreadable] = [0, 0]
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    if (text.trim() === '') continue
    lines += 1
    const found = await readLine(text, (sealed, device) => harmony.recovery.open(sealed, device))
    if (!found) unreadable += 1
    else if ('file' in found.inside) files.push(Buffer.from(found.inside.bytes, 'base64'))
    else byDevice.set(found.device, [...(byDevice.get(found.device) ?? []), found.inside])
  }
  let taken = 0
  for (const [device, intents] of byDevice) taken += await harmony.hub!.takeEscrow(device, intents)
  // Under the hash that they come to, whatever the line says; what came before is kept once.
  for (const bytes of files) await harmony.files.put(bytes, 'file', 'application/octet-stream')
  return { lines, taken: taken + files.length, unreadable }
}
async function readLine(
  text: string,
  open: (sealed: string, device: string) => Promise<Buffer | undefined>,
): Promise<{ device: string; inside: Inside } | undefined> {
  try {
    const { device, sealed } = JSON.parse(text) as Line
    const bytes = await open(sealed, device)
    return bytes && { device, inside: JSON.parse(bytes.toString('utf8')) as Inside }
  } catch (error) {
    // The line may be whole: another computer reads it.
    if (error instanceof NoCompanyKey) throw error
    return undefined
  }
}
