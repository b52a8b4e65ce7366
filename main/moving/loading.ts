import { createHash } from 'node:crypto'
import { DatabaseFromFuture } from '../storage/migrate.ts'
import { migrateIn, migrationsOf } from '../storage/migrate-in.ts'
import { binder, copyText, type Session, type SqlValue } from '../storage/session.ts'
import { lineReader } from './canonical.ts'
import type { Head, Manifest, PlacedTable, Purpose, TableSum } from './format.ts'
import { filesIn, textOf } from './packing.ts'
import type { Lane } from '../storage/lane.ts'
import { chainHeads, contentOf, ledgerTotals, sha256 } from './sums.ts'
import { columnsInLine, tablesIn } from './tables.ts'
import { MovingTrouble } from './trouble.ts'
import { partsOf } from './unpacking.ts'

export interface LoadWish {
  readonly file: string
  readonly identities: readonly string[]
  /** A move takes only what was written as one: a backup may be older than what its devices know. */
  readonly purpose: Purpose
  readonly at: string
  /** Lays a file beside the database. */
  beside?(name: string, bytes: Buffer): void
  progress?(done: number, of: number): void
}
/** What the file promises and what is there now, proved equal. */
export interface Loaded {
  readonly head: Head
  readonly manifest: Manifest
  /** Of the file. */
  readonly sha256: string
  /** Migrations that ran on what was loaded, because the file is older than the program. */
  readonly migrated: readonly string[]
}

/** Lines that are laid together. */
const together = 2_000

/** Lays a company into an empty database, inside the lane's transaction, and proves it before anybody can see it. The caller commits. */
export async function loadCompany(lane: Lane, wish: LoadWish): Promise<Loaded> {
  const { session } = lane
  const beside: [string, Buffer][] = []
  let head: Head | undefined
  let guards: Guards | undefined
  let done = 0
  for await (const part of partsOf(wish.file, wish.identities))
    switch (part.part) {
      case 'head':
        head = part.head
        if (wish.purpose === 'move' && head.purpose !== 'move')
          throw new MovingTrouble('backups.notAMove', { file: wish.file, at: head.at })
        await prepare(session, head, wish)
        guards = await guardsDown(session, head.tables)
        break
      case 'beside':
        beside.push([part.name, part.bytes])
        break
      case 'table':
        await loadTable(session, part.table, part.lines, wish.file)
        wish.progress?.(++done, head!.tables.length)
        break
      case 'file':
        await loadFile(session, part.hash, part.bytes)
        break
      case 'manifest': {
        await countersOn(session)
        await prove(lane, head!, part.manifest)
        await guards!.up()
        const migrated = await migrateIn(session, wish.at)
        for (const [name, bytes] of beside) wish.beside?.(name, bytes)
        return { head: head!, manifest: part.manifest, sha256: part.sha256, migrated }
      }
    }
  throw new Error('bug: expected a manifest')
}

/** The tables as they were when the file was written, and not one that this program does not know. */
async function prepare(session: Session, head: Head, { file, at }: LoadWish): Promise<void> {
  let then
  try {
    then = migrationsOf(head.schema)
  } catch (error) {
    if (error instanceof DatabaseFromFuture)
      throw new MovingTrouble('backups.newer', { file, migration: error.migration, version: head.version })
    throw error
  }
  await migrateIn(session, at, then)
  const here = new Map((await tablesIn(session)).map((table) => [table.name, table]))
  for (const { name, columns, key } of head.tables) {
    const own = here.get(name)
    const names = columns.map((column) => column.name)
    const fits =
      own !== undefined &&
      names.length === own.columns.length &&
      names.every((column) => own.columns.some((one) => one.name === column)) &&
      key.length > 0 &&
      key.every((column) => names.includes(column))
    // What a file says of tables goes into statements: only what is here already counts.
    if (!fits) throw new MovingTrouble('backups.damaged', { file, why: `the table ${name}` })
    here.delete(name)
  }
  const [missing] = here.keys()
  if (missing !== undefined) throw new MovingTrouble('backups.damaged', { file, why: `the table ${missing}` })
}

interface Guards {
  up(): Promise<void>
}
/** While rows come in as they were, nothing may judge or refuse them; and what the migrations themselves laid down makes room for what the company had. */
async function guardsDown(session: Session, tables: readonly PlacedTable[]): Promise<Guards> {
  if (session.dialect === 'postgres') {
    for (const { name } of tables) await session.script(`alter table "${name}" disable trigger user; delete from "${name}"`)
    return {
      up: async () => {
        for (const { name } of tables) await session.script(`alter table "${name}" enable trigger user`)
      },
    }
  }
  const triggers = (await session.rows(`select name, sql from sqlite_master where type = 'trigger' order by rowid`)) as [string, string][]
  for (const [name] of triggers) await session.script(`drop trigger "${name}"`)
  for (const { name } of tables) await session.script(`delete from "${name}"`)
  return {
    up: async () => {
      for (const [, sql] of triggers) await session.script(sql)
    },
  }
}

async function loadTable(session: Session, table: PlacedTable, lines: AsyncIterable<readonly string[]>, file: string): Promise<void> {
  const columns = columnsInLine(table)
  const read = lineReader({ ...table, columns }, session.dialect)
  // The bytes of a kept file come behind: until then there are none.
  const apart = table.columns.length > columns.length ? ['bytes'] : []
  const names = [...columns.map(({ name }) => name), ...apart].map((name) => `"${name}"`).join(', ')
  const nothing: SqlValue[] = apart.map(() => (session.dialect === 'sqlite' ? Buffer.alloc(0) : '\\x'))
  const marks = [...columns, ...apart].map(() => '?').join(', ')
  const readable = (line: string): SqlValue[] => {
    try {
      return read(line)
    } catch {
      throw new MovingTrouble('backups.damaged', { file, why: `a row of ${table.name}` })
    }
  }
  const lay = async (some: readonly string[]): Promise<void> => {
    const rows = some.map((line) => [...readable(line), ...nothing])
    if (session.dialect === 'sqlite') await session.runEach(`insert into "${table.name}" (${names}) values (${marks})`, rows, (row) => row)
    else await session.copy(`"${table.name}"`, names, rows, copied)
  }
  let waiting: string[] = []
  for await (const some of lines) {
    waiting.push(...some)
    if (waiting.length < together) continue
    await lay(waiting)
    waiting = []
  }
  if (waiting.length > 0) await lay(waiting)
}
/** A row as a line of PostgreSQL's bulk load. */
export const copied = (row: readonly SqlValue[]): string =>
  row.map((value) => (value === null ? '\\N' : copyText(String(value)))).join('\t')

async function loadFile(session: Session, hash: string, bytes: Buffer): Promise<void> {
  const b = binder(session.dialect)
  const sql = `update files set bytes = ${b.mark(bytes, 'bytea')} where hash = ${b.mark(hash, 'text')}`
  if ((await session.run(sql, b.values)) !== 1)
    throw new MovingTrouble('backups.damaged', { file: hash, why: 'a kept file that no table names' })
}

/** Numbers that PostgreSQL gives by itself go on after the last one that is there. */
export async function countersOn(session: Session): Promise<void> {
  if (session.dialect === 'sqlite') return
  const own = await session.rows(
    `select table_name, column_name from information_schema.columns where is_identity = 'YES' and table_schema = current_schema()`,
  )
  for (const [table, column] of own)
    await session.rows(
      `select setval(pg_get_serial_sequence('"${table as string}"', '${column as string}'), coalesce(max("${column as string}"), 1), max("${column as string}") is not null) from "${table as string}"`,
    )
}

/** Reads everything back from where it lies now and compares it with what the file promises. */
async function prove(lane: Lane, head: Head, manifest: Manifest): Promise<void> {
  const wrong = (what: string): never => {
    throw new MovingTrouble('backups.notEqual', { what })
  }
  const sums: TableSum[] = []
  for (const table of head.tables) {
    const digest = createHash('sha256')
    let [rows, bytes] = [0, 0]
    for await (const portion of textOf(lane, table)) {
      digest.update(portion.text)
      rows += portion.rows
      bytes += portion.text.length
    }
    const sum = { name: table.name, rows, bytes, sha256: digest.digest('hex') }
    if (JSON.stringify(sum) !== JSON.stringify(manifest.tables[sums.length])) wrong(table.name)
    sums.push(sum)
  }
  const list = createHash('sha256')
  let [count, bytes] = [0, 0]
  for await (const [hash, content] of filesIn(lane, head.tables)) {
    if (sha256(content) !== hash) wrong(hash)
    list.update(`${hash} ${content.length}\n`)
    count += 1
    bytes += content.length
  }
  const files = { count, bytes, sha256: list.digest('hex') }
  if (contentOf(sums, files) !== manifest.content) wrong('files')
  const ledger = await ledgerTotals(lane.session)
  if (JSON.stringify(ledger) !== JSON.stringify(manifest.ledger)) wrong('journal_lines')
  if (JSON.stringify(await chainHeads(lane.session)) !== JSON.stringify(manifest.chain)) wrong('log_head')
}
