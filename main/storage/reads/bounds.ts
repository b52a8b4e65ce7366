import { boundsOn, type Bound, type Bounds } from '../../../core/kernel/bounds.ts'
import type { Caller, Module } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import { assert, refuse, type Refusal } from '../../../core/kernel/refusal.ts'
import type { Field } from '../../../core/kernel/shape.ts'
import { ownership, type Owned } from '../../../core/people/ownership.ts'
import { binder, type Binder, type Dialect, type Session } from '../session.ts'
import { kindsOf, tableOf } from '../tables.ts'
import { addedAt, type Work } from '../work.ts'

/**
 * How far rights reach (core/kernel/bounds.ts), kept in one place: rows that a caller may not see are no rows for any statement that runs for them. Lists,
 * searches, sums, exports and dashboards are all made of statements, so none of them can forget it. A statement's tables are stood for by what the caller sees
 * of them, under the same name (`standIns`); single rows carry whether they are seen (`boundSql`); what is written is looked at before and after (`guardBounds`).
 */
export interface Kinds {
  readonly all: readonly RecordKind[]
  kind(record: string): RecordKind
  /** The right to read the module of a record. */
  reading(record: string): string
}
const known = new WeakMap<object, Kinds>()
export function kindsIn(modules: readonly Pick<Module, 'records'>[]): Kinds {
  let found = known.get(modules)
  if (!found) {
    const all = kindsOf(modules)
    const byName = new Map(all.map((kind) => [kind.record, kind]))
    const moduleOf = new Map(
      Object.entries(ownership).flatMap(([module, records]) => Object.keys(records).map((record) => [record, module])),
    )
    found = {
      all,
      kind: (record) => {
        const kind = byName.get(record)
        assert(kind, `a record ${record}`)
        return kind
      },
      reading: (record) => `${moduleOf.get(record) ?? ''}.read`,
    }
    known.set(modules, found)
  }
  return found
}

const ownershipOf = (kinds: Kinds, record: string) => ownership[kinds.reading(record).slice(0, -'.read'.length)]?.[record]

/** Whose rights bound what is seen: a caller, or the person of a device. */
export type Bounded = Pick<Caller, 'user' | 'bounds'> & {
  /** Of a device: customers whom somebody merely sells to are not held, so that one who comes brings all that hangs on them. */
  readonly strictly?: true
}

/** SQL that is true where the caller may see a row; nothing where they see all. Marks are taken in the order of the text. */
export function boundSql(kind: RecordKind, alias: string, caller: Bounded, kinds: Kinds, b: Binder): string | undefined {
  const { bounds } = caller
  if (!bounds) return undefined
  const right = kinds.reading(kind.record)
  const all = boundsOn(bounds, right).flatMap((any) => {
    const whole = wholeOf(kind, kinds, bounds, right)
    return whole === 'all' && !any.every(({ reach }) => reach === 'entities') ? [] : [anySql(any, kind, alias, caller, kinds, b, whole)]
  })
  return all.length === 0 ? undefined : all.join(' and ')
}

/** What nobody owns: hidden under the rights of its own module, free for the decisions of others; what everybody works with is free. */
function wholeOf(kind: RecordKind, kinds: Kinds, { acting }: Bounds, right: string): 'all' | 'none' | 'owned' {
  const owned = ownershipOf(kinds, kind.record)
  if (owned === 'everybody' || owned === 'free') return 'all'
  if (owned === undefined) return 'none'
  if (owned !== 'whole') return 'owned'
  const permit = acting?.permit ?? null
  return permit === null || permit.split('.')[0] === right.split('.')[0] ? 'none' : 'all'
}

const anySql = (any: readonly Bound[], kind: RecordKind, alias: string, caller: Bounded, kinds: Kinds, b: Binder, whole: 'all' | 'none' | 'owned'): string =>
  `(${any
    .map((bound) => {
      if (bound.reach === 'entities') return entitiesSql(bound, kind, alias, b)
      return whole === 'all' ? '1 = 1' : whole === 'none' ? '1 = 0' : ownedSql(kind, alias, { bound, caller, kinds, b }, 0)
    })
    .join(' or ')})` // prettier-ignore

function entitiesSql({ entities }: Bound, kind: RecordKind, alias: string, b: Binder): string {
  if (kind.entityField === undefined) return '1 = 1'
  const column = columnOf(kind, kind.entityField, alias, b.dialect)
  return `(${column.sql} is null or ${b.isOneOf(column.sql, entities, 'text')})`
}

interface Question {
  readonly bound: Bound
  readonly caller: Bounded
  readonly kinds: Kinds
  readonly b: Binder
}
const peopleOf = ({ bound, caller }: Question): readonly string[] => (bound.reach === 'team' ? caller.bounds!.team : [caller.user])

function ownedSql(kind: RecordKind, alias: string, q: Question, depth: number): string {
  assert(depth < 5, 'owners that end')
  const owned = ownershipOf(q.kinds, kind.record) as Owned
  const { b } = q
  const parts = [
    ...(owned.people ?? []).map((field) => {
      const { sql, type } = columnOf(kind, field, alias, b.dialect)
      return b.isOneOf(sql, peopleOf(q), type)
    }),
    ...(owned.customer === undefined ? [] : [customerSql(columnOf(kind, owned.customer, alias, b.dialect).sql, kind.record === 'customers', q)]),
    ...(owned.territory === undefined || q.bound.reach !== 'customers' ? [] : [territorySql(columnOf(kind, owned.territory, alias, b.dialect).sql, q)]),
    ...(owned.of ?? []).map((field) => {
      const parent = q.kinds.kind(namedBy(kind, field))
      const own = `o${depth}`
      const key = tableOf(parent, b.dialect).key.quoted
      const among = { record: parent.record, alias: own, field: key, where: () => ownedSql(parent, own, q, depth + 1) }
      return amongSql(columnOf(kind, field, alias, b.dialect).sql, among, q)
    }),
    ...(owned.elseEverybody ? [(owned.of ?? []).map((field) => `${columnOf(kind, field, alias, b.dialect).sql} is null`).join(' and ')] : []),
  ] // prettier-ignore
  return parts.length === 0 ? '1 = 0' : parts.length === 1 ? parts[0]! : `(${parts.join(' or ')})`
}

/** What is nobody's territory is everybody's, as on devices in the field. */
const territorySql = (column: string, { caller, b }: Question): string =>
  `(${column} is null or ${b.isOneOf(column, caller.bounds!.territories, 'text')})`

/**
 * Customers that somebody of these people looks after, and by territory those of it. Of the customers themselves also those whom one of them sells to: a quote
 * shows whose it is. It opens nothing else of theirs.
 */
function customerSql(column: string, self: boolean, q: Question): string {
  const { b, bound, kinds } = q
  const by = (alias: string, field: string): string =>
    b.isOneOf(`${alias}.${field}`, peopleOf(q), b.dialect === 'postgres' ? 'uuid' : 'text')
  if (self && !q.caller.strictly) {
    const sold = (record: string): string => `select s.customer from ${tableIn(kinds.kind(record), b.dialect)} s where ${by('s', 'owner')}`
    const cared = `select c.customer from ${tableIn(kinds.kind('customerCarers'), b.dialect)} c where ${by('c', '"user"')}`
    // One set of all of them, for it is small: each row is looked up in it once.
    return `${column} in (${[cared, ...['opportunities', 'quotes', 'orders'].map(sold)].join(' union all ')})`
  }
  const cared = amongSql(column, { record: 'customerCarers', alias: 'c', field: 'customer', where: () => by('c', '"user"') }, q)
  if (self || bound.reach !== 'customers') return cared
  const near = { record: 'customers', alias: 't0', field: 'id', many: true, where: () => territorySql('t0.territory', q) } as const
  return `(${cared} or ${amongSql(column, near, q)})`
}

interface Among {
  readonly record: string
  readonly alias: string
  readonly field: string
  /** A large part of the table: looking one up costs less than gathering them. */
  readonly many?: true
  readonly where: () => string
}
/** A value is among those of a table. PostgreSQL chooses by itself whether it looks each one up or gathers them first, if it is asked so; SQLite does as it is told. */
function amongSql(column: string, { record, alias, field, many, where }: Among, { kinds, b }: Question): string {
  const table = `${tableIn(kinds.kind(record), b.dialect)} ${alias}`
  return b.dialect === 'postgres' || many
    ? `exists (select 1 from ${table} where ${alias}.${field} = ${column} and ${where()})`
    : `${column} in (select ${alias}.${field} from ${table} where ${where()})`
}

const namedBy = (kind: RecordKind, name: string): string => {
  const field = kind.shape.fields[name] as Field<unknown>
  return (field.kind === 'maybe' ? field.inner!.of : field.of)!
}
function columnOf(kind: RecordKind, field: string, alias: string, dialect: Dialect): { readonly sql: string; readonly type: string } {
  const found = tableOf(kind, dialect).columns.find((column) => column.field === field)
  assert(found, `a field ${field} of ${kind.record}`)
  return { sql: `${alias}.${found.quoted}`, type: found.type }
}
/** The table itself, also where a part of the statement bears its name. */
const tableIn = (kind: RecordKind, dialect: Dialect): string => `${dialect === 'sqlite' ? 'main.' : ''}${tableOf(kind, dialect).name}`

/** The kinds whose tables a text names. */
const named = new WeakMap<Kinds, Map<string, readonly RecordKind[]>>()
function kindsNamed(sql: string, kinds: Kinds, dialect: Dialect): readonly RecordKind[] {
  let bySql = named.get(kinds)
  if (!bySql) named.set(kinds, (bySql = new Map()))
  let found = bySql.get(sql)
  if (!found) {
    const words = new Set(sql.match(/[a-z][a-z0-9_]*/g))
    // Upper modules first: on PostgreSQL a part sees those that stand before it, and rows are owned by rows of lower ones.
    found = kinds.all.filter((kind) => words.has(tableOf(kind, dialect).name.replaceAll('"', ''))).toReversed()
    bySql.set(sql, found)
  }
  return found
}

/** What the tables of a statement are to the caller, to be put in front of it. Its marks are the statement's first. */
export function standIns(sql: string, caller: Caller, kinds: Kinds, b: Binder): string {
  if (!caller.bounds) return ''
  const parts = kindsNamed(sql, kinds, b.dialect).flatMap((kind) => {
    const seen = boundSql(kind, 't', caller, kinds, b)
    return seen === undefined
      ? []
      : [`${tableOf(kind, b.dialect).name} as not materialized (select * from ${tableIn(kind, b.dialect)} t where ${seen})`]
  })
  return parts.length === 0 ? '' : `with ${parts.join(', ')} `
}

/** A row is about to be written that the caller's right does not reach. */
export class BeyondReach extends Error {}
export const beyondReach = (): Refusal => refuse('record.beyondReach')

/** Rows that are written: those that are there must be within reach before, those that are made once they are there. */
export interface Written {
  readonly kind: RecordKind
  readonly ids: readonly string[]
}
/** What everybody works with is not changed by whose right reaches some of it alone. */
export function changesEverybodys(work: Work, caller: Caller, kinds: Kinds): boolean {
  const permit = caller.bounds?.acting?.permit ?? null
  const bounds = permit === null ? undefined : caller.bounds!.rights.get(permit)
  if (!bounds || bounds.some(({ reach }) => reach === 'entities')) return false
  return [...work.keys()].some((kind) => ownershipOf(kinds, kind.record) === 'everybody')
}
export const writtenBy = (work: Work): Written[] =>
  [...work.values()].map((on) => ({ kind: on.table.kind, ids: [...on.puts.keys(), ...on.removes, ...addedAt(on).keys()] }))

/** Rows that stand in the database now and are bounded must be within the caller's reach. Answers those that are not there yet. */
export async function guardBounds(
  session: Session,
  written: readonly Written[],
  caller: Caller,
  kinds: Kinds,
): Promise<readonly Written[]> {
  if (!caller.bounds) return []
  const missing: Written[] = []
  for (const { kind, ids } of written) {
    if (ids.length === 0) continue
    const b = binder(session.dialect)
    const table = tableOf(kind, session.dialect)
    const seen = boundSql(kind, 't', caller, kinds, b)
    if (seen === undefined) continue
    const key = `t.${table.key.quoted}`
    const sql = `select ${key}, case when ${seen} then 1 else 0 end from ${table.name} t where ${b.isOneOf(key, ids, table.key.type)}`
    const rows = await session.rows(sql, b.values)
    if (rows.some(([, within]) => Number(within) !== 1)) throw new BeyondReach(`a row of ${kind.record}`)
    const there = new Set(rows.map(([id]) => id as string))
    missing.push({ kind, ids: ids.filter((id) => !there.has(id)) })
  }
  return missing
}
