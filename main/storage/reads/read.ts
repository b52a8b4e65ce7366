import type { Filter } from '../../../core/kernel/filter.ts'
import type { Caller, Module, Page, Plain } from '../../../core/kernel/operation.ts'
import type { Question, RecordKind, View } from '../../../core/kernel/record.ts'
import { boundSql, standIns, type Kinds } from './bounds.ts'
import { columnsOf, rowReader, typeOf, type Column } from '../columns.ts'
import { fenceOpen } from '../fence.ts'
import { filterSql, likeSql, orderSql, type FilterTools } from '../filter.ts'
import { binder, type Binder, type Dialect, type Session, type SqlRow, type SqlValue } from '../session.ts'
import { tableOf } from '../tables.ts'
import type { Answerer, Reads, SqlText } from './registry.ts'
import { entitiesSql, questionSql, textOf, viewSql } from './statement.ts'

export interface ReadTools {
  readonly foldCollation: string | undefined
  readonly views: ReadonlyMap<string, SqlText>
  readonly questions: ReadonlyMap<string, SqlText>
  readonly answerers: ReadonlyMap<string, Answerer>
  readonly groupWide: ReadonlySet<string>
  readonly atOnce: ReadonlySet<string>
  readonly kinds: Kinds
}
export function readTools(
  foldCollation: string | undefined,
  reads: readonly Reads[],
  answerers: Readonly<Record<string, Answerer>>,
  kinds: Kinds,
): ReadTools {
  return {
    foldCollation,
    views: new Map(reads.flatMap((r) => Object.entries(r.views))),
    questions: new Map(reads.flatMap((r) => Object.entries(r.questions))),
    answerers: new Map(Object.entries(answerers)),
    groupWide: new Set(reads.flatMap((r) => r.groupWide ?? [])),
    atOnce: new Set(reads.flatMap((r) => r.atOnce ?? [])),
    kinds,
  }
}

/** Views and questions that nobody answers, by name. */
export function unanswered(modules: readonly Pick<Module, 'views' | 'questions'>[], { views, questions, answerers }: ReadTools): string[] {
  return modules.flatMap((m) => [
    ...(m.views ?? []).map((v) => v.view).filter((name) => !views.has(name)),
    ...(m.questions ?? []).map((q) => q.question).filter((name) => !questions.has(name) && !answerers.has(name)),
  ])
}

interface Described {
  readonly columns: readonly Column[]
  readonly read: (values: SqlRow) => Plain
}
const described: Readonly<Record<Dialect, WeakMap<object, Described>>> = { sqlite: new WeakMap(), postgres: new WeakMap() }
function describe(shape: View['row'], dialect: Dialect): Described {
  let found = described[dialect].get(shape)
  if (!found) {
    found = { columns: columnsOf(shape.fields, dialect), read: rowReader(shape.fields) }
    described[dialect].set(shape, found)
  }
  return found
}

const columnIn =
  (columns: readonly Column[]) =>
  (field: string): Column => {
    const column = columns.find((c) => c.field === field)
    if (!column) throw new Error(`bug: expected a field, not ${field}`)
    return column
  }

const conditions = (parts: readonly (string | undefined)[]): string => {
  const real = parts.filter((p) => p !== undefined && p !== 'true')
  return real.length === 0 ? '' : ` where ${real.join(' and ')}`
}

/** Which part of the rows. SQLite plans a statement anew each time that a limit is bound to it: there it stands in the text, and pages have few sizes. */
const pageSql = (page: Page, b: Binder): string => {
  const limit = b.dialect === 'sqlite' ? `${Math.trunc(page.limit)}` : b.mark(page.limit, 'bigint')
  return ` limit ${limit} offset ${b.mark(page.offset ?? 0, 'bigint')}`
}

/** Rows of one kind of record; with their `rev` where the kind has one. */
export async function listRows(
  session: Session,
  kind: RecordKind,
  page: Page,
  caller: Caller,
  tools: ReadTools,
): Promise<{ row: Plain; rev: number }[]> {
  const table = tableOf(kind, session.dialect)
  const b = binder(session.dialect)
  const filter: FilterTools = { binder: b, foldCollation: tools.foldCollation, column: columnIn(table.columns) }
  const where = conditions([
    page.where && filterSql(page.where as Filter, filter),
    table.entity && entitiesSql(table.entity.quoted, caller.entities, b),
    boundSql(kind, table.name, caller, tools.kinds, b),
  ])
  const order = orderSql(page.order ?? [], table.key, filter)
  const sql = `select ${table.list}${table.revised ? ', rev' : ''} from ${table.name}${where} order by ${order}${pageSql(page, b)}`
  const rows = await session.rows(sql, b.values)
  return rows.map((values) => ({ row: table.read(values), rev: table.revised ? Number(values[table.columns.length]) : 0 }))
}

/** One page of a view and the exact number of rows that fit. */
export async function browseView(
  session: Session,
  view: View,
  page: Page & { readonly search?: string },
  caller: Caller,
  tools: ReadTools,
): Promise<{ rows: Plain[]; total: number }> {
  const text = tools.views.get(view.view)
  if (text === undefined) throw new Error(`bug: expected SQL for the view ${view.view}`)
  const { columns, read } = describe(view.row, session.dialect)
  const source = textOf(text, session.dialect)
  const words = (page.search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 8)
  const column = columnIn(columns)
  const key = column(view.key)
  const all = columns.map((c) => c.quoted).join(', ')
  const build = (head: string, part: 'page' | 'all' | readonly SqlValue[]): Promise<SqlRow[]> => {
    const b = binder(session.dialect)
    const seen = standIns(source, caller, tools.kinds, b)
    const from = `(${viewSql(source, caller.entities, b)}) v`
    const filter: FilterTools = { binder: b, foldCollation: tools.foldCollation, column }
    const where = conditions([
      page.where && filterSql(page.where, filter),
      ...words.map(
        (word) => `(${view.search.map((field) => likeSql(`v.${column(field).quoted}`, word, 'contains', filter)).join(' or ')})`,
      ),
      view.entityField === undefined ? undefined : entitiesSql(column(view.entityField).quoted, caller.entities, b),
      typeof part === 'string' ? undefined : b.isOneOf(key.quoted, part, typeOf(key.kind, session.dialect)),
    ])
    const order = page.order && page.order.length > 0 ? page.order : view.order
    const tail = part === 'page' ? ` order by ${orderSql(order, key, filter)}${pageSql(page, b)}` : ''
    return session.rows(`${seen}select ${head} from ${from}${where}${tail}`, b.values)
  }
  if (session.dialect === 'postgres' && tools.atOnce.has(view.view)) {
    const found = await build(`${all}, count(*) over ()`, 'page')
    if (found.length > 0) return { rows: found.map(read), total: Number(found[0]!.at(-1)) }
  }
  // First the keys of the page, then their rows: what the other columns cost is paid for one page, not for all that fits.
  // A narrowed list is counted in the same pass, for its conditions cost more than the counting; a whole one is counted without its joins.
  const narrowed = page.where !== undefined || caller.bounds !== undefined
  const counting = words.length > 0 || (narrowed && session.dialect === 'sqlite')
  const found = await build(counting ? `${key.quoted}, count(*) over ()` : key.quoted, 'page')
  const keys = found.map(([value]) => value as SqlValue)
  const rows = (await rowsOfKeys(keys, columns.indexOf(key), (part) => build(all, part))).map(read)
  if (counting && found.length > 0) return { rows, total: Number(found[0]![1]) }
  // A first page that is not full is the whole answer.
  if ((page.offset ?? 0) === 0 && rows.length < page.limit) return { rows, total: rows.length }
  const [counted] = await build('count(*)', 'all')
  return { rows, total: Number(counted![0]) }
}

/** The rows of a page in the order of its keys. A view whose key names several rows is read as a page instead. */
async function rowsOfKeys(
  keys: readonly SqlValue[],
  at: number,
  build: (part: 'page' | readonly SqlValue[]) => Promise<SqlRow[]>,
): Promise<readonly SqlRow[]> {
  if (keys.length === 0) return []
  const found = await build(keys)
  const byKey = new Map(found.map((row) => [row[at], row]))
  return byKey.size === keys.length && found.length === keys.length ? keys.map((key) => byKey.get(key)!) : build('page')
}

/** The answer to a named question, by its SQL or by whoever was named to answer it. */
export async function askQuestion(
  session: Session,
  question: Question,
  about: Plain,
  caller: Caller,
  tools: ReadTools,
): Promise<readonly Plain[]> {
  const answerer = tools.answerers.get(question.question)
  if (answerer) return answerer(about, caller)
  const text = tools.questions.get(question.question)
  if (text === undefined) throw new Error(`bug: expected an answer to the question ${question.question}`)
  const { columns, read } = describe(question.answers, session.dialect)
  const b = binder(session.dialect)
  const wide = tools.groupWide.has(question.question)
  const source = textOf(text, session.dialect)
  const seen = wide ? '' : standIns(source, caller, tools.kinds, b)
  const inner = questionSql(source, question.asks.fields, about, caller.entities, b, tools.foldCollation)
  // The columns are named, so the SQL may give them in any order; what it orders stays ordered.
  const ask = (own: Session): Promise<SqlRow[]> =>
    own.rows(`${seen}select ${columns.map((c) => `a.${c.quoted}`).join(', ')} from (${inner}) a`, b.values)
  const beyond = session.fenced && caller.entities !== 'all' && wide
  const rows = await (beyond ? fenceOpen(session, caller.entities, ask) : ask(session))
  return rows.map(read)
}
