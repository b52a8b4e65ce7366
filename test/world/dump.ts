import { tablesIn } from '../../main/moving/tables.ts'
import type { House } from './house.ts'

export type Dump = ReadonlyMap<string, readonly string[]>

/** Every row of every table that travels in a backup, as one text each, and kept files with their bytes. */
export async function dump({ harmony: { database } }: House): Promise<Dump> {
  const found = new Map<string, string[]>()
  const tables = await database.read(tablesIn, 'all')
  for (const { name, columns } of tables)
    await database.read(async (session) => {
      const list = columns.map((column) => (column.type === 'bytes' && session.dialect === 'postgres' ? `encode("${column.name}", 'escape')` : `"${column.name}"`)) // prettier-ignore
      const rows = await session.rows(`select ${list.join(', ')} from "${name}"`)
      found.set(name, rows.map((row) => row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value))).join('\t'))) // prettier-ignore
    }, 'all')
  return found
}
/** Tables in which a word stands, with how many rows. */
export const places = (dumped: Dump, wanted: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...dumped].flatMap(([table, rows]) => {
      const hits = rows.filter((row) => wanted.some((word) => row.toLowerCase().includes(word.toLowerCase()))).length
      return hits === 0 ? [] : [[table, hits] as const]
    }),
  )
