import type { Plain } from '../../core/kernel/operation.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import type { Field, Wire } from '../../core/kernel/shape.ts'
import { ownerColumn, type FeedRow } from './feed.ts'
import type { Held } from './scope.ts'
import type { Session } from './session.ts'
import { tableOf, type Table } from './tables.ts'
import type { KindWork, Work } from './work.ts'

/** On a device: rows as JSON lists of column values, exactly as they lie, so that they can be put back. */
export type Image = string

const places = (table: Table): string[] => [...table.columns.map((c) => c.quoted), ...(table.revised ? ['rev'] : [])]

/** A row, or of a part all rows of its owner, as an image: `[]` where there is none. */
export async function imageOf(session: Session, table: Table, key: string): Promise<Image> {
  const column = keyColumn(table, session)
  const [row] = await session.rows(
    `select coalesce(json_group_array(json_array(${places(table).join(', ')})), '[]') from ${table.name} where ${column} = ?`,
    [key],
  )
  return row![0] as string
}
/** Puts an image back in the place of whatever is there. */
export async function putBack(session: Session, table: Table, key: string, image: Image): Promise<void> {
  await session.run(`delete from ${table.name} where ${keyColumn(table, session)} = ?`, [key])
  if (image === '[]') return
  const all = places(table)
  await session.run(
    `insert into ${table.name} (${all.join(', ')}) select ${all.map((_, i) => `json_extract(value, '$[${i}]')`).join(', ')} from json_each(?)`,
    [image],
  )
}
const keyColumn = (table: Table, session: Session): string =>
  table.kind.partOf === undefined ? table.key.quoted : ownerColumn(table.kind, session).quoted

/** What waiting changes are about to touch, by table: keys, of parts those of their owners. */
export async function aboutToTouch(session: Session, work: Work): Promise<Map<Table, Set<string>>> {
  const found = new Map<Table, Set<string>>()
  for (const on of work.values()) {
    const keys = keysOf(on, session)
    for (const clearing of on.clears) {
      const field = on.table.columns.find((c) => c.field === clearing.field)!
      const column = keyColumn(on.table, session)
      const rows = await session.rows(`select distinct ${column} from ${on.table.name} where ${field.quoted} = ?`, [clearing.value])
      for (const [key] of rows) keys.add(key as string)
    }
    if (keys.size > 0) found.set(on.table, keys)
  }
  return found
}
function keysOf(on: KindWork, session: Session): Set<string> {
  const { table } = on
  const field = table.kind.partOf === undefined ? table.key.field : ownerColumn(table.kind, session).field
  const keys = new Set<string>()
  const taken = (row: Plain | undefined): void => void (row && keys.add(row[field] as string))
  on.adds.forEach(taken)
  for (const row of on.puts.values()) taken(row)
  for (const id of on.removes) keys.add(id)
  for (const rows of on.increases.values()) for (const row of rows.values()) taken(row)
  return keys
}

const readers = new WeakMap<RecordKind, (row: readonly Wire[], names: readonly string[]) => Plain>()
/** A row of the feed as the table takes it. Fields that the sender does not know yet are absent; those that only it knows are left out. */
export function rowFrom(kind: RecordKind, names: readonly string[], row: readonly Wire[]): Plain {
  let reader = readers.get(kind)
  if (!reader) {
    const fields = kind.shape.fields as Readonly<Record<string, Field<unknown>>>
    reader = (values, sent) => {
      const out: Record<string, unknown> = {}
      for (const name of Object.keys(fields)) {
        const at = sent.indexOf(name)
        out[name] = fields[name]!.parse(at < 0 ? undefined : values[at], name)
      }
      return out
    }
    readers.set(kind, reader)
  }
  return reader(row, names)
}

/** Lays rows of the hub into the copy. */
export async function layRows(
  session: Session,
  held: Held,
  names: Readonly<Record<string, readonly string[]>>,
  rows: readonly FeedRow[],
): Promise<void> {
  const byKind = new Map<string, FeedRow[]>()
  for (const row of rows) {
    const some = byKind.get(row.record)
    if (some) some.push(row)
    else byKind.set(row.record, [row])
  }
  for (const [record, some] of byKind) {
    const kind = held.kind(record)
    if (!kind || !held.names.has(record)) continue
    const table = tableOf(kind, session.dialect)
    const fields = names[record] ?? Object.keys(kind.shape.fields)
    const gone = some.filter((row) => row.row === null)
    for (const part of held.partsOf(kind)) await layParts(session, part, some, names)
    if (gone.length > 0) await session.runEach(`delete from ${table.name} where ${table.key.quoted} = ?`, gone, (row) => [row.id])
    const set = table.columns.filter((c) => c !== table.key).map((c) => `${c.quoted} = excluded.${c.quoted}`)
    if (table.revised) set.push(`rev = ${table.name}.rev + 1`)
    const sql = `insert into ${table.name} (${table.list}) values (${table.columns.map(() => '?').join(', ')}) on conflict (${table.key.quoted}) do ${set.length === 0 ? 'nothing' : `update set ${set.join(', ')}`}`
    await session.runEach(sql, some.filter((row) => row.row !== null), (row) => table.write(rowFrom(kind, fields, row.row!))) // prettier-ignore
  }
}
async function layParts(
  session: Session,
  part: RecordKind,
  owners: readonly FeedRow[],
  names: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const table = tableOf(part, session.dialect)
  await session.runEach(`delete from ${table.name} where ${ownerColumn(part, session).quoted} = ?`, owners, (owner) => [owner.id])
  const fields = names[part.record] ?? Object.keys(part.shape.fields)
  const rows = owners.flatMap((owner) => owner.parts?.[part.record] ?? [])
  await session.runEach(`insert into ${table.name} (${table.list}) values (${table.columns.map(() => '?').join(', ')})`, rows, (row) => table.write(rowFrom(part, fields, row))) // prettier-ignore
}
