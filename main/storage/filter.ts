import type { Comparison, Condition, Filter } from '../../core/kernel/filter.ts'
import type { Wire } from '../../core/kernel/shape.ts'
import { comparable, typeOf, type Column } from './columns.ts'
import type { Binder } from './session.ts'

export interface FilterTools {
  readonly binder: Binder
  /** The column of a field, or of a field's amount where it is money. */
  readonly column: (field: string) => Column
  /** See `Database.foldCollation`. */
  readonly foldCollation: string | undefined
}

/** A condition as SQL. All values are bound, never written into the text. */
export function filterSql(filter: Filter, tools: FilterTools): string {
  if ('all' in filter) return filter.all.length === 0 ? 'true' : `(${filter.all.map((f) => filterSql(f, tools)).join(' and ')})`
  if ('any' in filter) return filter.any.length === 0 ? 'false' : `(${filter.any.map((f) => filterSql(f, tools)).join(' or ')})`
  return conditionSql(filter, tools)
}

const signs = { less: '<', atMost: '<=', more: '>', atLeast: '>=' } as const

function conditionSql({ field, is, value }: Condition, tools: FilterTools): string {
  const column = tools.column(field)
  const { quoted } = column
  const one = (wire: Wire): string => mark(column, wire, tools.binder)
  switch (is) {
    case 'empty':
      return `${quoted} is null`
    case 'filled':
      return `${quoted} is not null`
    case 'equal':
      return `${quoted} = ${one(value!)}`
    case 'not':
      // What is empty is not equal to anything, so it counts as different.
      return `(${quoted} <> ${one(value!)} or ${quoted} is null)`
    case 'in':
      return tools.binder.isOneOf(
        quoted,
        (value as readonly Wire[]).map((v) => comparable(column.kind, v, tools.binder.dialect)),
        typeOf(column.kind, tools.binder.dialect),
      )
    case 'between': {
      const [from, to] = value as readonly [Wire, Wire]
      return `(${compared(column, 'atLeast', from, tools.binder)} and ${compared(column, 'atMost', to, tools.binder)})`
    }
    case 'contains':
    case 'starts':
      return likeSql(quoted, value as string, is, tools)
    default:
      return compared(column, is, value!, tools.binder)
  }
}

const mark = (column: Column, wire: Wire, { dialect, mark: bind }: Binder): string =>
  bind(comparable(column.kind, wire, dialect), typeOf(column.kind, dialect))

/**
 * Decimals are text on SQLite. As floating point numbers they compare at the speed of a column; where two are equal as such, their sortable
 * text decides, so that the answer is exact.
 */
function compared(column: Column, is: Comparison, wire: Wire, b: Binder): string {
  const sign = signs[is as keyof typeof signs]
  if (b.dialect === 'postgres' || column.kind !== 'decimal') return `${textual(column, b)} ${sign} ${mark(column, wire, b)}`
  const strict = sign[0]!
  const real = (text: string): string => `cast(${text} as real)`
  return (
    `(${real(column.quoted)} ${strict} ${real(mark(column, wire, b))}` +
    ` or (${real(column.quoted)} = ${real(mark(column, wire, b))} and decimal_key(${column.quoted}) ${sign} decimal_key(${mark(column, wire, b)})))`
  )
}
/** Text compares by its bytes on both databases, whatever the server's locale. */
const textual = (column: Column, { dialect }: Binder): string =>
  dialect === 'postgres' && typeOf(column.kind, dialect) === 'text' ? `${column.quoted} collate "C"` : column.quoted

// No stored text has the sign NUL, which PostgreSQL does not take even to look for.
const escaped = (text: string): string => text.replaceAll('\0', '\ufffd').replace(/[\\%_]/g, (sign) => `\\${sign}`)
// eslint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\x00-\x7f]*$/.test(text)

/** Where the text stands: anywhere, at the beginning, at the beginning of a further word, or it is all there is. */
const places = { contains: ['%', '%'], starts: ['', '%'], word: ['% ', '%'], equal: ['', ''] } as const

/** Looks for part of a text without regard to case. */
export function likeSql(
  expression: string,
  text: string,
  is: keyof typeof places,
  { binder: b, foldCollation }: Omit<FilterTools, 'column'>,
): string {
  const pattern = places[is].join(escaped(text))
  // An ASCII pattern needs ASCII folding only, which both databases do by themselves and several times faster.
  if (isAscii(text)) {
    const [operand, like] = b.dialect === 'postgres' ? [`${expression} collate "C"`, 'ilike'] : [expression, 'like']
    return `${operand} ${like} ${b.mark(pattern, 'text')} escape '\\'`
  }
  if (b.dialect === 'sqlite') {
    // Folding leaves SQLite for every row, so the ASCII in between is compared first. (A Kelvin sign for a k is the price.)
    // eslint-disable-next-line no-control-regex
    const around = pattern.replace(/[^\x00-\x7f]+/g, '%')
    return `(${expression} like ${b.mark(around, 'text')} escape '\\' and fold(${expression}) like ${b.mark(pattern.toLowerCase(), 'text')} escape '\\')`
  }
  return `lower(${expression} collate ${foldCollation}) like lower(${b.mark(pattern, 'text')} collate ${foldCollation}) escape '\\'`
}

/** An order that both databases share: texts without regard to ASCII case, decimals by value, empty ones last; the key decides last. */
export function orderSql(order: readonly string[], key: Column, tools: FilterTools): string {
  const { dialect } = tools.binder
  const seen = new Set<string>()
  const terms = order.flatMap((term) => {
    const descending = term.startsWith('-')
    const column = tools.column(descending ? term.slice(1) : term)
    if (seen.has(column.name)) return []
    seen.add(column.name)
    const direction = `${descending ? ' desc' : ''}${column.nullable ? ' nulls last' : ''}`
    return expressions(column, dialect === 'postgres').map((expression) => expression + direction)
  })
  if (!seen.has(key.name)) terms.push(...expressions(key, dialect === 'postgres').slice(-1))
  return terms.join(', ')
}
function expressions(column: Column, postgres: boolean): string[] {
  const { quoted, kind } = column
  const bytes = postgres ? `${quoted} collate "C"` : quoted
  if (kind === 'text' || kind === 'longText') return [postgres ? `lower(${bytes})` : `${quoted} collate nocase`, bytes]
  if (kind === 'decimal' && !postgres) return [`cast(${quoted} as real)`, `decimal_key(${quoted})`]
  return [postgres && typeOf(kind, 'postgres') === 'text' ? bytes : quoted]
}
