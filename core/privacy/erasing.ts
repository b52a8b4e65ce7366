import { contacts } from '../customers/contact.ts'
import { leads } from '../opportunities/lead.ts'
import { consentEvents, type ConsentEvent } from '../opportunities/consent.ts'
import { comparedAddress } from '../opportunities/consenting.ts'
import { add, forget, put, redact, remove, tell, type Change, type Now, type Plain, type Read } from '../kernel/operation.ts'
import { bareKind, personalFields } from '../kernel/personal-fields.ts'
import type { RecordKind } from '../kernel/record.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import type { Field, Id, Of } from '../kernel/shape.ts'
import { erasedPeople, erasures, type Erasure } from './erasure.ts'
import { personExports, type PersonExport } from './person-export.ts'
import { everythingOf, type Found } from './finding.ts'
import { firstEnd, judge, linesOf, personNames, suppressed, type Judged } from './judging.ts'
import { isTheirs, personOf, type aPerson, type Person } from './person.ts'
import { retentionFacts } from './retention.ts'

/** Everything that is known of somebody, and what would become of it. */
export interface Erasing {
  readonly person: Person
  readonly judged: readonly Judged[]
  readonly pseudonym: string
  /** Kept files of theirs that nothing else refers to. */
  readonly files: readonly string[]
  readonly exports: readonly PersonExport[]
  /** Erasures of the same person that kept something. */
  readonly earlier: readonly Erasure[]
  /** Of their rows those that are known to be erased. */
  readonly gone: ReadonlySet<string>
}

/** What somebody is called from then on: the same word in every language, and made of nothing that was theirs. */
export const pseudonymOf = (erasure: string, { digest }: Pick<Now, 'digest'>): string =>
  `Person ${digest(erasure).slice(0, 6).toUpperCase()}`

export async function erasingOf(
  asked: Of<typeof aPerson>,
  pseudonym: string,
  kinds: readonly RecordKind[],
  read: Read,
  now: Now,
  but?: string,
): Promise<Erasing | Refusal<'privacy.unknownPerson'>> {
  const person = await personOf(asked, read)
  if (refused(person)) return person
  const earlier = await read.list(erasures, { where: { all: [{ field: 'subject', is: 'in', value: person.ids }, { field: 'state', is: 'equal', value: 'done' }] }, limit: 100 }) // prettier-ignore
  const left = await leftBehind(earlier, kinds, read)
  const known = new Set(left.map(({ kind, row }) => `${kind.record}/${row[kind.key] as string}`))
  const found = [
    ...(await everythingOf(person, kinds, read)).filter(
      ({ kind, row }) => row['id'] !== but && !known.has(`${kind.record}/${row[kind.key] as string}`),
    ),
    ...left,
  ]
  const customers = [person.customer, ...found.map(({ row }) => row['customer'])].filter((customer) => typeof customer === 'string')
  const facts = await retentionFacts(customers, read, now.today)
  const judged = judge(found, person, pseudonym, facts, now)
  const exports = await read.list(personExports, { where: { field: 'subject', is: 'in', value: person.ids }, limit: 1000 })
  const going = judged.flatMap((one) => (one.fate === 'replaced' ? one.files : []))
  const files = await onlyTheirs([...going, ...exports.flatMap(({ file, letter }) => [file.hash, letter.hash])], judged, kinds, read)
  const gone = await read.some(erasedPeople, person.ids)
  return { person, judged, pseudonym, files, exports, earlier, gone: new Set(gone.keys()) }
}

/** What an erasure kept, row by row: found again by this, for nobody knows any more what the person was called. */
interface Held {
  readonly record: string
  readonly ids: readonly string[]
  readonly fields: readonly string[]
}
async function leftBehind(earlier: readonly Erasure[], kinds: readonly RecordKind[], read: Read): Promise<Found[]> {
  const found: Found[] = []
  for (const { record, ids, fields } of earlier.flatMap(({ held }) => held as unknown as readonly Held[])) {
    const kind = kinds.find((one) => one.record === record)
    if (!kind) continue
    for (const row of (await read.some(kind, ids)).values()) found.push({ kind, row: row as Plain, by: 'names', left: fields })
  }
  return found
}

/** Of these files those that no other row refers to. */
async function onlyTheirs(
  hashes: readonly string[],
  judged: readonly Judged[],
  kinds: readonly RecordKind[],
  read: Read,
): Promise<string[]> {
  const going = new Set(judged.filter(({ fate }) => fate !== 'held').map(({ kind, row }) => `${kind.record}/${row[kind.key] as string}`))
  const only = new Set(hashes)
  for (const kind of kinds) {
    const places = Object.entries(kind.shape.fields as Readonly<Record<string, Field<unknown>>>).flatMap(([field, declared]) => (['file', 'data'].includes(bareKind(declared)) ? [field] : [])) // prettier-ignore
    if (places.length === 0 || only.size === 0 || kind.record === 'personExports') continue
    const any = places.flatMap((field) => [...only].map((value) => ({ field, is: 'contains' as const, value })))
    for (const row of (await read.list(kind, { where: { any }, limit: 1000 })) as readonly Plain[]) {
      if (going.has(`${kind.record}/${row[kind.key] as string}`)) continue
      for (const hash of hashes) if (places.some((field) => JSON.stringify((kind.shape.fields[field] as Field<unknown>).print(row[field])).includes(hash))) only.delete(hash) // prettier-ignore
    }
  }
  return [...only]
}

/** Pure: everything that an erasure changes. */
export function erased(
  erasure: Erasure,
  { person, judged, pseudonym, files, exports, earlier, gone: before }: Erasing,
  now: Now,
): readonly Change[] {
  const lines = linesOf(judged)
  const held = lines.filter(({ fate }) => fate === 'held')
  const gone = judged.filter((one) => one.fate !== 'held' && one.by !== 'mentions').map(({ kind, row }) => row[kind.key] as string)
  const done: Erasure = {
    ...erasure,
    name: pseudonym,
    state: 'done',
    decidedAt: now.at,
    decidedBy: now.caller.name,
    pseudonym,
    held: heldRows(judged),
    heldUntil: firstEnd(held),
  }
  return [
    ...judged.flatMap(changeOf),
    ...exports.map(({ id }) => remove(personExports as unknown as RecordKind, id)),
    // What they kept is this one's from now on.
    ...earlier.map((one) => put(erasures, { ...one, held: [], heldUntil: null })),
    ...person.ids
      .filter((id) => !before.has(id))
      .map((id) => add(erasedPeople, { id: id as Id<'records'>, erasure: erasure.id, person: person.kind, pseudonym, erasedAt: now.at })),
    ...(erasure.cause === 'request' ? optOuts(person, pseudonym, now) : []),
    put(erasures, done),
    forget({
      rows: [...person.ids, ...person.formerIds, ...gone],
      words: person.words,
      fields: fieldsOf(person, judged),
      pseudonym,
      files,
    }),
    tell('privacy.erased', { erasure: erasure.id, pseudonym }),
  ]
}
const heldRows = (judged: readonly Judged[]): Erasure['held'] =>
  judged.flatMap((one) => (one.fate === 'held' ? [{ record: one.kind.record, ids: [one.row[one.kind.key] as string], fields: [...one.fields], keep: one.kept.keep, country: one.kept.country, until: one.kept.until }] : [])) // prettier-ignore
const fieldsOf = (person: Person, judged: readonly Judged[]): string[] => [
  ...new Set([...personNames(person), ...judged.flatMap(({ kind, by }) => (by === 'mentions' ? [] : [...personalFields(kind)].flatMap(([field, said]) => (isTheirs(person, said) && !field.endsWith('By') ? [field] : []))))]), // prettier-ignore
]

const changeOf = (one: Judged): readonly Change[] => {
  if (one.fate === 'held') return []
  if (one.fate === 'removed') return [remove(one.kind, one.row[one.kind.key] as string)]
  return [one.kind.immutable ? redact(one.kind, one.after) : { does: 'put', kind: one.kind, row: one.after }]
}

/** Whoever asked to be erased did not ask to be written to again: their addresses stay closed, as nobody can read them. */
function optOuts(person: Person, pseudonym: string, now: Now): readonly Change[] {
  // A consumer without a contact is nobody whom a campaign writes to.
  const first = person.own.find(({ kind }) => kind.record === contacts.record || kind.record === leads.record)
  if (!first) return []
  const row = first.row as { readonly email: string | null; readonly phone: string | null }
  const lead = first.kind.record === leads.record
  const id = first.row['id'] as string
  return (['mail', 'phone'] as const).flatMap((channel): readonly Change[] => {
    const address = comparedAddress(channel, row)
    if (address === null || address === '') return []
    const event: ConsentEvent = {
      id: now.newId() as ConsentEvent['id'],
      contact: (lead ? null : id) as ConsentEvent['contact'],
      lead: (lead ? id : null) as ConsentEvent['lead'],
      customer: person.customer as ConsentEvent['customer'],
      channel,
      address: suppressed(address, now),
      act: 'withdrawn',
      lawfulBasis: null,
      source: pseudonym,
      evidence: null,
      answers: null,
      saidBy: pseudonym,
      saidAt: now.at,
      recordedAt: now.at,
      recordedBy: now.caller.name,
    }
    return [add(consentEvents, event)]
  })
}
