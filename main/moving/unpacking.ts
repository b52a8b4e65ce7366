import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { largestFile } from '../files.ts'
import { decrypted } from './age.ts'
import { isCompanyFile } from './beginning.ts'
import { formatName, headName, isBeside, manifestName, tableEntry, type Head, type Manifest, type PlacedTable, type TableSum } from './format.ts' // prettier-ignore
import { contentOf, sha256 } from './sums.ts'
import { MovingTrouble } from './trouble.ts'

/** An entry of the tar, as far as it is looked at. */
interface Entry extends AsyncIterable<unknown> {
  readonly header: { readonly name: string; readonly size?: number; readonly type?: string }
}
/** What a file gives, in its order. The lines of a table must be taken before the next part is asked for. */
export type Part =
  | { readonly part: 'head'; readonly head: Head }
  | { readonly part: 'beside'; readonly name: string; readonly bytes: Buffer }
  | { readonly part: 'table'; readonly table: PlacedTable; readonly lines: AsyncIterable<readonly string[]> }
  | { readonly part: 'file'; readonly hash: string; readonly bytes: Buffer }
  /** The end: everything before it was there and whole. */
  | { readonly part: 'manifest'; readonly manifest: Manifest; readonly sha256: string }

/** Bytes of a document beside the tables, and of one line: more is no file of ours. */
const largestDocument = 32 * 1_048_576

/** Reads a company's file from its beginning to its end. Whatever is not as it was written ends it: `backups.damaged`, `backups.wrongKey`, `backups.notOurs`. */
export async function* partsOf(file: string, identities: readonly string[]): AsyncGenerator<Part> {
  const digest = createHash('sha256')
  const closed = createReadStream(file)
  await new Promise<void>((opened, failed) => closed.once('open', () => opened()).once('error', failed)).catch(() => {
    throw new MovingTrouble('backups.unreadable', { file })
  })
  if (!isCompanyFile(file)) throw (closed.destroy(), new MovingTrouble('backups.notOurs', { file }))
  const counting = new Transform({ transform: (chunk: Buffer, _encoding, done) => (digest.update(chunk), done(null, chunk)) })
  const counted = pipeline(closed, counting)
  counted.catch(() => undefined)
  const plain = await decrypted(counting, identities, file)
  const tar = extract()
  const laid = pipeline(plain, createGunzip(), tar)
  // Told where the entries are read; here it must only not be forgotten.
  laid.catch((error: Error) => tar.destroy(error))
  const damaged = (error: unknown): never => {
    if (error instanceof MovingTrouble) throw error
    throw new MovingTrouble('backups.damaged', { file, why: error instanceof Error ? error.message : String(error) })
  }
  const reading = new Reading(file, damaged)
  try {
    for await (const entry of tar as unknown as AsyncIterable<Entry>) yield* reading.entry(entry)
    await laid
    await counted
  } catch (error) {
    damaged(error)
  } finally {
    closed.destroy()
    plain.destroy()
    tar.destroy()
  }
  yield { part: 'manifest', manifest: reading.finished(), sha256: digest.digest('hex') }
}

/** What was read so far, and what has to come. */
class Reading {
  readonly file: string
  readonly damaged: (error: unknown) => never
  head: Head | undefined
  manifest: Manifest | undefined
  readonly sums: TableSum[] = []
  readonly beside: { name: string; sha256: string }[] = []
  readonly list = createHash('sha256')
  files = { count: 0, bytes: 0 }

  constructor(file: string, damaged: (error: unknown) => never) {
    this.file = file
    this.damaged = damaged
  }

  async *entry(entry: Entry): AsyncGenerator<Part> {
    const { name, size = 0, type } = entry.header
    if (type !== 'file' || this.manifest) throw new Error(`a stray entry ${name}`)
    if (!this.head) {
      if (name !== headName) throw new MovingTrouble('backups.notOurs', { file: this.file })
      this.head = headOf(await wholeOf(entry, size), this.file)
      return yield { part: 'head', head: this.head }
    }
    if (name === manifestName) {
      this.manifest = JSON.parse((await wholeOf(entry, size)).toString('utf8')) as Manifest
      return
    }
    const kept = /^files\/([0-9a-f]{64})$/.exec(name)
    if (kept) return yield* this.keptFile(kept[1]!, await wholeOf(entry, size, largestFile))
    if (isBeside(name)) {
      const bytes = await wholeOf(entry, size)
      this.beside.push({ name, sha256: sha256(bytes) })
      return yield { part: 'beside', name, bytes }
    }
    const table = this.head.tables.find((one) => tableEntry(one.name) === name)
    if (!table || this.sums.some((sum) => sum.name === table.name)) throw new Error(`a stray entry ${name}`)
    const sum = { name: table.name, rows: 0, bytes: 0, sha256: '' }
    const lines = this.linesOf(entry, sum)
    yield { part: 'table', table, lines }
    // Whoever does not care for the rows still wants them counted.
    for await (const left of lines) void left
    this.sums.push(sum)
  }

  *keptFile(hash: string, bytes: Buffer): Generator<Part> {
    if (sha256(bytes) !== hash) throw new Error(`the file ${hash}`)
    this.list.update(`${hash} ${bytes.length}\n`)
    this.files = { count: this.files.count + 1, bytes: this.files.bytes + bytes.length }
    yield { part: 'file', hash, bytes }
  }

  async *linesOf(entry: Entry, sum: { rows: number; bytes: number; sha256: string }): AsyncGenerator<readonly string[]> {
    const digest = createHash('sha256')
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let rest = ''
    try {
      for await (const chunk of entry) {
        digest.update(chunk as Buffer)
        sum.bytes += (chunk as Buffer).length
        const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n')
        rest = lines.pop()!
        if (rest.length > largestDocument) throw new Error(`a line of ${sum.rows} is too long`)
        sum.rows += lines.length
        if (lines.length > 0) yield lines
      }
      if (rest !== '') throw new Error('a line without its end')
      if (sum.sha256 === '') sum.sha256 = digest.digest('hex')
    } catch (error) {
      this.damaged(error)
    }
  }

  /** Everything that the manifest promises, and nothing else. */
  finished(): Manifest {
    const { manifest, head, file } = this
    const wrong = (why: string): never => {
      throw new MovingTrouble('backups.damaged', { file, why })
    }
    if (!head) throw new MovingTrouble('backups.notOurs', { file })
    if (!manifest) return wrong('its end is missing')
    if (manifest.format !== formatName || manifest.id !== head.id) wrong('its beginning and its end do not belong together')
    const missing = head.tables.find(({ name }) => !this.sums.some((sum) => sum.name === name))
    if (missing) wrong(`the table ${missing.name} is missing`)
    const other = manifest.tables.find((sum, i) => JSON.stringify(sum) !== JSON.stringify(this.sums[i]))
    if (other || manifest.tables.length !== this.sums.length) wrong(`the table ${other?.name ?? ''}`)
    const files = { ...this.files, sha256: this.list.digest('hex') }
    if (JSON.stringify(files) !== JSON.stringify(manifest.files)) wrong('the kept files')
    if (JSON.stringify(this.beside) !== JSON.stringify(manifest.beside)) wrong('the files beside the database')
    if (contentOf(manifest.tables, manifest.files) !== manifest.content) wrong('its sums')
    return manifest
  }
}

function headOf(bytes: Buffer, file: string): Head {
  let head: { readonly format?: unknown }
  try {
    head = JSON.parse(bytes.toString('utf8')) as { readonly format?: unknown }
  } catch {
    throw new MovingTrouble('backups.notOurs', { file })
  }
  if (head.format === formatName) return head as unknown as Head
  if (typeof head.format === 'string' && head.format.startsWith('harmony-company/'))
    throw new MovingTrouble('backups.newerFile', { file, needs: head.format, has: formatName })
  throw new MovingTrouble('backups.notOurs', { file })
}

async function wholeOf(entry: Entry, size: number, most = largestDocument): Promise<Buffer> {
  if (size > most) throw new Error(`${size} bytes are too many`)
  const chunks: Buffer[] = []
  for await (const chunk of entry) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Reads a file to its end and answers what it holds: the proof that it can be restored. */
export async function sumsOf(
  file: string,
  identities: readonly string[],
): Promise<{ readonly head: Head; readonly manifest: Manifest; readonly sha256: string }> {
  let head: Head | undefined
  for await (const part of partsOf(file, identities)) {
    if (part.part === 'head') head = part.head
    else if (part.part === 'manifest') return { head: head!, manifest: part.manifest, sha256: part.sha256 }
  }
  throw new MovingTrouble('backups.notOurs', { file })
}
