import { contacts } from '../customers/contact.ts'
import { customers } from '../customers/customer.ts'
import { matchName } from '../customers/rules.ts'
import { mergedNames } from '../entities/merged.ts'
import { isTelling, type PersonWord } from '../kernel/forgetting.ts'
import type { Plain, Read } from '../kernel/operation.ts'
import type { PersonalField, Says, Whose } from '../kernel/personal.ts'
import type { RecordKind, Row } from '../kernel/record.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { choice, idOf, shape, type Of, type Wire } from '../kernel/shape.ts'
import { leads } from '../opportunities/lead.ts'
import { users } from '../people/user.ts'
import { personKinds, type PersonKind } from './erasure.ts'
import { logged, type Logged } from './questions.ts'

export const aPerson = shape({ person: choice(...personKinds), subject: idOf('records') })

/** Everything by which somebody is found. */
export interface Person {
  readonly kind: PersonKind
  readonly subject: Of<typeof aPerson>['subject']
  /** What is theirs, by what records say of their fields. */
  readonly whose: ReadonlySet<Whose>
  readonly name: string
  readonly language: string
  readonly customer: string | null
  /** The rows that are this person: a contact and the leads that they were. */
  readonly own: readonly { readonly kind: RecordKind; readonly row: Plain }[]
  readonly ids: readonly string[]
  /** Ids that they had in a company that was bought, where the house's row stands for both: the log of that company names them so. */
  readonly formerIds: readonly string[]
  /** What they are and were known by, and nobody else. */
  readonly words: readonly PersonWord[]
  /** What somebody else is known by as well: it is left alone where it stands by itself. */
  readonly shared: readonly PersonWord[]
  /** What the log has of them. */
  readonly entries: readonly Logged[]
}
// Of a consumer both: they are the customer, and whom one speaks to there.
const whoseOf: Readonly<Record<PersonKind, readonly Whose[]>> = {
  contact: ['person'],
  lead: ['person'],
  user: ['user'],
  customer: ['customer', 'person'],
}
/** Whether what a field says is the person's. */
export const isTheirs = ({ whose }: Pick<Person, 'whose'>, said: PersonalField): boolean => whose.has(said.split('.')[0] as Whose)
const wordKinds: readonly Says[] = ['name', 'email', 'phone', 'login']

const loose = (kind: unknown): RecordKind => kind as RecordKind
type Own = Person['own'][number]

/** The rows that are a person: of a contact also the leads that became it, and the other way round; of a consumer the contacts that are called as they are. */
async function ownRows({ person, subject }: Of<typeof aPerson>, read: Read): Promise<readonly Own[]> {
  if (person === 'user') return rowsOf(users, await read.get(users, subject))
  if (person === 'customer') {
    const customer = await read.get(customers, subject)
    return customer?.consumer === true ? [...rowsOf(customers, customer), ...(await sameAs(customer, read))] : []
  }
  const lead = person === 'lead' ? await read.get(leads, subject) : undefined
  const id = person === 'contact' ? subject : (lead?.contact ?? null)
  if (id === null) return rowsOf(leads, lead)
  const contact = await read.get(contacts, id)
  const were = await read.list(leads, { where: { field: 'contact', is: 'equal', value: id }, limit: 1000 })
  return contact ? [...rowsOf(contacts, contact), ...were.flatMap((row) => rowsOf(leads, row))] : rowsOf(leads, lead)
}
/** A consumer is often their own contact, and was a lead. */
async function sameAs(customer: Row<typeof customers>, read: Read): Promise<readonly Own[]> {
  const known = (row: { readonly name: string; readonly email: string | null }): boolean =>
    matchName(row.name) === customer.matchName || (row.email !== null && row.email.toLowerCase() === customer.email?.toLowerCase())
  const where = { field: 'customer', is: 'equal', value: customer.id } as const
  const here = (await read.list(contacts, { where, limit: 1000 })).filter(known)
  const were = await read.list(leads, { where: { any: [where, { field: 'contact', is: 'in', value: here.map(({ id }) => id) }] }, limit: 1000 }) // prettier-ignore
  const same = were.filter((lead) => known(lead) || here.some(({ id }) => id === lead.contact))
  return [...here.flatMap((row) => rowsOf(contacts, row)), ...same.flatMap((row) => rowsOf(leads, row))]
}
const rowsOf = (kind: unknown, row: Plain | undefined): readonly Own[] => (row ? [{ kind: loose(kind), row }] : [])

export async function personOf(asked: Of<typeof aPerson>, read: Read): Promise<Person | Refusal<'privacy.unknownPerson'>> {
  const own = await ownRows(asked, read)
  const [first] = own
  if (!first) return refuse('privacy.unknownPerson', { person: asked.subject })
  const ids = own.map(({ kind, row }) => row[kind.key] as string)
  const before = await read.list(mergedNames, { where: { all: [{ field: 'record', is: 'in', value: [...new Set(own.map(({ kind }) => kind.record))] }, { field: 'later', is: 'in', value: ids }] }, limit: 1000 }) // prettier-ignore
  const formerIds = before.map(({ former }) => former)
  const entries = await read.ask(logged, { rows: [...ids, ...formerIds], words: [] })
  const kinds = new Map([
    ...own.map(({ kind, row }) => [row[kind.key] as string, kind] as const),
    ...formerIds.map((id) => [id, first.kind] as const),
  ])
  const known = distinct([...own.flatMap(({ kind, row }) => wordsIn(kind, row)), ...formerly(kinds, entries)]).filter(isTelling)
  const others = await sharedWith(known, new Set(ids), read)
  const customer = (first.row['customer'] as string | null | undefined) ?? null
  const house = customer === null ? undefined : await read.get(customers, customer)
  return {
    kind: asked.person,
    subject: asked.subject,
    whose: new Set(whoseOf[asked.person]),
    name: first.row['name'] as string,
    language: (first.row['language'] as string | null | undefined) ?? house?.language ?? 'en',
    customer: asked.person === 'customer' ? asked.subject : customer,
    own,
    ids,
    formerIds,
    words: known.filter((word) => !others.has(keyOf(word))),
    shared: known.filter((word) => others.has(keyOf(word))),
    entries,
  }
}

const keyOf = ({ says, text }: PersonWord): string =>
  `${says}/${says === 'phone' ? text.replace(/[^+\d]/g, '') : text.trim().toLowerCase()}`
const distinct = (words: readonly PersonWord[]): PersonWord[] => [...new Map(words.map((word) => [keyOf(word), word])).values()]

/** What a row says that its person is known by; not who wrote it. */
export function wordsIn(kind: RecordKind, row: Plain): PersonWord[] {
  return Object.entries(kind.personal?.fields ?? {}).flatMap(([field, said]) => {
    const says = said!.split('.')[1] as Says
    const text = row[field]
    return wordKinds.includes(says) && typeof text === 'string' && field !== 'matchName' ? [{ says: says as PersonWord['says'], text }] : []
  })
}

/** What they were called before, by what calls answered that saved them. */
function formerly(kinds: ReadonlyMap<string, RecordKind>, entries: readonly Logged[]): PersonWord[] {
  const found: PersonWord[] = []
  const walk = (value: Wire): void => {
    if (value === null || typeof value !== 'object') return
    if (Array.isArray(value)) return value.forEach(walk)
    const at = value as { readonly [key: string]: Wire }
    const kind = typeof at['id'] === 'string' ? kinds.get(at['id']) : undefined
    if (kind) found.push(...wordsIn(kind, at))
    Object.values(at).forEach(walk)
  }
  for (const { outcome } of entries) walk(outcome)
  return found
}

/** Which of the words are somebody else's too: a switchboard, a common name. */
async function sharedWith(words: readonly PersonWord[], ids: ReadonlySet<string>, read: Read): Promise<ReadonlySet<string>> {
  const shared = new Set<string>()
  for (const kind of [loose(contacts), loose(leads), loose(users), loose(customers)]) {
    const any = words.flatMap(({ says, text }) =>
      says in kind.shape.fields ? [{ field: says, is: 'contains' as const, value: text.slice(0, 200) }] : [],
    )
    if (any.length === 0) continue
    for (const row of await read.list(kind, { where: { any }, limit: 1000 })) {
      if (ids.has((row as Plain)[kind.key] as string)) continue
      for (const word of wordsIn(kind, row as Plain)) shared.add(keyOf(word))
    }
  }
  return shared
}
