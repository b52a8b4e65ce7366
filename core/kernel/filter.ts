import { Malformed, type Field, type Fields, type Kind, type Wire } from './shape.ts'

/** What may be said of a field in a list: a tree of conditions, at most four levels deep. */
export type Filter = { readonly all: readonly Filter[] } | { readonly any: readonly Filter[] } | Condition
export interface Condition {
  readonly field: string
  readonly is: Comparison
  /** Absent for `empty` and `filled`; a list for `in`; a pair for `between`. */
  readonly value?: Wire
}
export type Comparison =
  'equal' | 'not' | 'in' | 'less' | 'atMost' | 'more' | 'atLeast' | 'between' | 'contains' | 'starts' | 'empty' | 'filled'

const ordered: readonly Comparison[] = ['equal', 'not', 'in', 'less', 'atMost', 'more', 'atLeast', 'between', 'empty', 'filled']
const named: readonly Comparison[] = ['equal', 'not', 'in', 'empty', 'filled']
const worded: readonly Comparison[] = ['contains', 'starts', 'equal', 'not', 'in', 'empty', 'filled']
/** The comparisons that make sense for each kind of field; a field of another kind cannot be filtered. */
export const comparisons: { readonly [K in Kind]?: readonly Comparison[] } = {
  text: worded, longText: worded, code: worded, id: named, choice: named, currency: named, flag: ['equal'],
  count: ordered, decimal: ordered, minor: ordered, day: ordered, instant: ordered,
} // prettier-ignore

const isPlain = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** Conditions that one filter may have: each becomes several values of a statement, which databases take only so many of. */
const mostConditions = 500

/** Checks a filter against the fields it speaks of; the values come back parsed by their fields. */
export function parseFilter(fields: Fields, raw: unknown, at: string, depth = 4, counted = { conditions: 0 }): Filter {
  const wrong = (wanted: string, where = at): never => {
    throw new Malformed('input.malformed', where, wanted, raw)
  }
  if (!isPlain(raw)) return wrong('a filter')
  for (const join of ['all', 'any'] as const) {
    const parts = raw[join]
    if (parts === undefined) continue
    if (!Array.isArray(parts) || depth === 0 || parts.length > 50) return wrong('at most 50 conditions on at most four levels')
    const parsed = parts.map((part, i) => parseFilter(fields, part, `${at}.${join}[${i}]`, depth - 1, counted))
    return join === 'all' ? { all: parsed } : { any: parsed }
  }
  counted.conditions += 1
  if (counted.conditions > mostConditions) return wrong(`at most ${mostConditions} conditions`)
  const { field: name, is, value } = raw
  if (typeof name !== 'string' || !Object.hasOwn(fields, name)) return wrong(`one of ${Object.keys(fields).join(', ')}`, `${at}.field`)
  const declared = fields[name] as Field<unknown>
  const field = declared.kind === 'maybe' ? declared.inner! : declared
  const allowed = comparisons[field.kind]
  if (!allowed?.includes(is as Comparison)) return wrong(allowed?.join(' | ') ?? 'a field that can be filtered', `${at}.is`)
  const comparison = is as Comparison
  if (comparison === 'empty' || comparison === 'filled') return { field: name, is: comparison }
  const one = (v: unknown, where: string): Wire => {
    // Parts of words are not values of the field, so they are only text.
    if (comparison === 'contains' || comparison === 'starts') return typeof v === 'string' && v.length <= 200 ? v : wrong('text', where)
    return field.print(field.parse(v, where))
  }
  if (comparison === 'in' || comparison === 'between') {
    if (!Array.isArray(value) || value.length > 500 || (comparison === 'between' && value.length !== 2))
      return wrong('a list of values', `${at}.value`)
    return { field: name, is: comparison, value: value.map((v, i) => one(v, `${at}.value[${i}]`)) }
  }
  return { field: name, is: comparison, value: one(value, `${at}.value`) }
}
