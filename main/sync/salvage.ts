import { createHash } from 'node:crypto'
import { sha256 } from '../storage/log.ts'
import { isText, openPages, textOf, type Pages, type RawRow, type Wanted } from '../storage/pages.ts'
import type { SentIntent } from './messages.ts'

// What a device captured, brought out of a file that SQLite gives up on (`sync.md` 2.19, case 42). Rows are looked for on every page by their form, for the way to them
// may be what is damaged; that a row of the queue is whole its own digest proves, and its signature at the hub.

/** What was found in a damaged file. */
export interface Salvaged {
  /** Not settled, or nobody can tell; oldest first. */
  readonly intents: readonly (SentIntent & { readonly lseq: number })[]
  /** Files that they name, by their hash. */
  readonly files: ReadonlyMap<string, Buffer>
  /** Of the device: `device`, `shortCode`, `recoveryKey` and so on. */
  readonly state: ReadonlyMap<string, string>
  /** Captured and not settled, but its text cannot be read. */
  readonly unreadable: number
  /** Of these, what no hub had confirmed. */
  readonly onlyHere: number
  /** Places of the queue of which nothing is left: settled long ago and forgotten, or lost with what says so. */
  readonly unknown: number
}

/** Of the queue, which is frozen: it may only be given more of them. */
const columns = 18
const [id, digest, signature] = [textOf(36), textOf(64), textOf(128)]
const states = ['saved', 'applied', 'attention', 'settled']
const isIntent: Wanted = (types) =>
  types.length >= columns && types[0] === 0 && types[1] === id && isText(types[8]) && types[9] === digest && types[10] === signature
const isStanding: Wanted = (types) => types.length === 8 && types[0] === 0 && types[1] === textOf(24) && states.some((state) => textOf(state.length) === types[2]) // prettier-ignore
const isPair: Wanted = (types) => types.length === 2 && isText(types[0]) && types[1] !== undefined && types[1] > 0
const isFile: Wanted = (types) => types.length === 4 && types[0] === digest && types[2]! >= 12 && types[2]! % 2 === 0 && isText(types[3])
const sequence = 'queue'
/** What is needed of the device's state; other tables have rows of two texts too. */
const facts = /^(device|shortCode|recoveryKey|head|hub|user|login)$/

interface Found {
  readonly bodies: Map<number, SentIntent>
  readonly standings: Map<number, Set<string>>
  readonly state: Map<string, string>
  last: number
}

/** Reads everything that can be read; changes nothing. `key`: the 32 bytes that the file is closed with; `copies`: files of the same device from before, the newest first. */
export function salvage(file: string, key: Buffer, copies: readonly string[] = []): Salvaged {
  return withPages(file, key, (pages) => {
    const found: Found = { bodies: new Map(), standings: new Map(), state: new Map(), last: 0 }
    for (const row of pages.rows((types) => isIntent(types) || isStanding(types) || isPair(types))) noted(found, row)
    const open = (lseq: number): boolean => found.standings.get(lseq)?.size !== 1 || !found.standings.get(lseq)!.has('settled')
    const missing = (): number[] => [...found.standings.keys()].filter((lseq) => open(lseq) && !found.bodies.has(lseq))
    const wanting = (rows: Iterable<RawRow>): void => {
      for (const { rowid, values } of rows) if (!found.bodies.has(rowid) && found.standings.has(rowid)) intentIn(found, rowid, values)
    }
    // Where its page is spoilt, one from before may still hold it, or a copy of the file: what was captured never changes.
    if (missing().length > 0) wanting(pages.rowsBefore(isIntent))
    for (const copy of copies) if (missing().length > 0) withPages(copy, key, (before) => wanting(before.rows(isIntent)))
    const intents = [...found.bodies]
      .filter(([lseq]) => open(lseq))
      .toSorted(([a], [b]) => a - b)
      .map(([lseq, sent]) => ({ lseq, ...sent }))
    const known = [...new Set([...found.bodies.keys(), ...found.standings.keys()])]
    const first = known.reduce((least, lseq) => Math.min(least, lseq), Infinity)
    const last = known.reduce((most, lseq) => Math.max(most, lseq), found.last)
    const lost = missing()
    return {
      intents,
      files: filesOf(pages, intents),
      state: found.state,
      unreadable: lost.length,
      onlyHere: lost.filter((lseq) => found.standings.get(lseq)!.has('saved')).length,
      unknown: known.length === 0 ? found.last : last - first + 1 - known.length,
    }
  })
}
function withPages<T>(file: string, key: Buffer, work: (pages: Pages) => T): T {
  const pages = openPages(file, key)
  try {
    return work(pages)
  } finally {
    pages.close()
  }
}

function noted(found: Found, { rowid, values }: RawRow): void {
  if (values.length >= columns) return intentIn(found, rowid, values)
  const [key, at, state] = values
  if (values.length === 8) {
    if (!states.includes(String(state)) || Number.isNaN(Date.parse(String(at)))) return
    const known = found.standings.get(rowid) ?? new Set()
    found.standings.set(rowid, known.add(String(state)))
  } else if (key === sequence && typeof at === 'number') found.last = Math.max(found.last, at)
  else if (facts.test(String(key)) && typeof at === 'string') found.state.set(String(key), at)
}

/** A row that is not what its digest says is none. */
function intentIn(found: Found, lseq: number, values: RawRow['values']): void {
  const [body, hash, signed] = [values[8], values[9], values[10]]
  if (typeof body !== 'string' || typeof signed !== 'string' || sha256(body) !== hash) return
  found.bodies.set(lseq, { body, signature: signed })
}

function filesOf(pages: Pages, intents: readonly SentIntent[]): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const named = new Set(intents.flatMap(({ body }) => body.match(/(?<=")[0-9a-f]{64}(?=")/g) ?? []))
  if (named.size === 0) return files
  for (const { values } of pages.rows(isFile)) {
    const [hash, , bytes] = values
    if (typeof hash !== 'string' || !named.has(hash) || files.has(hash) || !Buffer.isBuffer(bytes)) continue
    if (createHash('sha256').update(bytes).digest('hex') === hash) files.set(hash, bytes)
  }
  return files
}
