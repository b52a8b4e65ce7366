import type { Day } from '../kernel/day.ts'
import { withoutPerson, withoutWords } from '../kernel/forgetting.ts'
import type { Now, Plain } from '../kernel/operation.ts'
import type { PersonalField, Says } from '../kernel/personal.ts'
import { bareKind, isAuthor, namedBy, personalFields } from '../kernel/personal-fields.ts'
import type { RecordKind } from '../kernel/record.ts'
import type { FileRef, Field, Value, Wire } from '../kernel/shape.ts'
import { recordOf, type erasureLine } from './erasure.ts'
import { printed, type Found } from './finding.ts'
import { isTheirs, type Person } from './person.ts'
import { keptOf, type Kept, type RetentionFacts } from './retention.ts'

/** What is to become of a row. */
export type Judged = Found &
  (
    | { readonly fate: 'held'; readonly kept: Kept; readonly fields: readonly string[] }
    | { readonly fate: 'removed'; readonly fields: readonly string[] }
    | { readonly fate: 'replaced'; readonly after: Plain; readonly fields: readonly string[]; readonly files: readonly string[] }
  )

type Line = Value<typeof erasureLine>

/** Pure: what becomes of everything that was found. */
export function judge(
  found: readonly Found[],
  person: Person,
  pseudonym: string,
  facts: RetentionFacts,
  now: Pick<Now, 'digest'>,
): Judged[] {
  // Nothing keeps a contact, a lead or a user; a consumer is kept with all that they are for as long as the customer is.
  const [first] = person.own
  const ofThemselves = person.kind === 'customer' ? keptOf(first!.kind, first!.row, person.customer, facts) : undefined
  return found.flatMap((one): Judged[] => {
    const { kind, row, by } = one
    const fields = [...personalFields(kind).keys()].filter((field) => row[field] !== null && row[field] !== undefined)
    if (kind.secret) return [{ ...one, fate: 'removed', fields }]
    const customer = (row['customer'] as string | null | undefined) ?? person.customer
    const kept = by === 'own' ? ofThemselves : keptOf(kind, row, customer, facts)
    if (kept) return [{ ...one, fate: 'held', kept, fields: one.left ?? speaking(one, person) }]
    const { after, changed, files } = replaced(one, person, pseudonym, now)
    return changed.length === 0 && files.length === 0 ? [] : [{ ...one, fate: 'replaced', after, fields: changed, files }]
  })
}

/** Fields in which a row speaks of the person: all that are theirs where it names them, else those in which they are mentioned. */
function speaking(one: Found, person: Person): string[] {
  const { kind, row, by } = one
  const without = withoutWords(person.words, '')
  return [...personalFields(kind)].flatMap(([field, said]) => {
    const value = row[field]
    if (value === null || value === undefined) return []
    if (by !== 'mentions' && isAbout(one, person, said)) return [field]
    // With a signature go its picture and its paper.
    if (kind.personal?.fields?.[field] !== undefined && isAbout(one, person, said)) return [field]
    const text = JSON.stringify(printed(kind, field, value))
    return without(text) !== text ? [field] : []
  })
}

/** Whether a row in which they are mentioned is about them alone: a signature, an invitation, an entry of the person's own. */
function isAbout({ kind, row, by }: Found, person: Person, meant: PersonalField): boolean {
  const whose = meant.split('.')[0]
  // What is noted at the person themselves is of them, whoever else it might be of elsewhere.
  if (by === 'own' && whose === 'anyone') return true
  if (by !== 'mentions') return isTheirs(person, meant) && !(by === 'names' && whose === 'person' && isOfAnother(kind, row, person))
  if (whose === 'anyone') return false
  const without = withoutWords(person.words, '')
  return [...personalFields(kind)].some(([field, said]) => {
    const [of, says] = said.split('.') as [string, Says]
    const value = row[field]
    return (
      of === whose &&
      ['name', 'email', 'phone', 'contactAddress'].includes(says) &&
      typeof value === 'string' &&
      without(value).trim() === ''
    )
  })
}

/** Whether what a row says of a person is of somebody else: at a consumer's there may be others whom one speaks to. */
const peopleRecords: readonly string[] = [recordOf.contact, recordOf.lead]
const isOfAnother = (kind: RecordKind, row: Plain, { ids }: Person): boolean =>
  Object.entries(kind.shape.fields).some(([field, declared]) => peopleRecords.includes(namedBy(declared as Field<unknown>) ?? '') && typeof row[field] === 'string' && !ids.includes(row[field])) // prettier-ignore

function replaced(one: Found, person: Person, pseudonym: string, now: Pick<Now, 'digest'>) {
  const { kind, row } = one
  const after: Record<string, unknown> = { ...row }
  const changed: string[] = []
  const files: string[] = []
  const words = withoutWords(person.words, pseudonym)
  const wire = withoutPerson({ rows: person.ids, words: person.words, fields: personNames(person), pseudonym })
  for (const [field, said] of personalFields(kind)) {
    const declared = kind.shape.fields[field] as Field<unknown>
    const says = said.split('.')[1] as Says
    const value = row[field]
    if (value === null || value === undefined) continue
    const author = isAuthor(field, declared) && kind.personal?.fields?.[field] === undefined
    if (author && kind.personal?.actors === 'proof') continue
    const about = one.left?.includes(field) ?? (!author && isAbout(one, person, said))
    if (about && says === 'file') files.push(...(Array.isArray(value) ? (value as FileRef[]) : [value as FileRef]).map(({ hash }) => hash))
    const next =
      said === 'anyone.data' && naming(one, person)
        ? envelope(declared, value, person, pseudonym, wire)
        : about
          ? blank(kind, field, declared, said, row, pseudonym, now)
          : withoutThem(declared, value, words, wire)
    if (next === value || JSON.stringify(declared.print(next)) === JSON.stringify(declared.print(value))) continue
    after[field] = next
    changed.push(field)
  }
  return { after: { ...after, ...standing(one) }, changed, files }
}

/** Whether data of a row name the person: what a device sent of them, or what somebody still has to decide. */
const naming = ({ kind, row }: Found, { ids }: Person): boolean =>
  [...personalFields(kind)].some(([field, said]) => said === 'anyone.data' && row[field] !== null && ids.some((id) => JSON.stringify(printed(kind, field, row[field])).includes(id))) // prettier-ignore

/** Data that name the person, as text or not: every field that speaks of people is blank in them. */
function envelope(declared: Field<unknown>, value: unknown, person: Person, pseudonym: string, wire: (value: Wire) => Wire): unknown {
  const personal = new Set(personNames(person))
  const walk = (at: Wire): Wire => {
    if (at === null || typeof at !== 'object') return at
    if (Array.isArray(at)) return (at as readonly Wire[]).map(walk)
    return Object.fromEntries(Object.entries(at as { readonly [key: string]: Wire }).map(([key, inner]) => [key, personal.has(key) ? blankData(inner, pseudonym) : walk(inner)])) // prettier-ignore
  }
  if (typeof value === 'string' && bareKind(declared) === 'longText') return JSON.stringify(walk(wire(JSON.parse(value) as Wire)))
  return declared.parse(walk(wire(declared.print(value))), 'erased')
}

/** Somebody who is not there any more is not written to, asked or let in. */
function standing({ kind, by }: Found): Plain {
  if (by !== 'own') return {}
  if (kind.record === 'contacts') return { active: false, getsInvoices: false, decides: false, technical: false }
  if (kind.record === 'leads') return { state: 'discarded' }
  return kind.record === 'users' ? { active: false, roles: [] } : {}
}

function blank(
  kind: RecordKind,
  field: string,
  declared: Field<unknown>,
  said: PersonalField,
  row: Plain,
  pseudonym: string,
  now: Pick<Now, 'digest'>,
): unknown {
  const value = row[field]
  const says = said.split('.')[1] as Says
  if (says === 'file') return value
  if (says === 'data') return blankData(declared.print(value), pseudonym)
  // The opt-out outlives whoever gave it: nobody with that address is written to again, and nobody can read it.
  if (kind.record === 'consentEvents' && field === 'address') return row['act'] === 'withdrawn' ? suppressed(value as string, now) : null
  if (says === 'name') return field === 'matchName' ? pseudonym.toLowerCase() : pseudonym
  if (says === 'login') return pseudonym.toLowerCase().replaceAll(' ', '-')
  if (declared.kind === 'maybe') return null
  return declared.kind === 'many' ? [] : pseudonym
}
/** Keeps what data are made of and nothing that they say. */
const blankData = (value: Wire, pseudonym: string): Wire => {
  if (typeof value === 'string') return pseudonym
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return (value as readonly Wire[]).map((inner) => blankData(inner, pseudonym))
  return Object.fromEntries(
    Object.entries(value as { readonly [key: string]: Wire }).map(([key, inner]) => [key, blankData(inner, pseudonym)]),
  )
}

const withoutThem = (declared: Field<unknown>, value: unknown, words: (text: string) => string, wire: (value: Wire) => Wire): unknown => {
  if (typeof value === 'string') return words(value)
  const shown = declared.print(value)
  const without = wire(shown)
  return JSON.stringify(without) === JSON.stringify(shown) ? value : declared.parse(without, 'erased')
}

/** An address that is not to be written to, as nobody can read it. */
export const suppressed = (address: string, { digest }: Pick<Now, 'digest'>): string =>
  isSuppressed(address) ? address : `sha256:${digest(address)}`
export const isSuppressed = (address: string): boolean => address.startsWith('sha256:')

/** Fields of the person's own rows that speak of them. */
export const personNames = (person: Person): string[] => [
  ...new Set(person.own.flatMap(({ kind }) => [...personalFields(kind)].filter(([, said]) => isTheirs(person, said) || said.startsWith('anyone.')).map(([field]) => field))),
  'signer', 'saidBy', 'recipient', 'address',
] // prettier-ignore

const labelOf = ({ kind, row }: Found): string => String(row['number'] ?? row['reference'] ?? row[kind.key] ?? '')
/** What became of everything, in lines that people can read. */
export function linesOf(judged: readonly Judged[]): Line[] {
  const lines = new Map<string, { line: Omit<Line, 'rows' | 'fields'>; rows: string[]; fields: Set<string> }>()
  for (const one of judged) {
    const kept = one.fate === 'held' ? one.kept : null
    const line = {
      record: one.kind.record,
      fate: one.fate,
      keep: kept?.keep ?? null,
      country: kept?.country ?? null,
      until: kept?.until ?? null,
    }
    const key = JSON.stringify(line)
    const known = lines.get(key) ?? { line, rows: [], fields: new Set<string>() }
    lines.set(key, known)
    known.rows.push(labelOf(one))
    for (const field of one.fields) known.fields.add(field)
  }
  return [...lines.values()].map(({ line, rows, fields }) => ({ ...line, rows, fields: [...fields] }))
}
/** The first day after which something is kept no more; nothing while all that is kept hangs on a contract that runs. */
export const firstEnd = (lines: readonly Line[]): Day | null =>
  lines.reduce<Day | null>((first, { until }) => (until !== null && (first === null || until < first) ? until : first), null)
