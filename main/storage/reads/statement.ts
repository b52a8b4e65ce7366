import type { Caller, Plain } from '../../../core/kernel/operation.ts'
import type { Fields } from '../../../core/kernel/shape.ts'
import { columnsOf, rowWriter, typeOf, type Column } from '../columns.ts'
import { likeSql } from '../filter.ts'
import type { Binder, Dialect, SqlValue } from '../session.ts'
import type { SqlText } from './registry.ts'

export const textOf = (sql: SqlText, dialect: Dialect): string => (typeof sql === 'string' ? sql : sql(dialect))

/** The caller's legal entities as a condition; rows of no entity belong to the group and are seen by all. */
export function entitiesSql(expression: string, entities: Caller['entities'], b: Binder): string {
  if (entities === 'all') return 'true'
  return `(${expression} is null or ${b.isOneOf(expression, entities, 'text')})`
}

interface Asked {
  readonly column: Column | undefined
  readonly value: SqlValue
  readonly list: readonly SqlValue[] | undefined
  readonly type: string
}

/** What was asked, by the names that the SQL uses. */
function askedValues(fields: Fields, about: Plain, dialect: Dialect): ReadonlyMap<string, Asked> {
  const asked = new Map<string, Asked>()
  const values = rowWriter(fields, dialect)(about)
  columnsOf(fields, dialect).forEach((column, i) => {
    const name = column.name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    const declared = fields[column.field]!
    const field = declared.kind === 'maybe' ? declared.inner! : declared
    const items = about[column.field]
    if (field.kind === 'many' && Array.isArray(items)) {
      const inner = { item: field.inner! }
      const type = typeOf(field.inner!.kind as never, dialect)
      const write = rowWriter(inner, dialect)
      asked.set(name, { column, value: null, list: items.map((item) => write({ item })[0]!), type })
    } else asked.set(name, { column, value: values[i]!, list: undefined, type: column.type })
  })
  return asked
}

// Texts in quotes and casts (`::date`) are passed over; the rest are our own signs.
const signs = /'(?:[^']|'')*'|::\w+|\{entities ([^}]+)\}|\{in ([^}:]+?)\s*:(\w+)\}|\{(words|rank) ([^}:]+?)\s*:(\w+)\}|:([A-Za-z]\w*)/g

/** A view as the caller sees it: what it counts beside its rows (`{entities expression}`) is counted within the caller's legal entities. */
export const viewSql = (sql: string, entities: Caller['entities'], b: Binder): string =>
  sql.replace(/\{entities ([^}]+)\}/g, (_, expression: string) => entitiesSql(expression.trim(), entities, b))

/** Puts marks in the place of names. */
export function questionSql(
  sql: string,
  fields: Fields,
  about: Plain,
  entities: Caller['entities'],
  b: Binder,
  foldCollation: string | undefined,
): string {
  const asked = askedValues(fields, about, b.dialect)
  const valueOf = (name: string): Asked => {
    const found = asked.get(name)
    if (!found) throw new Error(`bug: expected a field ${name} in what is asked`)
    return found
  }
  return sql.replace(
    signs,
    (
      whole,
      scoped?: string,
      expression?: string,
      listName?: string,
      sought?: string,
      columns?: string,
      soughtIn?: string,
      name?: string,
    ) => {
      if (scoped !== undefined) return entitiesSql(scoped.trim(), entities, b)
      if (listName !== undefined) {
        const { list, type } = valueOf(listName)
        return b.isOneOf(expression!, list ?? [], type)
      }
      if (sought !== undefined) {
        const { value, list } = valueOf(soughtIn!)
        const tools = { binder: b, foldCollation }
        const texts = columns!.split(',').map((column) => column.trim())
        return sought === 'words' ? wordsSql(texts, list as readonly string[], tools) : rankSql(texts, value as string, tools)
      }
      if (name === undefined) return whole
      const { value, type } = valueOf(name)
      return b.mark(value, type)
    },
  )
}

type Tools = Parameters<typeof likeSql>[3]
/** Each word occurs in one of the columns. */
const wordsSql = (columns: readonly string[], words: readonly string[], tools: Tools): string =>
  `(${words.map((word) => `(${columns.map((column) => likeSql(column, word, 'contains', tools)).join(' or ')})`).join(' and ')})`
/** How well the best of the columns fits the text. */
const rankSql = (columns: readonly string[], text: string, tools: Tools): string =>
  `case ${(['equal', 'starts', 'word'] as const)
    .map((is, rank) => `when ${columns.map((column) => likeSql(column, text, is, tools)).join(' or ')} then ${rank}`)
    .join(' ')} else 3 end`
