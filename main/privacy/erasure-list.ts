import { randomUUID } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { erasedPeople, type ErasedPerson } from '../../core/privacy/erasure.ts'
import type { Outcome, Read } from '../../core/kernel/operation.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import type { HarmonyCall } from '../calls.ts'
import type { HostCaller } from '../callers.ts'
import type { Sealing } from '../sealing.ts'
import { signs } from '../signs.ts'

/**
 * Who was erased, kept outside of the database: beside it and beside the backups. A backup from before knows nothing of it, so whatever comes back from one is
 * held against this list before anybody works with it. Only ids stand in it, each line signed by the key of the installation, so that nobody has people erased by
 * writing a line.
 */
const fileName = 'harmony-erasures.jsonl'
export const erasureListIn = (folder: string): string => join(folder, fileName)

type Entry = Pick<ErasedPerson, 'id' | 'erasure' | 'person' | 'pseudonym' | 'erasedAt'>
interface Line extends Entry {
  readonly v: 1
  readonly key: string
  readonly signature: string
}
const textOf = ({ id, erasure, person, pseudonym, erasedAt }: Entry): string =>
  `harmony-erased/1\n${JSON.stringify([id, erasure, person, pseudonym, erasedAt])}\n`

/** The lines of a list that the installation signed; what is torn or foreign counts for nothing. */
function linesIn(folder: string, key?: string): Line[] {
  const file = erasureListIn(folder)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').split('\n').flatMap((text): Line[] => {
    try {
      const line = JSON.parse(text) as Line
      return line.v === 1 && (key === undefined || (line.key === key && signs(line.key, textOf(line), line.signature))) ? [line] : []
    } catch {
      return []
    }
  }) // prettier-ignore
}

const append = (folder: string, lines: readonly Line[]): void => {
  if (lines.length === 0) return
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  appendFileSync(erasureListIn(folder), lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600, flush: true })
}

const page = 1000
async function everybody(read: Read): Promise<ErasedPerson[]> {
  const found: ErasedPerson[] = []
  for (let offset = 0; ; offset += page) {
    const rows = await read.list(erasedPeople, { order: ['id'], limit: page, offset })
    found.push(...rows)
    if (rows.length < page) return found
  }
}

/** Writes down who is not in the lists yet. */
export async function writeErasures(read: Read, sealing: Pick<Sealing, 'sign'>, folders: readonly string[]): Promise<void> {
  const people = await everybody(read)
  if (people.length === 0) return
  for (const folder of folders) {
    const known = new Set(linesIn(folder).map(({ id }) => id as string))
    const lines: Line[] = []
    for (const { id, erasure, person, pseudonym, erasedAt } of people.filter((one) => !known.has(one.id))) {
      const entry = { id, erasure, person, pseudonym, erasedAt }
      lines.push({ v: 1, ...entry, ...(await sealing.sign(textOf(entry))) })
    }
    append(folder, lines)
  }
}

/** Of a list that lies beside a backup: takes it along to where the backup is restored. */
export function takeErasures(file: string, folder: string): void {
  const from = dirname(file)
  if (from === folder) return
  const known = new Set(linesIn(folder).map(({ id }) => id as string))
  append(folder, linesIn(from).filter(({ id }) => !known.has(id))) // prettier-ignore
}

export interface ErasingWorld {
  readonly read: Read
  readonly sealing: Pick<Sealing, 'ownKey' | 'sign'>
  readonly scheduler: HostCaller
  run(call: HarmonyCall): Promise<Outcome>
}
/** Erases again whoever is in a list and not erased here, before anybody works with the database. */
export async function eraseAgain({ read, sealing, scheduler, run }: ErasingWorld, folders: readonly string[]): Promise<number> {
  if (!folders.some((folder) => existsSync(erasureListIn(folder)))) return 0
  const key = await sealing.ownKey()
  const listed = new Map(folders.flatMap((folder) => linesIn(folder, key)).map((line) => [line.id as string, line]))
  const here = await read.some(erasedPeople, [...listed.keys()])
  const missing = [...listed.values()].filter(({ id }) => !here.has(id))
  for (const [erasure, lines] of Map.groupBy(missing, (line) => line.erasure)) {
    const { person, pseudonym, erasedAt } = lines[0]!
    const input = { erasure, person, pseudonym, erasedAt, subjects: lines.map(({ id }) => id) } as unknown as Wire
    const outcome = await run({ id: randomUUID(), operation: 'privacy.eraseAgain', input, caller: scheduler })
    if (!outcome.ok) throw new Error(`privacy.eraseAgain was refused: ${outcome.refusal.refused}`)
  }
  return missing.length
}
