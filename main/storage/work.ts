import type { Change, Plain } from '../../core/kernel/operation.ts'
import type { Forgotten } from '../../core/kernel/forgetting.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import { assert, refuse, type About, type Refusal } from '../../core/kernel/refusal.ts'
import type { Caller } from '../../core/kernel/operation.ts'
import type { CallNote } from '../../core/kernel/run.ts'
import { tableOf, type Table } from './tables.ts'
import type { Dialect } from './session.ts'

/** Rows that go by one field; of one legal entity alone where it is named. */
export interface Clearing {
  readonly field: string
  readonly value: string
  readonly entity?: string
}
/** Changes of one kind that wait for the next flush. */
export interface KindWork {
  readonly table: Table
  readonly clears: Clearing[]
  readonly removes: Set<string>
  readonly puts: Map<string, Plain>
  /** `undefined` where a later change took an addition back. */
  readonly adds: (Plain | undefined)[]
  /** See `addedAt`. */
  readonly places: Map<string, number>
  placed: number
  /** By the fields that grow, and in that by key. */
  readonly increases: Map<string, Map<string, Record<string, unknown>>>
  /** Rows that never change otherwise, as an erasure leaves them. */
  readonly redacts: Map<string, Plain>
}

export interface Told {
  readonly event: string
  readonly about: About
}
/** One call's share of the log. */
export interface CallWork {
  readonly note: CallNote
  readonly changed: Map<Table, Map<string, { readonly does: 'add' | 'put' | 'remove'; readonly row: Plain | undefined }>>
  readonly told: Told[]
  /** Who is taken out of the log. */
  readonly forgets: Forgotten[]
  /** Set when a row of a legal entity was touched that the caller may not see. */
  forbidden: Refusal | undefined
  acted: boolean
  /** Some of its changes wait to be written, or were. */
  buffered: boolean
}
export const callWork = (note: CallNote): CallWork => ({
  note,
  changed: new Map(),
  told: [],
  forgets: [],
  forbidden: undefined,
  acted: false,
  buffered: false,
})

/** What a transaction has buffered: kinds in the order in which they first appeared. */
export type Work = Map<RecordKind, KindWork>

export function workOn(work: Work, kind: RecordKind, dialect: Dialect): KindWork {
  let found = work.get(kind)
  if (!found) {
    found = {
      table: tableOf(kind, dialect),
      clears: [],
      removes: new Set(),
      puts: new Map(),
      adds: [],
      places: new Map(),
      placed: 0,
      increases: new Map(),
      redacts: new Map(),
    }
    work.set(kind, found)
  }
  return found
}

/** Where rows were added, by key. Worked out when somebody asks: a billing run adds thousands of rows that nobody looks for. */
export function addedAt(on: KindWork): Map<string, number> {
  for (; on.placed < on.adds.length; on.placed++) {
    const row = on.adds[on.placed]
    if (row !== undefined) on.places.set(on.table.keyOf(row), on.placed)
  }
  return on.places
}

export const entityForbidden = (entity: string): Refusal => refuse('entity.forbidden', { entity })

/** The first entity among the changed rows that the caller may not touch. */
function foreignEntity(changes: readonly Change[], entities: readonly string[]): string | undefined {
  for (const change of changes) {
    if (change.does === 'tell' || change.does === 'forget' || change.does === 'remove' || change.does === 'clear') continue
    const field = change.kind.entityField
    const entity = field === undefined ? null : (change.row[field] as string | null)
    if (entity !== null && !entities.includes(entity)) return entity
  }
  return undefined
}

export function buffer(work: Work, call: CallWork, changes: readonly Change[], caller: Caller, dialect: Dialect): void {
  if (changes.length > 0) call.acted = true
  const foreign = caller.entities === 'all' ? undefined : foreignEntity(changes, caller.entities)
  if (foreign !== undefined) {
    call.forbidden ??= entityForbidden(foreign)
    return
  }
  for (const change of changes) {
    if (change.does === 'tell') {
      call.told.push({ event: change.event, about: change.about })
      continue
    }
    if (change.does === 'forget') {
      call.forgets.push(change.person)
      continue
    }
    call.buffered = true
    const on = workOn(work, change.kind, dialect)
    bufferOne(on, change)
    if (on.table.logged) note(call, on.table, change)
  }
}

type RowChange = Exclude<Change, { does: 'tell' } | { does: 'forget' }>
function bufferOne(on: KindWork, change: RowChange): void {
  const { table } = on
  switch (change.does) {
    case 'add':
      assert(!table.kind.total, `increases of ${table.record}, not additions`)
      on.adds.push(change.row)
      return
    case 'put': {
      assert(table.revised, `${table.record} rows that are never put`)
      const id = table.keyOf(change.row)
      const at = addedAt(on).get(id)
      on.removes.delete(id)
      if (at === undefined) on.puts.set(id, change.row)
      else on.adds[at] = change.row
      return
    }
    case 'remove': {
      const at = addedAt(on).get(change.id)
      on.puts.delete(change.id)
      if (at === undefined) on.removes.add(change.id)
      else {
        on.adds[at] = undefined
        on.places.delete(change.id)
      }
      return
    }
    case 'increase':
      increase(on, change.row, change.by)
      return
    case 'redact':
      assert(table.kind.immutable, `${table.record} rows that never change otherwise`)
      on.redacts.set(table.keyOf(change.row), change.row)
      return
    case 'clear':
      clear(on, change)
  }
}

function increase(on: KindWork, row: Plain, by: readonly string[]): void {
  const { table } = on
  assert(table.kind.total, `${table.record} to be a total`)
  const group = by.join(' ')
  const rows = on.increases.get(group) ?? new Map<string, Record<string, unknown>>()
  on.increases.set(group, rows)
  const id = table.keyOf(row)
  const before = rows.get(id)
  if (before === undefined) rows.set(id, { ...row })
  else for (const field of by) before[field] = sumOf(before[field], row[field])
}
function sumOf(a: unknown, b: unknown): unknown {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a + b
  if (typeof a === 'number' && typeof b === 'number') return a + b
  throw new Error('bug: expected amounts in minor units or counts to increase')
}

const goes = ({ table }: KindWork, { field, value, entity }: Clearing, row: Plain): boolean =>
  row[field] === value && (entity === undefined || row[table.kind.entityField ?? ''] === entity)
/** What was buffered before is gone too; what comes after stays. */
function clear(on: KindWork, clearing: Clearing): void {
  on.clears.push(clearing)
  on.adds.forEach((row, at) => {
    if (row === undefined || !goes(on, clearing, row)) return
    on.adds[at] = undefined
    on.places.delete(on.table.keyOf(row))
  })
  for (const [id, row] of on.puts) {
    if (!goes(on, clearing, row)) continue
    on.puts.delete(id)
    on.removes.add(id)
  }
}

function note(call: CallWork, table: Table, change: RowChange): void {
  // Cleared rows are noted when the flush learns which they were; totals are not noted.
  if (change.does === 'clear' || change.does === 'increase') return
  const rows = call.changed.get(table) ?? new Map<string, { does: 'add' | 'put' | 'remove'; row: Plain | undefined }>()
  call.changed.set(table, rows)
  if (change.does === 'remove') {
    if (rows.get(change.id)?.does === 'add') rows.delete(change.id)
    else rows.set(change.id, { does: 'remove', row: undefined })
    return
  }
  const id = table.keyOf(change.row)
  const does = change.does === 'redact' ? 'put' : change.does
  rows.set(id, { does: rows.get(id)?.does === 'add' ? 'add' : does, row: change.row })
}

/** A row as the waiting changes leave it: `null` when they remove it, `undefined` when they do not speak of it. */
export function waiting(on: KindWork | undefined, id: string): Plain | null | undefined {
  if (!on) return undefined
  const put = on.puts.get(id)
  if (put) return put
  const at = addedAt(on).get(id)
  if (at !== undefined) return on.adds[at] ?? null
  return on.removes.has(id) ? null : undefined
}
export const clearedAway = (on: KindWork | undefined, row: Plain): boolean =>
  on !== undefined && on.clears.some((clearing) => goes(on, clearing, row))
