import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Lane } from '../../storage/lane.ts'
import { binder, type Session } from '../../storage/session.ts'
import { tableOf } from '../../storage/tables.ts'
import { kindNamed } from './treatment.ts'

/** The rows of a record, in portions. */
export async function* portionsOf(lane: Lane, kind: RecordKind): AsyncGenerator<Plain[]> {
  const table = tableOf(kind, lane.session.dialect)
  for await (const rows of lane.portions(`select ${table.list} from ${table.name}`)) yield rows.map((values) => table.read(values))
}
export async function allOf(lane: Lane, record: string): Promise<Plain[]> {
  const found: Plain[] = []
  for await (const rows of portionsOf(lane, kindNamed(record))) found.push(...rows)
  return found
}
export async function countIn(session: Session, table: string): Promise<number> {
  const [row] = await session.rows(`select count(*) from ${table}`)
  return Number(row![0])
}

/** Values of a key that one asks for together. */
const together = 1_000
/** Rows of a record with these keys, as they lie in the database. */
export async function rowsWith(session: Session, kind: RecordKind, keys: readonly string[], by = kind.key): Promise<Plain[]> {
  const table = tableOf(kind, session.dialect)
  const column = table.columns.find(({ field }) => field === by)!
  const found: Plain[] = []
  for (let from = 0; from < keys.length; from += together) {
    const b = binder(session.dialect)
    const sql = `select ${table.list} from ${table.name} where ${b.isOneOf(column.quoted, keys.slice(from, from + together), column.type)}`
    found.push(...(await session.rows(sql, b.values)).map((values) => table.read(values)))
  }
  return found
}
