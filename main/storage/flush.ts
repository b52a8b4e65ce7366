import type { Caller, Plain } from '../../core/kernel/operation.ts'
import { assert } from '../../core/kernel/refusal.ts'
import { boundSql, type Kinds } from './reads/bounds.ts'
import type { CallWork, Clearing, KindWork, Work } from './work.ts'
import type { Column } from './columns.ts'
import { redactRows } from './redacting.ts'
import { isFencedTable } from './fence.ts'
import { binder, type Session, type SqlValue } from './session.ts'
import type { Table } from './tables.ts'
import { entitiesSql } from './reads/statement.ts'

/** Rows from which PostgreSQL's bulk load is faster than one statement. */
const copyFrom = 50
/** Rows of one statement. */
const batch = 1000

/** Who writes: rows that they do not see are not cleared. */
export interface By {
  readonly caller: Caller
  readonly kinds: Kinds
}

/** Writes everything that waits, set by set. `call` is told what clearing removed. `absent` says whether a row was read and found missing. */
export async function flush(
  session: Session,
  work: Work,
  call: CallWork | undefined,
  by: By,
  absent: (table: Table, id: string) => boolean,
): Promise<void> {
  for (const on of work.values()) {
    const { table } = on
    for (const clearing of on.clears) await clear(session, table, clearing, by, call)
    if (on.removes.size > 0) await removeRows(session, table, [...on.removes])
    const known: Plain[] = []
    const fresh: Plain[] = []
    // A row that was looked for and not found must still be missing: an insert says so when it is not.
    for (const [id, row] of on.puts) (absent(table, id) ? fresh : known).push(row)
    if (known.length > 0) await putRows(session, table, known)
    const added = on.adds.filter((row) => row !== undefined)
    if (fresh.length + added.length > 0) await insertRows(session, table, fresh.length === 0 ? added : [...fresh, ...added])
    if (on.redacts.size > 0) await redactRows(session, table, [...on.redacts.values()])
  }
  // Totals are what many postings meet at, so their rows are held as shortly as can be.
  for (const on of work.values()) await increaseRows(session, on)
  work.clear()
}

const marksOf = (table: Table): string => table.columns.map(() => '?').join(', ')
const unnest = (columns: readonly Column[]): string => `unnest(${columns.map((c, i) => `$${i + 1}::${c.type}[]`).join(', ')})`
/** Rows turned into one list per column. */
function turned(columns: readonly Column[], rows: readonly (readonly SqlValue[])[]): SqlValue[][] {
  return columns.map((_, i) => rows.map((row) => row[i]!))
}
const inBatches = async <T>(rows: readonly T[], work: (part: readonly T[]) => Promise<void>): Promise<void> => {
  for (let from = 0; from < rows.length; from += batch) await work(rows.slice(from, from + batch))
}

export async function insertRows(session: Session, table: Table, rows: readonly Plain[]): Promise<void> {
  const head = `insert into ${table.name} (${table.list})`
  if (session.dialect === 'sqlite') return session.runEach(`${head} values (${marksOf(table)})`, rows, table.write)
  if (rows.length >= copyFrom && !(session.fenced && isFencedTable(table))) return session.copy(table.name, table.list, rows, table.line)
  await inBatches(rows, async (part) => {
    await session.run(`${head} select * from ${unnest(table.columns)}`, turned(table.columns, part.map(table.write)), true)
  })
}

async function putRows(session: Session, table: Table, rows: readonly Plain[]): Promise<void> {
  const set = table.columns
    .filter((c) => c !== table.key)
    .map((c) => `${c.quoted} = excluded.${c.quoted}`)
    .concat(`rev = ${table.name}.rev + 1`)
  const tail = `on conflict (${table.key.quoted}) do update set ${set.join(', ')}`
  const head = `insert into ${table.name} (${table.list})`
  if (session.dialect === 'sqlite') return session.runEach(`${head} values (${marksOf(table)}) ${tail}`, rows, table.write)
  const sorted = rows.toSorted((a, b) => (table.keyOf(a) < table.keyOf(b) ? -1 : 1)).map(table.write)
  await inBatches(sorted, async (part) => {
    await session.run(`${head} select * from ${unnest(table.columns)} ${tail}`, turned(table.columns, part), true)
  })
}

async function removeRows(session: Session, table: Table, ids: readonly string[]): Promise<void> {
  if (session.dialect === 'sqlite') return session.runEach(`delete from ${table.name} where ${table.key.quoted} = ?`, ids, (id) => [id])
  await session.run(`delete from ${table.name} where ${table.key.quoted} = any($1::${table.key.type}[])`, [ids.toSorted()], true)
}

async function clear(
  session: Session,
  table: Table,
  { field, value, entity }: Clearing,
  { caller, kinds }: By,
  call: CallWork | undefined,
): Promise<void> {
  const column = table.columns.find((c) => c.field === field)
  assert(column, `a field ${field} of ${table.record}`)
  assert(entity === undefined || table.entity, `a legal entity in ${table.record}`)
  const b = binder(session.dialect)
  // Marks are taken in the order of the text: the bound stands last.
  const bound = (): string[] => {
    const seen = boundSql(table.kind, table.name, caller, kinds, b)
    return seen === undefined ? [] : [seen]
  }
  const where = [
    `${column.quoted} = ${b.mark(value, column.type)}`,
    ...(table.entity ? [entitiesSql(table.entity.quoted, caller.entities, b)] : []),
    ...(entity === undefined ? [] : [`${table.entity!.quoted} = ${b.mark(entity, 'text')}`]),
    ...bound(),
  ].join(' and ')
  if (!table.logged) {
    await session.run(`delete from ${table.name} where ${where}`, b.values, true)
    return
  }
  const gone = await session.rows(`delete from ${table.name} where ${where} returning ${table.key.quoted}`, b.values, true)
  if (!call || gone.length === 0) return
  const rows = call.changed.get(table) ?? new Map()
  call.changed.set(table, rows)
  for (const [id] of gone) if (!rows.has(id)) rows.set(id, { does: 'remove', row: undefined })
}

async function increaseRows(session: Session, { table, increases }: KindWork): Promise<void> {
  for (const [by, rows] of increases) {
    const fields = by.split(' ')
    const growing = table.columns.filter((c) => fields.includes(c.field))
    assert(
      growing.length === fields.length && growing.every((c) => c.kind === 'minor' || c.kind === 'count'),
      `amounts or counts of ${table.record}`,
    )
    const set = growing.map((c) => `${c.quoted} = ${table.name}.${c.quoted} + excluded.${c.quoted}`).join(', ')
    const head = `insert into ${table.name} (${table.list})`
    const tail = `on conflict (${table.key.quoted}) do update set ${set}`
    // Sorted, so that two postings take the same rows in the same order.
    const sorted = [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    if (session.dialect === 'sqlite') await session.runEach(`${head} values (${marksOf(table)}) ${tail}`, sorted, table.write)
    else
      await inBatches(sorted.map(table.write), async (part) => {
        await session.run(`${head} select * from ${unnest(table.columns)} ${tail}`, turned(table.columns, part), true)
      })
  }
}
