import { modules } from '../../core/harmony.ts'
import { kindsOf, tableOf } from '../storage/tables.ts'
import type { Session } from '../storage/session.ts'
import type { ColumnType, PlacedColumn, PlacedTable } from './format.ts'

/** Tables that do not travel: sign-ins and what was handed out end with the place, hubs are programs that run, a device's own belong to the device, and migrations are what the head says. */
const staying = new Set([
  'migrations', 'sessions', 'hubs', 'harmony_restoring', 'handed_files', 'sign_ins_away', 'merge_progress', 'failed_attempts',
  'queue', 'queue_standing', 'beneath', 'touched', 'loading', 'device_state', 'outgoing_blobs',
]) // prettier-ignore

/** Columns of tables that are no record's, where SQLite alone would not tell what they hold. */
const ownTypes: Readonly<Record<string, ColumnType>> = {
  'files.stored_at': 'instant',
  'seal_keys.made_at': 'instant',
  'scheduled_runs.began_at': 'instant',
  'scheduled_runs.ended_at': 'instant',
  'sync_attempts.at': 'instant',
  'sync_blobs.begun_at': 'instant',
  'sync_blobs.complete_at': 'instant',
  'sync_quarantine.at': 'instant',
  'device_seen.at': 'instant',
  'device_seen.oldest': 'instant',
  'device_seen.sealed_at': 'instant',
}

const kindTypes: Readonly<Record<string, ColumnType>> = { minor: 'amount', flag: 'flag', instant: 'instant', count: 'whole' }
let recordTypes: ReadonlyMap<string, ColumnType> | undefined
/** What the records say of their columns, the same for both databases. */
function typesOfRecords(): ReadonlyMap<string, ColumnType> {
  recordTypes ??= new Map(
    kindsOf(modules).flatMap((kind) => {
      const table = tableOf(kind, 'sqlite')
      return table.columns.map((column) => [`${table.name.slice(1, -1)}.${column.name}`, kindTypes[column.kind] ?? 'text'] as const)
    }),
  )
  return recordTypes
}

/** What the database says of columns that nobody else knows. */
function typeThere(declared: string): ColumnType {
  switch (declared.toLowerCase()) {
    case 'integer':
    case 'bigint':
      return 'whole'
    case 'boolean':
      return 'flag'
    case 'timestamp with time zone':
      return 'instant'
    case 'blob':
    case 'bytea':
      return 'bytes'
    default:
      return 'text'
  }
}

const placed = (table: string, name: string, declared: string): PlacedColumn => ({
  name,
  type: typesOfRecords().get(`${table}.${name}`) ?? ownTypes[`${table}.${name}`] ?? typeThere(declared),
})

const columnsOnSqlite = `select m.name, c.name, c.type, c.pk from sqlite_master m join pragma_table_info(m.name) c
  where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' order by m.name, c.name`
const columnsOnPostgres = `select c.relname, a.attname, format_type(a.atttypid, null), coalesce(array_position(i.indkey::smallint[], a.attnum), -1) + 1
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_index i on i.indrelid = c.oid and i.indisprimary
  where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace order by c.relname collate "C", a.attname collate "C"`

/** Every table that travels, as it lies here: columns by name, so that neither the database nor the history of a table shows. */
export async function tablesIn(session: Session): Promise<PlacedTable[]> {
  const found = new Map<string, { columns: PlacedColumn[]; key: [number, string][] }>()
  for (const [table, name, declared, place] of await session.rows(session.dialect === 'sqlite' ? columnsOnSqlite : columnsOnPostgres)) {
    if (staying.has(table as string)) continue
    const one = found.get(table as string) ?? { columns: [], key: [] }
    found.set(table as string, one)
    one.columns.push(placed(table as string, name as string, declared as string))
    if (Number(place) > 0) one.key.push([Number(place), name as string])
  }
  return [...found].map(([name, { columns, key }]) => ({
    name,
    columns,
    // Without a key of its own, a row is told from another by all it says.
    key: key.length === 0 ? columns.map((column) => column.name) : key.toSorted(([a], [b]) => a - b).map(([, column]) => column),
  }))
}

export async function namesOfTables(session: Session): Promise<string[]> {
  const sql =
    session.dialect === 'sqlite'
      ? `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`
      : `select c.relname from pg_class c where c.relkind in ('r', 'v', 'm', 'p') and c.relnamespace = current_schema()::regnamespace order by c.relname collate "C"`
  return (await session.rows(sql)).map(([name]) => name as string)
}

const quoted = (name: string): string => `"${name}"`
/** Columns of a table whose bytes travel as entries of their own. */
export const travelsApart = (table: string, column: string): boolean => table === 'files' && column === 'bytes'
export const columnsInLine = (table: PlacedTable): PlacedColumn[] => table.columns.filter(({ name }) => !travelsApart(table.name, name))

/** All rows of a table in the one order that both databases agree on: whole numbers by value, everything else by its bytes. */
export function selectOf(table: PlacedTable, dialect: Session['dialect']): string {
  const order = table.key.map((name) => {
    const type = table.columns.find((column) => column.name === name)!.type
    if (dialect === 'sqlite' || type === 'whole' || type === 'amount') return `${quoted(name)} nulls first`
    return `${quoted(name)}::text collate "C" nulls first`
  })
  return `select ${columnsInLine(table).map(({ name }) => quoted(name)).join(', ')} from ${quoted(table.name)} order by ${order.join(', ')}` // prettier-ignore
}
