import { record, view, type Row } from '../kernel/record.ts'
import { aDay, anInstant, choice, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** A contact or lead of somebody's, a user of the house, or a customer who is a consumer. */
export const personKinds = ['contact', 'lead', 'user', 'customer'] as const
export type PersonKind = (typeof personKinds)[number]
/** The record that holds people of a kind. */
export const recordOf = { contact: 'contacts', lead: 'leads', user: 'users', customer: 'customers' } as const satisfies Readonly<
  Record<PersonKind, string>
>

/** `request`: the person asked; `retention`: nothing keeps what was kept any more; `restored`: a backup brought back somebody who had been erased. */
export const causes = ['request', 'retention', 'restored'] as const

/** That somebody is to be erased: proposed by one, agreed to by another, and then the proof of what was done. */
export const erasures = record(
  'erasures',
  shape({
    id: idOf('erasures'),
    person: choice(...personKinds),
    subject: idOf('records'),
    /** The pseudonym, once they are erased. */
    name: text,
    customer: maybe(idOf('customers')),
    cause: choice(...causes),
    /** How and when they asked: the number of a letter. Never what they are called. */
    note: maybe(text),
    state: choice('proposed', 'done', 'declined'),
    proposedAt: anInstant,
    proposedBy: text,
    proposedByUser: text,
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    answer: maybe(text),
    pseudonym: maybe(text),
    /** What was kept, and until when: rows by record. */
    held: someData,
    /** The first day on which some of that is kept no more. */
    heldUntil: maybe(aDay),
  }),
  {
    key: 'id',
    personal: {
      keep: 'use',
      actors: 'proof',
      fields: { name: 'anyone.name', note: 'anyone.words', answer: 'anyone.words' },
      not: ['held'],
    },
  },
)
export type Erasure = Row<typeof erasures>

/**
 * Somebody who was erased, by the row that they were and by nothing else. Devices hold it, and drop what they have of them; restored backups are held against it;
 * and nobody writes to such a row again.
 */
export const erasedPeople = record(
  'erasedPeople',
  shape({
    /** Of the row that was the person. */
    id: idOf('records'),
    erasure: idOf('erasures'),
    person: choice(...personKinds),
    pseudonym: text,
    erasedAt: anInstant,
  }),
  { key: 'id', immutable: true, devices: ['always'] },
)
export type ErasedPerson = Row<typeof erasedPeople>

export const erasureRows = view({
  view: 'privacy.erasures',
  row: shape({
    id: idOf('erasures'),
    name: text,
    person: choice(...personKinds),
    cause: choice(...causes),
    state: choice('proposed', 'done', 'declined'),
    proposedAt: anInstant,
    proposedBy: text,
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    heldUntil: maybe(aDay),
  }),
  key: 'id',
  search: ['name', 'proposedBy'],
  order: ['-proposedAt'],
})
/** Everybody of whom something is kept under a name. */
export const peopleRows = view({
  view: 'privacy.people',
  row: shape({
    id: idOf('records'),
    name: text,
    person: choice(...personKinds),
    email: maybe(text),
    phone: maybe(text),
    customerName: maybe(text),
    erased: choice('no', 'proposed', 'yes'),
  }),
  key: 'id',
  search: ['name', 'email', 'phone', 'customerName'],
  order: ['name'],
})

/** One line of what an erasure does, or would do. */
export const erasureLine = shape({
  record: text,
  fate: choice('removed', 'replaced', 'held'),
  rows: many(text),
  fields: many(text),
  /** What keeps it: empty where nothing does. */
  keep: maybe(text),
  country: maybe(text),
  /** The last day; empty for as long as a contract runs. */
  until: maybe(aDay),
})
