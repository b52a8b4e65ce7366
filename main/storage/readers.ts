import type { Caller, Plain, Read } from '../../core/kernel/operation.ts'
import type { RecordKind } from '../../core/kernel/record.ts'
import { boundSql } from './reads/bounds.ts'
import type { Database } from './connect.ts'
import type { Contested } from './deciding.ts'
import { see, type Sight } from './guard.ts'
import { askQuestion, browseView, listRows, type ReadTools } from './reads/read.ts'
import { binder, type Session } from './session.ts'
import { tableOf } from './tables.ts'
import { clearedAway, waiting, type Work } from './work.ts'

/** What reads of a transaction look through and leave behind. */
export interface InTransaction {
  readonly session: Session
  readonly caller: Caller
  readonly work: Work
  readonly sight: Sight
  readonly contested: Contested
}

const inScope = (kind: RecordKind, { row, reached }: Fetched, entities: Caller['entities']): boolean => {
  if (!reached) return false
  if (entities === 'all' || kind.entityField === undefined) return true
  const entity = row[kind.entityField] as string | null
  return entity === null || entities.includes(entity)
}

interface Fetched {
  readonly row: Plain
  readonly rev: number
  /** The caller's right reaches it. */
  readonly reached: boolean
}
/** Rows by key, in one statement. */
async function fetch(
  session: Session,
  kind: RecordKind,
  ids: readonly string[],
  hold: boolean,
  caller: Caller,
  { kinds }: ReadTools,
): Promise<Map<string, Fetched>> {
  const table = tableOf(kind, session.dialect)
  const b = binder(session.dialect)
  const reach = boundSql(kind, table.name, caller, kinds, b)
  const where =
    ids.length === 1 ? `${table.key.quoted} = ${b.mark(ids[0]!, table.key.type)}` : b.isOneOf(table.key.quoted, ids, table.key.type)
  const lock = hold && session.dialect === 'postgres' ? ` order by ${table.key.quoted} for update` : ''
  const rows = await session.rows(
    `select ${table.list}${table.revised ? ', rev' : ''}${reach === undefined ? '' : `, case when ${reach} then 1 else 0 end`} from ${table.name} where ${where}${lock}`,
    b.values,
    reach === undefined,
  )
  return new Map(
    rows.map((values) => {
      const row = table.read(values)
      return [
        table.keyOf(row),
        { row, rev: table.revised ? Number(values[table.columns.length]) : 0, reached: reach === undefined || Number(values.at(-1)) === 1 },
      ]
    }),
  )
}

/** Reads of one transaction: they see what it has changed, and are remembered for the guard. */
export function readIn(view: InTransaction, tools: ReadTools, settle: () => Promise<void>): Read {
  const { session, caller, work, sight, contested } = view
  const some = async (kind: RecordKind, ids: readonly string[], how: 'relied' | 'held'): Promise<Map<string, Plain>> => {
    const table = tableOf(kind, session.dialect)
    if ((work.get(kind)?.increases.size ?? 0) > 0) await settle()
    const on = work.get(kind)
    const rows = new Map<string, Plain>()
    const unknown: string[] = []
    for (const id of new Set(ids)) {
      const pending = how === 'held' ? undefined : waiting(on, id)
      if (pending === undefined) unknown.push(id)
      else if (pending !== null) rows.set(id, pending)
    }
    if (unknown.length === 0) return rows
    const fought = contested.get(table)
    const parts = how === 'relied' && fought ? [unknown.filter((id) => !fought.has(id)), unknown.filter((id) => fought.has(id))] : [unknown]
    for (const [index, part] of parts.entries()) {
      if (part.length === 0) continue
      const held = how === 'held' || index === 1
      const found = await fetch(session, kind, part, held, caller, tools)
      for (const id of part) {
        const hit = found.get(id)
        if (hit && !inScope(kind, hit, caller.entities)) continue
        see(sight, table, id, hit?.row, hit === undefined || kind.total ? undefined : hit.rev, hit && held ? 'held' : 'relied')
        const pending = how === 'held' ? waiting(on, id) : undefined
        if (pending) rows.set(id, pending)
        else if (hit && pending !== null && !clearedAway(on, hit.row)) rows.set(id, hit.row)
      }
    }
    return rows
  }
  const read: LooseRead = {
    get: async (kind, id) => (await some(kind, [id], 'relied')).get(id),
    hold: async (kind, id) => (await some(kind, [id], 'held')).get(id),
    some: (kind, ids) => (ids.length === 0 ? Promise.resolve(new Map()) : some(kind, ids, 'relied')),
    list: async (kind, page) => {
      await settle()
      const table = tableOf(kind, session.dialect)
      const rows = await listRows(session, kind, page, caller, tools)
      if (table.revised) for (const { row, rev } of rows) see(sight, table, table.keyOf(row), row, rev, 'listed')
      return rows.map(({ row }) => row)
    },
    ask: async (question, about) => {
      await settle()
      return askQuestion(session, question, about, caller, tools)
    },
    browse: async (view, page) => {
      await settle()
      return browseView(session, view, page, caller, tools)
    },
  }
  return read as unknown as Read
}

/** `Read` without its type parameters, which are the core's promise and nothing at run time. */
interface LooseRead {
  get(kind: RecordKind, id: string): Promise<Plain | undefined>
  hold(kind: RecordKind, id: string): Promise<Plain | undefined>
  some(kind: RecordKind, ids: readonly string[]): Promise<ReadonlyMap<string, Plain>>
  list(kind: RecordKind, page: Parameters<Read['list']>[1]): Promise<readonly Plain[]>
  ask(question: Parameters<typeof askQuestion>[1], about: Plain): Promise<readonly Plain[]>
  browse(view: Parameters<typeof browseView>[1], page: Parameters<Read['browse']>[1]): Promise<{ rows: readonly Plain[]; total: number }>
}

/** Reads outside any transaction, each on what is committed at that moment. */
export function readOutside(database: Database, caller: Caller, tools: ReadTools): Read {
  const inside = <T>(body: (session: Session) => Promise<T>): Promise<T> => database.read(body, caller.entities)
  const some = async (kind: RecordKind, ids: readonly string[]): Promise<Map<string, Plain>> => {
    if (ids.length === 0) return new Map()
    const found = await inside((session) => fetch(session, kind, [...new Set(ids)], false, caller, tools))
    return new Map([...found].filter(([, hit]) => inScope(kind, hit, caller.entities)).map(([id, { row }]) => [id, row]))
  }
  const get = async (kind: RecordKind, id: string): Promise<Plain | undefined> => (await some(kind, [id])).get(id)
  const read: LooseRead = {
    get,
    hold: get,
    some,
    list: async (kind, page) => (await inside((session) => listRows(session, kind, page, caller, tools))).map(({ row }) => row),
    ask: (question, about) => inside((session) => askQuestion(session, question, about, caller, tools)),
    browse: (view, page) => inside((session) => browseView(session, view, page, caller, tools)),
  }
  return read as unknown as Read
}
