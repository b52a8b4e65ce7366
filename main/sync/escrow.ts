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
    for (const [, body, signature] of rows) {
      const sealed = sealTo(key, Buffer.from(JSON.stringify({ body, signature } satisfies SentIntent)), device)
      writeSync(handle, `${JSON.stringify({ device, sealed } satisfies Line)}\n`)
    }
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  await harmony.database.transact(async (session) => void (await setState(session, 'escrowed', String(rows.at(-1)![0]))))
  return rows.length
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
  let [lines, unreadable] = [0, 0]
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    if (text.trim() === '') continue
    lines += 1
    const found = await readLine(text, (sealed, device) => harmony.recovery.open(sealed, device))
    if (!found) unreadable += 1
    else byDevice.set(found.device, [...(byDevice.get(found.device) ?? []), found.intent])
  }
  let taken = 0
  for (const [device, intents] of byDevice) taken += await harmony.hub!.takeEscrow(device, intents)
  return { lines, taken, unreadable }
}
async function readLine(
  text: string,
  open: (sealed: string, device: string) => Promise<Buffer | undefined>,
): Promise<{ device: string; intent: SentIntent } | undefined> {
  try {
    const { device, sealed } = JSON.parse(text) as Line
    const bytes = await open(sealed, device)
    return bytes && { device, intent: JSON.parse(bytes.toString('utf8')) as SentIntent }
  } catch (error) {
    // The line may be whole: another computer reads it.
    if (error instanceof NoCompanyKey) throw error
    return undefined
  }
}
