import type { Condition } from '../kernel/filter.ts'
import { withoutWords } from '../kernel/forgetting.ts'
import type { Plain, Read } from '../kernel/operation.ts'
import type { PersonalField } from '../kernel/personal.ts'
import { bareKind, namedBy, personalFields } from '../kernel/personal-fields.ts'
import type { RecordKind } from '../kernel/record.ts'
import type { Field, Wire } from '../kernel/shape.ts'
import { recordOf } from './erasure.ts'
import { isTheirs, type Person } from './person.ts'

/** A row that speaks of somebody: because it is them, because it names them, or because what they are called stands in it. */
export interface Found {
  readonly kind: RecordKind
  readonly row: Plain
  readonly by: 'own' | 'names' | 'mentions'
  /** Of a row that an earlier erasure left because something kept it: what speaks of the person there. What they were called is not known any more. */
  readonly left?: readonly string[]
}

/** Rows of one page of a search. */
const page = 1000
/** Kinds of fields that a text can be looked for in. */
const searched = new Set(['text', 'longText', 'data', 'shape'])

async function all(kind: RecordKind, where: readonly Condition[], read: Read): Promise<Plain[]> {
  const found: Plain[] = []
  for (let offset = 0; where.length > 0; offset += page) {
    const rows = (await read.list(kind, { where: { any: where }, limit: page, offset })) as readonly Plain[]
    found.push(...rows)
    if (rows.length < page) break
  }
  return found
}

const fieldsOf = (kind: RecordKind): [string, Field<unknown>][] => Object.entries(kind.shape.fields)
/** Fields of a kind that name rows which are this person. */
const naming = (kind: RecordKind, record: string): string[] =>
  fieldsOf(kind).filter(([name]) => name !== kind.key || kind.partOf !== undefined || kind.secret).filter(([, field]) => field.kind !== 'many' && namedBy(field) === record).map(([name]) => name) // prettier-ignore

/** Conditions under which a row of a kind names the person and says something of them. Who did something is the record's, and not about them. */
function named(kind: RecordKind, person: Person): Condition[] {
  const theirs = Object.values(kind.personal?.fields ?? {}).some((said) => isTheirs(person, said!))
  if (!theirs && !kind.secret) return []
  const own = new Set([recordOf[person.kind], ...person.own.map((one) => one.kind.record)])
  return [...own].flatMap((record) => naming(kind, record).map((field): Condition => ({ field, is: 'in', value: person.ids })))
}
/** Who did something goes with a user where nothing keeps the row. What the law keeps says who did it for as long as it is kept. */
const namesActors = ({ personal }: RecordKind, { kind }: Person): boolean =>
  kind === 'user' && (personal?.keep ?? 'use') === 'use' && personal?.actors !== 'proof'
function mentioned(kind: RecordKind, person: Person, said: ReadonlyMap<string, PersonalField>): Condition[] {
  return [...said].flatMap(([field, means]) => {
    const declared = kind.shape.fields[field] as Field<unknown>
    const author = means === 'user.name' && kind.personal?.fields?.[field] === undefined
    if (!searched.has(bareKind(declared)) || (author && !namesActors(kind, person))) return []
    const texts = [...person.words.map(({ text }) => text.slice(0, 200)), ...(means === 'anyone.data' ? person.ids : [])]
    return texts.map((value): Condition => ({ field, is: 'contains', value }))
  })
}

/** Whether what the person is called really stands in a row, as a word of its own. */
function holds(
  kind: RecordKind,
  row: Plain,
  { ids }: Person,
  without: (text: string) => string,
  said: ReadonlyMap<string, PersonalField>,
): boolean {
  return [...said].some(([field, means]) => {
    const value = row[field]
    const text =
      typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(printed(kind, field, value))
    return without(text) !== text || (means === 'anyone.data' && ids.some((id) => text.includes(id)))
  })
}
export const printed = (kind: RecordKind, field: string, value: unknown): Wire => (kind.shape.fields[field] as Field<unknown>).print(value)

/** Every row of every record that speaks of a person. */
export async function everythingOf(person: Person, kinds: readonly RecordKind[], read: Read): Promise<readonly Found[]> {
  const found: Found[] = person.own.map(({ kind, row }) => ({ kind, row, by: 'own' as const }))
  // A password has the key of its user, and is a row of its own.
  const own = new Set(person.own.map(({ kind, row }) => `${kind.record}/${row[kind.key] as string}`))
  const without = withoutWords(person.words, '')
  for (const kind of kinds) {
    if (kind.total) continue
    const said = personalFields(kind)
    if (said.size === 0 && !kind.secret) continue
    const seen = new Set<string>()
    const keyOf = (row: Plain): string => JSON.stringify([row[kind.key], ...(kind.partOf === undefined ? [] : Object.values(row).filter((value) => typeof value === 'string'))]) // prettier-ignore
    const isNew = (row: Plain): boolean =>
      !own.has(`${kind.record}/${row[kind.key] as string}`) && !seen.has(keyOf(row)) && (seen.add(keyOf(row)), true)
    for (const row of await all(kind, named(kind, person), read)) if (isNew(row)) found.push({ kind, row, by: 'names' })
    if (kind.secret) continue
    for (const row of await all(kind, mentioned(kind, person, said), read))
      if (isNew(row) && holds(kind, row, person, without, said)) found.push({ kind, row, by: 'mentions' })
  }
  return found
}
