import type { Plain } from '../../../core/kernel/operation.ts'
import type { RecordKind } from '../../../core/kernel/record.ts'
import type { Field, Fields } from '../../../core/kernel/shape.ts'
import { rateTurn, type RatesApart } from './rate-sources.ts'
import { keptWhole, reported } from './treatment.ts'

/** What things are called afterwards: codes by the record whose key they are, ids by themselves, for no two things of the world have one id. */
export interface Names {
  readonly codes: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly ids: ReadonlyMap<string, string>
  readonly rates?: RatesApart | undefined
}
const turned = (map: ReadonlyMap<string, string>): Map<string, string> => new Map([...map].map(([former, now]) => [now, former]))
/** From what they are called now to what they were called. A source that some rates came under is new: all of its rates go back. */
export function formerly({ codes, ids, rates }: Names): Names {
  const back = new Map([...codes].map(([of, map]) => [of, turned(map)]))
  if (rates) back.set('rateSources', new Map([...(back.get('rateSources') ?? []), ...turned(rates.sources)]))
  return { codes: back, ids: turned(ids) }
}

const anId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
type Turn = (value: unknown) => unknown

/** Wherever an id stands in a text: texts name users and records too. */
function inText({ ids }: Names): Turn | undefined {
  if (ids.size === 0) return undefined
  return (value) => {
    const text = value as string
    return text.length < 36 ? text : text.replace(anId, (id) => ids.get(id) ?? id)
  }
}
function inData(names: Names): Turn | undefined {
  const text = inText(names)
  if (!text) return undefined
  const deep: Turn = (value) => {
    if (typeof value === 'string') return text(value)
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(deep)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(key), deep(inner)]))
  }
  return deep
}

/** How a value of a field is renamed; nothing where there is nothing in it to rename. */
function turnOf(field: Field<unknown>, names: Names): Turn | undefined {
  switch (field.kind) {
    case 'id':
      return names.ids.size === 0 ? undefined : (value) => names.ids.get(value as string) ?? value
    case 'code': {
      const codes = names.codes.get(field.of ?? '')
      const text = inText(names)
      return codes ? (value) => codes.get(value as string) ?? text?.(value) ?? value : text
    }
    case 'text':
    case 'longText':
      return inText(names)
    case 'data':
      return inData(names)
    case 'maybe': {
      const inner = turnOf(field.inner!, names)
      return inner && ((value) => (value === null ? null : inner(value)))
    }
    case 'many': {
      const inner = turnOf(field.inner!, names)
      return inner && ((value) => (value as readonly unknown[]).map(inner))
    }
    case 'shape':
      return rowTurn(field.fields!, names) as Turn | undefined
    default:
      return undefined
  }
}
function rowTurn(fields: Fields, names: Names, whole: readonly string[] = []): ((row: Plain) => Plain) | undefined {
  const turns = Object.entries(fields).flatMap(([name, field]) => {
    const turn = whole.includes(name) ? undefined : turnOf(field, names)
    return turn ? [[name, turn] as const] : []
  })
  if (turns.length === 0) return undefined
  return (row) => {
    const after: Record<string, unknown> = { ...row }
    for (const [name, turn] of turns) if (row[name] !== undefined && row[name] !== null) after[name] = turn(row[name])
    return after as Plain
  }
}

/** Keys that are made of other names begin with their legal entity; those of running totals go on with the account and may end with the partner. */
function keyTurn(kind: RecordKind, names: Names): ((row: Plain, after: Plain) => Plain) | undefined {
  const { key, record } = kind
  const { entityField } = kind
  if (entityField === undefined || entityField === key || kind.shape.fields[key]?.kind === 'id') return undefined
  const parts = ['account', 'taxCode'].filter((field) => field in kind.shape.fields)
  return (row, after) => {
    const text = row[key] as string
    if (names.codes.get(record)?.has(text)) return after
    const start = record === 'retranslatedBalances' ? text.indexOf('/') + 1 : 0
    const beginnings: [string, string][] = [[row[entityField] as string, after[entityField] as string]]
    for (const part of parts) beginnings.push([(row[part] as string | null) ?? '', (after[part] as string | null) ?? ''])
    let made = (after[key] as string).slice(0, start)
    let rest = text.slice(start)
    for (const [before, later] of beginnings) {
      if (rest !== before && !rest.startsWith(`${before}/`)) break
      made += later
      rest = rest.slice(before.length)
      if (rest.startsWith('/') && rest.length > 1) [made, rest] = [`${made}/`, rest.slice(1)]
    }
    const [partner, renamed] = [row['partner'] as string | null | undefined, after['partner'] as string | null | undefined]
    if (partner && rest.endsWith(`/${partner}`)) rest = rest.slice(0, -partner.length) + renamed!
    return { ...after, [key]: made + (inText(names)?.(rest) ?? rest) }
  }
}

/** How rows of a record are renamed, their own keys included. */
export function renamerOf(kind: RecordKind, names: Names): (row: Plain) => Plain {
  const own = rowTurn(kind.shape.fields, names, keptWhole[kind.record])
  const keyed = names.codes.size === 0 ? undefined : keyTurn(kind, names)
  const sources = reported.includes(kind.record) ? names.codes.get('sources') : undefined
  const rates = rateTurn(kind, names)
  const entities = kind.record === 'accounts' ? names.codes.get('entities') : undefined
  return (row) => {
    let after = own ? own(row) : row
    // What an account is called in the books of each legal entity.
    if (entities) after = { ...after, local: Object.fromEntries(Object.entries(row['local'] as object).map(([code, local]) => [entities.get(code) ?? code, local])) } as Plain // prettier-ignore
    if (keyed) after = keyed(row, after)
    if (rates) after = rates(row, after)
    const source = sources?.get(row['source'] as string)
    return source === undefined ? after : { ...after, source }
  }
}
