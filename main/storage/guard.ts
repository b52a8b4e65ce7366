import type { Caller, Plain } from '../../core/kernel/operation.ts'
import { fenceOpen } from './fence.ts'
import type { Session } from './session.ts'
import { binder } from './session.ts'
import type { Table } from './tables.ts'
import { addedAt, type Work } from './work.ts'

/** Somebody else changed what a decision rested on: it is decided again, and this row is then held while that goes on. */
export class LostRace extends Error {
  readonly table: Table
  readonly id: string
  constructor(table: Table, id: string) {
    super(`${table.record} ${id} changed while a call that rests on it was decided`)
    this.name = 'LostRace'
    this.table = table
    this.id = id
  }
}
/** A row that exists belongs to a legal entity that the caller may not see. */
export class ForeignRow extends Error {
  readonly entity: string
  constructor(entity: string) {
    super(`a row of ${entity}`)
    this.entity = entity
  }
}

/** What a transaction read of one row. */
export interface Seen {
  readonly table: Table
  readonly id: string
  /** `rev` of the row; `undefined` when there was none. */
  readonly rev: number | undefined
  /** Of a total, which has no `rev`: its text. */
  readonly text: string | undefined
  /** Rows of a list are only a sight: they matter when they are then put. */
  readonly listed: boolean
  /** Nobody else can change it any more: held, written or locked by this transaction. */
  safe: boolean
}
export type Sight = Map<Table, Map<string, Seen>>

export function see(
  sight: Sight,
  table: Table,
  id: string,
  row: Plain | undefined,
  rev: number | undefined,
  how: 'relied' | 'listed' | 'held',
): void {
  const rows = sight.get(table) ?? new Map<string, Seen>()
  sight.set(table, rows)
  const before = rows.get(id)
  if (before !== undefined) {
    if (!before.safe && before.rev !== rev) throw new LostRace(table, id)
    if (before.safe || (!before.listed && how !== 'held') || how === 'listed') return
  }
  const text = table.kind.total && row !== undefined ? table.canonical(row) : undefined
  rows.set(id, { table, id, rev, text, listed: how === 'listed', safe: how === 'held' })
}

interface Target {
  readonly seen: Seen
  readonly mode: 'update' | 'share'
}

/**
 * Locks what the decision rested on and compares it with what was read. Rows about to be written are locked for update; at the end
 * (`final`) also those that were only read, for share. All in one order, so that two commits wait for each other and never in a ring.
 * Answers the rows that were looked for in vain and are about to be written.
 */
export async function guard(session: Session, sight: Sight, work: Work, final: boolean): Promise<Seen[]> {
  const targets: Target[] = []
  const missing: Seen[] = []
  const created: Seen[] = []
  for (const [table, rows] of sight) {
    const on = work.get(table.kind)
    const growing = on && [...on.increases.values()]
    for (const seen of rows.values()) {
      if (seen.safe) continue
      const written = on !== undefined && (on.puts.has(seen.id) || on.removes.has(seen.id) || growing!.some((g) => g.has(seen.id)))
      if (seen.rev === undefined && seen.text === undefined) {
        const added = written || (on !== undefined && addedAt(on).has(seen.id))
        if (added) created.push(seen)
        // A row that is inserted collides by itself; a total that is increased would not.
        if (table.kind.total || (final && !added)) missing.push(seen)
      } else if (written) targets.push({ seen, mode: 'update' })
      else if (final && !seen.listed && (table.revised || table.kind.total)) targets.push({ seen, mode: 'share' })
    }
  }
  // Nobody else writes on SQLite while this transaction is open.
  if (session.dialect === 'postgres') {
    targets.sort((a, b) =>
      a.seen.table.name === b.seen.table.name ? (a.seen.id < b.seen.id ? -1 : 1) : a.seen.table.name < b.seen.table.name ? -1 : 1,
    )
    for (const run of runsOf(targets)) await lock(session, run)
    await stillMissing(session, missing)
  }
  for (const { seen } of targets) seen.safe = true
  return created
}

/** Neighbours of one table and one kind of lock go into one statement. */
function runsOf(targets: readonly Target[]): Target[][] {
  const runs: Target[][] = []
  for (const target of targets) {
    const run = runs.at(-1)
    if (run && run[0]!.seen.table === target.seen.table && run[0]!.mode === target.mode) run.push(target)
    else runs.push([target])
  }
  return runs
}

async function lock(session: Session, run: readonly Target[]): Promise<void> {
  const { table } = run[0]!.seen
  const order = table.key.type === 'uuid' ? table.key.quoted : `${table.key.quoted} collate "C"`
  const rows = await session.rows(
    `select ${table.key.quoted}, ${table.revised ? 'rev' : table.list} from ${table.name} where ${table.key.quoted} = any($1::${table.key.type}[]) order by ${order} for ${run[0]!.mode}`,
    [run.map((t) => t.seen.id)],
    true,
  )
  const now = new Map(rows.map((row) => [row[0] as string, row]))
  for (const { seen } of run) {
    const row = now.get(seen.id)
    const same = row && (table.revised ? Number(row[1]) === seen.rev : table.canonical(table.read(row.slice(1))) === seen.text)
    if (!same) throw new LostRace(table, seen.id)
  }
}

async function stillMissing(session: Session, missing: readonly Seen[]): Promise<void> {
  for (const table of new Set(missing.map((seen) => seen.table))) {
    const ids = missing.filter((seen) => seen.table === table).map((seen) => seen.id)
    const sql = `select ${table.key.quoted} from ${table.name} where ${table.key.quoted} = any($1::${table.key.type}[]) limit 1`
    const [there] = await session.rows(sql, [ids], true)
    if (there) throw new LostRace(table, there[0] as string)
  }
}

/** A caller of some entities only must not overwrite, by its id alone, a row that it cannot see. */
export async function guardEntities(session: Session, work: Work, entities: Caller['entities']): Promise<void> {
  if (entities === 'all') return
  const look = (own: Session): Promise<string | undefined> => foreignRow(own, work, entities)
  // Behind the database's own fence such a row cannot be seen either, and would be passed over in silence instead of refused.
  const foreign = await (session.fenced && work.size > 0 ? fenceOpen(session, entities, look) : look(session))
  if (foreign !== undefined) throw new ForeignRow(foreign)
}

/** The entity of a row that is about to be written and is none of theirs. */
async function foreignRow(session: Session, work: Work, entities: readonly string[]): Promise<string | undefined> {
  for (const { table, puts, removes } of work.values()) {
    const ids = [...puts.keys(), ...removes]
    if (!table.entity || ids.length === 0) continue
    const b = binder(session.dialect)
    const rows = await session.rows(
      `select ${table.entity.quoted} from ${table.name} where ${b.isOneOf(table.key.quoted, ids, table.key.type)}`,
      b.values,
    )
    const foreign = rows.map(([entity]) => entity as string | null).find((entity) => entity !== null && !entities.includes(entity))
    if (foreign !== undefined && foreign !== null) return foreign
  }
  return undefined
}
