import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import { sha256, type LoggedChange } from '../../storage/log.ts'
import { binder, copyText, type Session, type SqlValue } from '../../storage/session.ts'
import { tableOf } from '../../storage/tables.ts'
import { bytesOf } from '../canonical.ts'
import { sha256 as sumOf } from '../sums.ts'
import { MovingTrouble } from '../trouble.ts'
import { rowsWith } from './rows.ts'

const marksOf = (session: Session, many: number): string => Array.from({ length: many }, (_, i) => (session.dialect === 'postgres' ? `$${i + 1}` : '?')).join(', ') // prettier-ignore

/** Values into a table, by the quickest way that the place takes. A fenced one takes no bulk load. */
export async function insert(session: Session, fenced: boolean, table: string, columns: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
  if (rows.length === 0) return
  if (session.dialect === 'postgres' && !fenced)
    return session.copy(table, columns, rows, (row) => row.map((value) => (value === null ? '\\N' : copyText(String(value)))).join('\t'))
  await session.runEach(`insert into ${table} (${columns}) values (${marksOf(session, rows[0]!.length)})`, rows, (row) => row)
} // prettier-ignore

/** Lays rows of a record, reads them back from where they lie now and compares. Answers what the log says of them. */
export async function lay(session: Session, fenced: boolean, kind: RecordKind, rows: readonly Plain[]): Promise<LoggedChange[]> {
  const table = tableOf(kind, session.dialect)
  try {
    if (session.dialect === 'postgres' && !fenced) await session.copy(table.name, table.list, rows, table.line)
    else await session.runEach(`insert into ${table.name} (${table.list}) values (${marksOf(session, table.columns.length)})`, rows, table.write)
  } catch (error) {
    const { code, detail, message } = error as { code?: string; detail?: string; message: string }
    // Somebody here has made the same meanwhile, or two things came that nobody looked for: it is named, and nothing is kept.
    if (code === '23505' || code?.startsWith('SQLITE_CONSTRAINT')) throw new MovingTrouble('backups.notEqual', { what: `${kind.record}: ${detail ?? message}` }) // prettier-ignore
    throw error
  }
  const there = new Set((await rowsWith(session, kind, [...new Set(rows.map((row) => row[kind.key] as string))])).map(table.canonical))
  for (const row of rows) if (!there.has(table.canonical(row))) throw new MovingTrouble('backups.notEqual', { what: `${kind.record} ${table.keyOf(row)}` }) // prettier-ignore
  if (!table.logged) return []
  return rows.map((row) => ({ record: kind.record, rowId: table.keyOf(row), does: 'add', digest: kind.secret ? '' : sha256(table.canonical(row)) }))
} // prettier-ignore

/** A row of the house that learns something: written, read back and compared. Answers what the log says of it. */
export async function relay(session: Session, kind: RecordKind, row: Plain): Promise<LoggedChange> {
  const table = tableOf(kind, session.dialect)
  const values = table.write(row)
  const b = binder(session.dialect)
  const sets = table.columns.map((column, i) => `${column.quoted} = ${b.mark(values[i]!, column.type)}`)
  const key = b.mark(table.keyOf(row), table.key.type)
  await session.run(`update ${table.name} set ${sets.join(', ')}, rev = rev + 1 where ${table.key.quoted} = ${key}`, b.values)
  const [there] = await rowsWith(session, kind, [table.keyOf(row)])
  if (!there || table.canonical(there) !== table.canonical(row)) throw new MovingTrouble('backups.notEqual', { what: `${kind.record} ${table.keyOf(row)}` }) // prettier-ignore
  return { record: kind.record, rowId: table.keyOf(row), does: 'put', digest: sha256(table.canonical(row)) }
}

/** Kept files by the hash that names them; those that are here already are the same. Each is read back. */
export async function layFiles(bought: Session, house: Session): Promise<{ readonly came: number; readonly equal: number }> {
  const columns = (await bought.rows(`select name from pragma_table_info('files') order by name`)).map(([name]) => name as string)
  let came = 0
  let equal = 0
  for (const [hash] of await bought.rows('select hash from files order by hash')) {
    const known = binder(house.dialect)
    const sql = `select bytes from files where hash = ${known.mark(hash as string, 'text')}`
    if ((await house.rows(sql, known.values)).length === 0) {
      const [row] = await bought.rows(`select ${columns.map((name) => `"${name}"`).join(', ')} from files where hash = ?`, [hash as string])
      const values = columns.map((name, i) => (name === 'bytes' ? bytesOf(row![i]) : (row![i] as SqlValue)))
      await house.run(`insert into files (${columns.map((name) => `"${name}"`).join(', ')}) values (${marksOf(house, columns.length)})`, values) // prettier-ignore
      came += 1
    }
    const [there] = await house.rows(sql, known.values)
    if (sumOf(bytesOf(there![0])) !== hash) throw new MovingTrouble('backups.fileDamaged', { file: hash as string }) // prettier-ignore
    equal += 1
  }
  return { came, equal }
}
