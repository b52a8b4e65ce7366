import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sealing } from './sealing.ts'
import { signs } from './signs.ts'
import type { Database } from './storage/connect.ts'
import { sha256 } from './storage/log.ts'
import { binder, type Session } from './storage/session.ts'

/**
 * Where the log stood on a day, kept outside of the database: whoever may change the database, its superuser included, can make the chain of the log consistent
 * again behind what they changed, but not with an anchor that lies elsewhere. Anchors hang together as the log does, and are signed by the installation's key.
 */
export interface Anchor {
  readonly v: 1
  readonly day: string
  readonly at: string
  /** Calls in the log, and the link of the last one. */
  readonly calls: number
  readonly hash: string
  /** SHA-256 of the file before; `null` of the first. */
  readonly previous: string | null
  readonly key: string
  readonly signature: string
}
export interface AnchorFault {
  /** The file, or `log`. */
  readonly where: string
  /** `changed`: the log is another one than on that day; `missing`: it has lost its end; `unreadable`, `forged`, `torn`: the anchor itself. */
  readonly trouble: 'unreadable' | 'forged' | 'torn' | 'missing' | 'changed'
  readonly calls: number | null
}

const fileForm = /^harmony-anchor-(\d{4}-\d\d-\d\d)\.json$/
const anchorText = ({ v, day, at, calls, hash, previous }: Omit<Anchor, 'key' | 'signature'>): string =>
  `harmony-anchor/${v}\n${JSON.stringify([day, at, calls, hash, previous])}\n`

const filesIn = (folder: string): string[] => readdirSync(folder).filter((file) => fileForm.test(file)).sort() // prettier-ignore

/** Writes the anchor of a day, once: an anchor that is there is never written again. `undefined`: it is there already. */
export async function writeAnchor(database: Database, sealing: Sealing, folder: string, at: string): Promise<string | undefined> {
  mkdirSync(folder, { recursive: true })
  const day = at.slice(0, 10)
  const file = join(folder, `harmony-anchor-${day}.json`)
  const before = filesIn(folder).at(-1)
  const previous = before === undefined ? null : sha256(readFileSync(join(folder, before), 'utf8'))
  const [calls, hash] = await database.read(headOf)
  const about = { v: 1, day, at, calls, hash, previous } as const
  const { key, signature } = await sealing.sign(anchorText(about))
  try {
    writeFileSync(file, `${JSON.stringify({ ...about, key, signature } satisfies Anchor)}\n`, { flag: 'wx', mode: 0o644 })
    return file
  } catch (error) {
    // Of several hubs one was faster.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
}

async function headOf(session: Session): Promise<[number, string]> {
  const [head] = await session.rows('select next_call, hash from log_head')
  return [Number(head![0]) - 1, head![1] as string]
}
async function linkAt(session: Session, calls: number): Promise<string | undefined> {
  if (calls === 0) return '0'.repeat(64)
  const b = binder(session.dialect)
  const [row] = await session.rows(`select hash from calls where seq = ${b.mark(calls, 'bigint')}`, b.values)
  return row?.[0] as string | undefined
}

function anchorIn(text: string): Anchor | undefined {
  try {
    const raw = JSON.parse(text) as Partial<Anchor> | null
    const fits =
      raw?.v === 1 &&
      Number.isSafeInteger(raw.calls) &&
      [raw.day, raw.at, raw.hash, raw.key, raw.signature].every((one) => typeof one === 'string')
    return fits ? (raw as Anchor) : undefined
  } catch {
    return undefined
  }
}

/**
 * Holds the log against every anchor of a folder. That the log is consistent in itself is another check (`verifyLog`); together they say that nothing up to the
 * last anchor was ever changed. `key`: the installation's, where the reader knows it from elsewhere; else the one that signed the first anchor.
 */
export async function verifyAnchors(
  database: Database,
  folder: string,
  key?: string,
): Promise<{ readonly anchors: number; readonly fault: AnchorFault | null }> {
  const files = filesIn(folder)
  let previous: string | null = null
  let trusted = key
  let calls = 0
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8')
    const anchor = anchorIn(text)
    const fault = (trouble: AnchorFault['trouble']) => ({
      anchors: files.length,
      fault: { where: file, trouble, calls: anchor?.calls ?? null },
    })
    if (!anchor || anchor.day !== fileForm.exec(file)![1]) return fault('unreadable')
    trusted ??= anchor.key
    if (anchor.key !== trusted || !signs(anchor.key, anchorText(anchor), anchor.signature)) return fault('forged')
    // Older ones may have been taken away to an archive; what is there hangs together.
    if ((previous !== null && anchor.previous !== previous) || anchor.calls < calls) return fault('torn')
    const link = await database.read((session) => linkAt(session, anchor.calls))
    if (link === undefined) return fault('missing')
    if (link !== anchor.hash) return fault('changed')
    previous = sha256(text)
    calls = anchor.calls
  }
  return { anchors: files.length, fault: null }
}

/** Writes the anchor of the day, where a folder is given for it. */
export const anchoring =
  (folder: string | undefined, database: Database, sealing: Sealing, at: () => string): (() => Promise<void>) =>
  async () => {
    if (folder !== undefined) await writeAnchor(database, sealing, folder, at())
  }
