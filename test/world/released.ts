import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { lineReader, lineWriter } from '../../main/moving/canonical.ts'
import { copied, countersOn } from '../../main/moving/loading.ts'
import { columnsInLine, selectOf, tablesIn } from '../../main/moving/tables.ts'
import { connect, type Database, type Place } from '../../main/storage/connect.ts'
import { migrate } from '../../main/storage/migrate.ts'
import { migrations } from '../../main/storage/migrations.ts'
import type { Dialect } from '../../main/storage/session.ts'
import { emptyPlace } from './stores.ts'

/*
 * Companies as programs of before left them, with a billing run posted: `released/keep.mjs` writes one, named after the last migration that its program had.
 */
const folder = path.join(__dirname, 'released')
/** Those that have something to migrate, oldest first. */
export const releases: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.sqlite.br'))
  .map((file) => file.replace('.sqlite.br', ''))
  .filter((name) => name !== migrations.at(-1)!.name)
  .sort()

/** A company of that release, as it lay on the disk or on the server */
export async function released(release: string, dialect: Dialect): Promise<{ readonly place: Place; readonly drop: () => Promise<void> }> {
  const file = await emptyPlace('sqlite', `released-${release}`)
  const { file: onDisk } = file.place as { file: string }
  mkdirSync(path.dirname(onDisk), { recursive: true })
  writeFileSync(onDisk, brotliDecompressSync(readFileSync(path.join(folder, `${release}.sqlite.br`))), { mode: 0o600 })
  if (dialect === 'sqlite') return file
  const server = await emptyPlace('postgres', `released-${release}`)
  const [from, to] = [await connect(file.place), await connect(server.place)]
  try {
    await laid(from, to, release)
  } finally {
    await from.close()
    await to.close()
    await file.drop()
  }
  return server
}

/** The same tables and rows on the other database: nobody is asked to decide anything again, so no guard may judge them. */
async function laid(from: Database, to: Database, release: string): Promise<void> {
  const last = migrations.findIndex(({ name }) => name === release)
  await migrate(to, '2026-11-30T18:00:00.000Z', migrations.slice(0, last + 1))
  const tables = await from.read((session) => tablesIn(session))
  await to.transact(async (session) => {
    for (const table of tables) {
      const names = table.columns.map(({ name }) => `"${name}"`).join(', ')
      const [write, read] = [lineWriter(table.columns), lineReader(table, 'postgres')]
      const rows = await from.read((own) => own.rows(`select ${names} from "${table.name}"`))
      await session.script(`alter table "${table.name}" disable trigger user; delete from "${table.name}"`)
      await session.copy(`"${table.name}"`, names, rows, (row) => copied(read(write(row))))
      await session.script(`alter table "${table.name}" enable trigger user`)
    }
    await countersOn(session)
  }, 'all')
}

/** What every table holds: its rows and a digest of them, alike on both databases. */
export async function contentIn(database: Database): Promise<ReadonlyMap<string, { readonly rows: number; readonly digest: string }>> {
  const content = new Map<string, { rows: number; digest: string }>()
  for (const table of await database.read((session) => tablesIn(session))) {
    const write = lineWriter(columnsInLine(table))
    const rows = await database.read((session) => session.rows(selectOf(table, database.dialect)))
    const digest = createHash('sha256')
    for (const row of rows) digest.update(write(row))
    content.set(table.name, { rows: rows.length, digest: digest.digest('hex') })
  }
  return content
}
