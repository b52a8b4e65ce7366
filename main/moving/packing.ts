import { createHash, randomBytes } from 'node:crypto'
import {
  createWriteStream,
  existsSync,
  openSync,
  closeSync,
  fsyncSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack as tarPack, type Pack } from 'tar-stream'
import { languagesIn, secretsKeyIn } from '../data-folder.ts'
import type { Database } from '../storage/connect.ts'
import { namesOfMigrations } from '../storage/migrate-in.ts'
import { binder } from '../storage/session.ts'
import { encrypted, passingPair } from './age.ts'
import { bytesOf, lineWriter } from './canonical.ts'
import { fileEntry, fileEnding, formatName, headName, manifestName, isBeside, keyBeside, tableEntry, type Head, type Manifest, type PlacedTable, type Purpose, type TableSum } from './format.ts' // prettier-ignore
import { openReading, type Lane } from '../storage/lane.ts'
import { chainHeads, contentOf, ledgerTotals, sha256 } from './sums.ts'
import { columnsInLine, selectOf, tablesIn } from './tables.ts'
import { MovingTrouble } from './trouble.ts'
import { sumsOf } from './unpacking.ts'

export interface PackWish {
  /** A file that is not there yet, or a folder, where the file gets a name. */
  readonly to: string
  readonly recipients: readonly string[]
  readonly purpose: Purpose
  readonly id: string
  readonly at: string
  readonly version: string
  /** The data folder: packs of words and the key of secrets lie there, wherever the database is. */
  readonly dataDir?: string | undefined
  /** Where the key of secrets lies if not there. */
  readonly secretsKey?: string | undefined
  progress?(done: number, of: number): void
}
export interface Packed {
  readonly file: string
  readonly size: number
  readonly sha256: string
  readonly head: Head
  readonly manifest: Manifest
}

/** Characters of a table that are kept in memory between counting and writing; a larger one is read twice. */
const keptText = 64 * 1_048_576

/** Where the file goes: `harmony-20261123-105146Z.tar.gz.age` in a folder. What is there is never written over. */
export function placeFor(to: string, at: string): string {
  const stamp = `${at.slice(0, 10).replaceAll('-', '')}-${at.slice(11, 19).replaceAll(':', '')}Z`
  const isFolder = existsSync(to) && statSync(to).isDirectory()
  const file = isFolder ? join(to, `harmony-${stamp}${fileEnding}`) : to
  if (existsSync(file)) throw new MovingTrouble('backups.fileThere', { file })
  if (!existsSync(dirname(file))) throw new MovingTrouble('backups.noFolder', { folder: dirname(file) })
  return file
}

/**
 * Writes the whole company, as it stands at one moment, into one encrypted file, and proves the file: it is read again from the disk, opened with a key that
 * nobody keeps, and every sum compared. Only then it gets its name.
 */
export async function packCompany(database: Database, wish: PackWish): Promise<Packed> {
  const file = placeFor(wish.to, wish.at)
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.unfinished`
  const proof = await passingPair(wish.recipients)
  try {
    const { head, manifest, hash, size } = await written(database, wish, unfinished, [...wish.recipients, proof.recipient])
    const found = await sumsOf(unfinished, [proof.identity])
    if (JSON.stringify(found.manifest) !== JSON.stringify(manifest) || found.sha256 !== hash)
      throw new MovingTrouble('backups.damaged', { file, why: 'what was read back is not what was written' })
    if (existsSync(file)) throw new MovingTrouble('backups.fileThere', { file })
    renameSync(unfinished, file)
    synced(dirname(file))
    return { file, size, sha256: hash, head, manifest }
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw troubleOf(error, file)
  }
}

const diskCodes = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO', 'ENOENT', 'ENOTDIR'])
function troubleOf(error: unknown, file: string): unknown {
  const code = (error as { code?: string }).code ?? ''
  return diskCodes.has(code) ? new MovingTrouble('backups.unwritable', { file, why: code }) : error
}

/** A file or a folder as the disk has it, not as the system remembers it. */
export function synced(path: string): void {
  // Windows opens no folders.
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const handle = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

async function written(
  database: Database,
  wish: PackWish,
  file: string,
  recipients: readonly string[],
): Promise<{ head: Head; manifest: Manifest; hash: string; size: number }> {
  const lane = await openReading(database)
  try {
    const pack = tarPack()
    const gzip = createGzip({ level: 4 })
    const digest = createHash('sha256')
    let size = 0
    const counting = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        digest.update(chunk)
        size += chunk.length
        done(null, chunk)
      },
    })
    const squeezed = pipeline(pack, gzip)
    const closed = await encrypted(gzip, recipients)
    const kept = pipeline(closed, counting, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }))
    // Whatever breaks first ends all the others.
    const broken = (error: unknown): never => {
      for (const stream of [pack, gzip, closed, counting]) stream.destroy(error as Error)
      throw error
    }
    const filled = fill(pack, lane, wish, database)
    const [{ head, manifest }] = await Promise.all([filled.catch(broken), squeezed.catch(broken), kept.catch(broken)])
    return { head, manifest, hash: digest.digest('hex'), size }
  } finally {
    await lane.close()
  }
}

async function fill(pack: Pack, lane: Lane, wish: PackWish, { dialect }: Database): Promise<{ head: Head; manifest: Manifest }> {
  const { session } = lane
  const mtime = new Date(wish.at)
  const entry = (name: string, size: number, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> =>
    pipeline(Readable.from(chunks, { objectMode: false }), pack.entry({ name, size, mode: 0o600, mtime }))
  const whole = (name: string, bytes: Buffer): Promise<void> => entry(name, bytes.length, [bytes])
  const document = (name: string, value: object): Promise<void> => whole(name, Buffer.from(`${JSON.stringify(value, null, 1)}\n`))

  const tables = await tablesIn(session)
  const schema = await namesOfMigrations(session)
  if (schema.length === 0) throw new MovingTrouble('backups.nothingThere')
  const { id, purpose, at, version } = wish
  const head: Head = { format: formatName, id, purpose, at, version, database: dialect, schema, tables }
  await document(headName, head)
  const beside = besideIn(wish.dataDir, wish.secretsKey)
  for (const { name, bytes } of beside) await whole(name, bytes)
  const sums: TableSum[] = []
  for (const [index, table] of tables.entries()) {
    wish.progress?.(index, tables.length)
    sums.push(await writeTable(lane, table, entry))
  }
  const files = await writeFiles(lane, tables, whole)
  const manifest: Manifest = {
    format: formatName,
    id,
    tables: sums,
    files,
    beside: beside.map(({ name, bytes }) => ({ name, sha256: sha256(bytes) })),
    ledger: await ledgerTotals(session),
    chain: await chainHeads(session),
    content: contentOf(sums, files),
  }
  await document(manifestName, manifest)
  wish.progress?.(tables.length, tables.length)
  pack.finalize()
  return { head, manifest }
}

/** What belongs to the company and lies beside its database. */
export function besideIn(dataDir: string | undefined, secretsKey?: string): { readonly name: string; readonly bytes: Buffer }[] {
  if (dataDir === undefined) return []
  const [packs, key] = [languagesIn(dataDir), secretsKey ?? secretsKeyIn(dataDir)]
  const names = existsSync(packs) ? readdirSync(packs, { withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : [])) : []
  const found = names.toSorted().map((name) => ({ name: `languages/${name}`, bytes: readFileSync(join(packs, name)) }))
  if (existsSync(key)) found.push({ name: keyBeside, bytes: readFileSync(key) })
  return found.filter(({ name }) => isBeside(name))
}

/** The text of a table, portion by portion. */
export async function* textOf(lane: Lane, table: PlacedTable): AsyncGenerator<{ readonly text: Buffer; readonly rows: number }> {
  const line = lineWriter(columnsInLine(table))
  for await (const rows of lane.portions(selectOf(table, lane.session.dialect))) {
    let text = ''
    for (const row of rows) text += line(row)
    yield { text: Buffer.from(text), rows: rows.length }
  }
}

type WriteEntry = (name: string, size: number, chunks: Iterable<Buffer> | AsyncIterable<Buffer>) => Promise<void>
/** A tar says how long an entry is before it begins, so a table is counted first: from memory where it fits, otherwise read again from the same snapshot. */
async function writeTable(lane: Lane, table: PlacedTable, entry: WriteEntry): Promise<TableSum> {
  const digest = createHash('sha256')
  let kept: Buffer[] | undefined = []
  let [rows, bytes] = [0, 0]
  for await (const portion of textOf(lane, table)) {
    digest.update(portion.text)
    rows += portion.rows
    bytes += portion.text.length
    if (bytes > keptText) kept = undefined
    kept?.push(portion.text)
  }
  const again = async function* (): AsyncGenerator<Buffer> {
    for await (const { text } of textOf(lane, table)) yield text
  }
  await entry(tableEntry(table.name), bytes, kept ?? again())
  return { name: table.name, rows, bytes, sha256: digest.digest('hex') }
}

/** The kept files, each under its hash; one that is damaged where it lies is named instead of being copied as if nothing were. */
async function writeFiles(
  lane: Lane,
  tables: readonly PlacedTable[],
  whole: (name: string, bytes: Buffer) => Promise<void>,
): Promise<Manifest['files']> {
  const list = createHash('sha256')
  let [count, bytes] = [0, 0]
  for await (const [hash, content] of filesIn(lane, tables)) {
    if (sha256(content) !== hash) throw new MovingTrouble('backups.fileDamaged', { file: hash })
    await whole(fileEntry(hash), content)
    list.update(`${hash} ${content.length}\n`)
    count += 1
    bytes += content.length
  }
  return { count, bytes, sha256: list.digest('hex') }
}

export async function* filesIn({ session }: Lane, tables: readonly PlacedTable[]): AsyncGenerator<readonly [string, Buffer]> {
  if (!tables.some(({ name }) => name === 'files')) return
  for (const [hash] of await session.rows('select hash from files order by hash')) {
    const b = binder(session.dialect)
    const [row] = await session.rows(`select bytes from files where hash = ${b.mark(hash as string, 'text')}`, b.values)
    yield [hash as string, bytesOf(row![0])]
  }
}
