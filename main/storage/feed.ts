import { createHash } from 'node:crypto'
import type { Plain } from '../../core/kernel/operation.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import type { Field, Wire } from '../../core/kernel/shape.ts'
import { sha256 } from './log.ts'
import { inScopeSql, type Held, type Scope } from './scope.ts'
import { standWithin } from './fence.ts'
import { binder, type Session } from './session.ts'
import { tableOf } from './tables.ts'

/** A row as it travels: its fields in the order in which its shape declares them. Parts stand behind it, by the name of their record. */
export interface FeedRow {
  readonly record: string
  readonly id: string
  /** `null`: the hub has it no more, or the device is not to have it. */
  readonly row: readonly Wire[] | null
  readonly parts?: Readonly<Record<string, readonly (readonly Wire[])[]>>
}
/** What changed after a place in the log. */
export interface FeedPage {
  readonly from: number
  readonly next: number
  readonly more: boolean
  readonly rows: readonly FeedRow[]
}

export const headOf = async (session: Session): Promise<number> => {
  const [row] = await session.rows('select next_change - 1 from log_head')
  return Number(row![0])
}

/** Rows in the order of the feed with their parts. */
export type Printer = (kind: RecordKind) => (row: Plain) => Wire[]
const printers = new WeakMap<RecordKind, (row: Plain) => Wire[]>()
export const printerOf: Printer = (kind) => {
  let found = printers.get(kind)
  if (!found) {
    const fields = Object.entries(kind.shape.fields) as [string, Field<unknown>][]
    found = (row) => fields.map(([name, field]) => field.print(row[name]))
    printers.set(kind, found)
  }
  return found
}

/** One snapshot for all that is read: on PostgreSQL the transaction sees what was committed when it began. */
export async function steady(session: Session): Promise<void> {
  if (session.dialect === 'postgres') await session.rows('set transaction isolation level repeatable read, read only')
  // What a device holds is its own scope, and not one of legal entities alone.
  if (session.fenced) await standWithin(session, 'all')
}

/** A page of the feed: every row that changed, as it stands now, never half a transaction where it can be helped. Source: `sync.md` 2.7. */
export async function pageAfter(session: Session, held: Held, scope: Scope, since: number, limit: number): Promise<FeedPage> {
  const head = await headOf(session)
  if (since >= head) return { from: since, next: since, more: false, rows: [] }
  const kinds = held.of(scope)
  const names = kinds.map((kind) => kind.record)
  const until = await endOfPage(session, names, since, head, limit)
  const b = binder(session.dialect)
  const sql = `select record, row_id, max(seq) from changes where seq > ${b.mark(since, 'bigint')} and seq <= ${b.mark(until, 'bigint')} and ${b.isOneOf('record', names, 'text')} group by record, row_id order by max(seq)`
  const changed = await session.rows(sql, b.values)
  const byRecord = new Map<string, string[]>()
  for (const [record, id] of changed as [string, string, unknown][]) {
    const some = byRecord.get(record)
    if (some) some.push(id)
    else byRecord.set(record, [id])
  }
  const found = new Map<string, FeedRow>()
  for (const kind of kinds) {
    const ids = byRecord.get(kind.record)
    if (ids) for (const row of await rowsOf(session, held, scope, kind, { ids })) found.set(`${kind.record}/${row.id}`, row)
  }
  const rows = (changed as [string, string, unknown][]).map(([record, id]) => found.get(`${record}/${id}`) ?? { record, id, row: null })
  const departed = until < head && names.includes('customers') ? await departedAfter(session, held, scope, until, head) : []
  return { from: since, next: until, more: until < head, rows: [...rows, ...departed] }
}

/**
 * Customers that leave the territory further on are said to be gone at once. What hangs on them is shown as gone already in this page, and would never come again
 * if they were back before the page in which they leave: so the device meets them as newcomers then.
 */
async function departedAfter(session: Session, held: Held, scope: Scope, after: number, head: number): Promise<FeedRow[]> {
  const b = binder(session.dialect)
  const [customers, territoryMoves] = [held.kind('customers'), held.kind('territoryMoves')]
  const moves = tableOf(territoryMoves, session.dialect).name
  const sql = `select distinct m.customer from changes c join ${moves} m on c.row_id = ${session.dialect === 'postgres' ? 'm.id::text' : 'm.id'}
    where c.seq > ${b.mark(after, 'bigint')} and c.seq <= ${b.mark(head, 'bigint')} and c.record = ${b.mark(territoryMoves.record, 'text')}`
  const ids = (await session.rows(sql, b.values)).map(([id]) => id as string)
  const here = new Set((ids.length === 0 ? [] : await rowsOf(session, held, scope, customers, { ids })).map(({ id }) => id))
  return ids.filter((id) => !here.has(id)).map((id) => ({ record: customers.record, id, row: null }))
}

/** Where a page ends: with the call that its last change belongs to. */
async function endOfPage(session: Session, names: readonly string[], since: number, head: number, limit: number): Promise<number> {
  const b = binder(session.dialect)
  const [last] = await session.rows(
    `select call_seq from changes where seq > ${b.mark(since, 'bigint')} and ${b.isOneOf('record', names, 'text')} order by seq limit 1 offset ${limit}`,
    b.values,
  )
  if (!last) return head
  const c = binder(session.dialect)
  const [end] = await session.rows(
    `select max(seq) from changes where seq > ${c.mark(since, 'bigint')} and call_seq <= ${c.mark(Number(last[0]), 'bigint')}`,
    c.values,
  )
  return Number(end![0])
}

export type Wanted =
  | { readonly ids: readonly string[] }
  | { readonly after: string | null; readonly limit: number }
  | { readonly customers: readonly string[] }

/** Rows of one kind within a scope, with their parts. */
export async function rowsOf(session: Session, held: Held, scope: Scope, kind: RecordKind, wanted: Wanted): Promise<FeedRow[]> {
  const table = tableOf(kind, session.dialect)
  const b = binder(session.dialect)
  const key = table.key.quoted
  const list = table.columns.map((c) => `t.${c.quoted}`).join(', ')
  const place = inScopeSql(kind, 't', scope, held, b)
  const which =
    'ids' in wanted
      ? b.isOneOf(`t.${key}`, wanted.ids, table.key.type)
      : 'customers' in wanted
        ? customersSql(kind, wanted.customers, held, b)
        : wanted.after === null
          ? '1 = 1'
          : `t.${key} > ${b.mark(wanted.after, table.key.type)}`
  const tail = 'limit' in wanted ? ` order by t.${key} limit ${wanted.limit}` : ''
  const rows = await session.rows(`select ${list} from ${table.name} t where ${place} and ${which}${tail}`, b.values)
  const print = printerOf(kind)
  const plain = rows.map(table.read)
  const parts = await partsOf(session, held, kind, plain.map(table.keyOf))
  return plain.map((row) => {
    const id = table.keyOf(row)
    const own = parts.get(id)
    return { record: kind.record, id, row: print(row), ...(own ? { parts: own } : {}) }
  })
}

function customersSql(
  kind: RecordKind,
  customers: readonly string[],
  held: Held,
  b: ReturnType<typeof binder>,
  alias = 't',
  depth = 0,
): string {
  const found = (kind.devices ?? []).flatMap((rule) => {
    if (typeof rule !== 'object') return []
    if ('customer' in rule) return [b.isOneOf(`${alias}.${tableOf(kind, b.dialect).columns.find((c) => c.field === rule.customer)!.quoted}`, customers, tableOf(kind, b.dialect).columns.find((c) => c.field === rule.customer)!.type)] // prettier-ignore
    if (!('of' in rule)) return []
    const declared = kind.shape.fields[rule.of] as Field<unknown>
    const owner = held.kind((declared.kind === 'maybe' ? declared.inner!.of : declared.of)!)
    const table = tableOf(owner, b.dialect)
    const inner = `c${depth}`
    const column = tableOf(kind, b.dialect).columns.find((c) => c.field === rule.of)!.quoted
    return [`exists (select 1 from ${table.name} ${inner} where ${inner}.${table.key.quoted} = ${alias}.${column} and ${customersSql(owner, customers, held, b, inner, depth + 1)})`]
  }) // prettier-ignore
  return found.length === 0 ? '1 = 0' : `(${found.join(' or ')})`
}

type Parts = Record<string, Wire[][]>
async function partsOf(session: Session, held: Held, kind: RecordKind, owners: readonly string[]): Promise<Map<string, Parts>> {
  const found = new Map<string, Parts>()
  for (const part of owners.length === 0 ? [] : held.partsOf(kind)) {
    const table = tableOf(part, session.dialect)
    const owner = ownerColumn(part, session)
    const b = binder(session.dialect)
    const sql = `select ${table.list} from ${table.name} where ${b.isOneOf(owner.quoted, owners, owner.type)} order by ${table.columns.map((c) => c.quoted).slice(0, 2).join(', ')}` // prettier-ignore
    const print = printerOf(part)
    for (const values of await session.rows(sql, b.values)) {
      const row = table.read(values)
      const id = row[owner.field] as string
      const own = found.get(id) ?? {}
      found.set(id, own)
      ;(own[part.record] ??= []).push(print(row))
    }
  }
  return found
}
/** The column of a part that names its owner: its key, or the field of its owner's record. */
export function ownerColumn(part: RecordKind, session: Pick<Session, 'dialect'>) {
  const table = tableOf(part, session.dialect)
  const names = (field: unknown): string | undefined => {
    const declared = field as Field<unknown>
    return declared.kind === 'maybe' ? declared.inner!.of : declared.of
  }
  const field = names(part.shape.fields[part.key]) === part.partOf ? part.key : Object.keys(part.shape.fields).find((name) => names(part.shape.fields[name]) === part.partOf)! // prettier-ignore
  return table.columns.find((c) => c.field === field)!
}

/** How many rows of each kind there are, and the exclusive or of the SHA-256 of their canonical texts: equal on two sides that hold the same. */
export async function digestOf(session: Session, held: Held, scope: Scope): Promise<string> {
  const hash = createHash('sha256')
  for (const kind of held.of(scope)) {
    const sum = Buffer.alloc(32)
    let rows = 0
    const table = tableOf(kind, session.dialect)
    const mixed = (text: string): void => {
      const one = Buffer.from(sha256(text), 'hex')
      for (let i = 0; i < 32; i++) sum[i]! ^= one[i]!
      rows += 1
    }
    for (let after: string | null = null; ;) {
      const b = binder(session.dialect)
      const list = table.columns.map((c) => `t.${c.quoted}`).join(', ')
      const place = inScopeSql(kind, 't', scope, held, b)
      const next: string = after === null ? '' : ` and t.${table.key.quoted} > ${b.mark(after, table.key.type)}`
      const page = (await session.rows(`select ${list} from ${table.name} t where ${place}${next} order by t.${table.key.quoted} limit 2000`, b.values)).map(table.read) // prettier-ignore
      for (const row of page) mixed(table.canonical(row))
      const parts = await partsOf(session, held, kind, page.map(table.keyOf))
      for (const own of parts.values()) for (const [record, list] of Object.entries(own)) for (const part of list) mixed(JSON.stringify([record, part])) // prettier-ignore
      if (page.length < 2000) break
      after = table.keyOf(page.at(-1)!)
    }
    hash.update(JSON.stringify([kind.record, rows, sum.toString('hex')]))
  }
  return hash.digest('hex')
}
