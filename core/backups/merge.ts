import { record, view } from '../kernel/record.ts'
import { anInstant, choice, count, flag, idOf, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** What may stand in the way of a bought company, by what it is about. */
export const conflictKinds = ['entities', 'series', 'taxIds', 'accounts', 'taxCodes', 'taxRules', 'products', 'indexSeries', 'clauses', 'suppliers', 'customers', 'contacts', 'users', 'sources', 'rates', 'rows', 'months'] as const // prettier-ignore
export const conflictReasons = [
  'sameCode',
  'sameNumbers',
  'sameTaxId',
  'sameName',
  'sameMail',
  'sameLogin',
  'sameId',
  'otherValue',
  'countsHere',
  'noRate',
] as const
/** One and the same; two that stay two; two of which the bought one gets another name; what counts for everybody here too, or for nobody any more. */
export const verdicts = ['same', 'apart', 'rename', 'come', 'leave'] as const

/** Something that both companies have, and what may be said to it. */
export const aConflict = shape({
  kind: choice(...conflictKinds),
  /** What the bought company calls it: its code, or its id. */
  former: text,
  formerName: text,
  /** What it would meet here. */
  ours: maybe(text),
  oursName: maybe(text),
  reason: choice(...conflictReasons),
  /** Nothing to choose: it is told only, or it stands in the way until one of the two companies is another. */
  verdicts: many(choice(...verdicts)),
  suggestion: maybe(choice(...verdicts)),
  /** A name that nobody has. */
  freeName: maybe(text),
  blocks: flag,
  /** Of a person: the bought customer. Nothing is asked of people whose customers are not one and the same. */
  within: maybe(text),
})
/** What somebody said to a conflict. */
export const aDecision = shape({ kind: choice(...conflictKinds), former: text, verdict: choice(...verdicts), rename: maybe(text) })

/** What a bought company would bring. */
export const aPreview = shape({
  groupName: text,
  groupCurrency: text,
  houseCurrency: text,
  /** Its figures would be brought into the group's currency, by the rates of each month. */
  translates: flag,
  entities: many(shape({ code: text, name: text, country: text, currency: text, journals: count, invoices: count })),
  customers: count,
  products: count,
  users: count,
  suppliers: count,
  contracts: count,
  files: count,
  rows: count,
  /** What stays behind, by table. */
  staying: many(shape({ table: text, rows: count })),
  ledger: someData,
  conflicts: many(aConflict),
})

const fields = {
  id: idOf('merges'),
  state: choice('opened', 'asked', 'carried', 'done', 'calledOff', 'failed'),
  /** The group that comes. */
  name: text,
  /** SHA-256 of what the file holds: the same export merges once. */
  contentHash: text,
  /** The first call of its log: the same company comes once, whatever the file. */
  founding: text,
  takenAt: anInstant,
  openedAt: anInstant,
  openedBy: text,
  preview: someData,
  decisions: many(aDecision, 100_000),
  fault: maybe(text),
  about: someData,
  /** Its log: so many calls, ending in this link. */
  calls: maybe(count),
  head: maybe(text),
  proof: someData,
  doneAt: maybe(anInstant),
  doneBy: maybe(text),
} as const

/** A bought company on its way into this one, from the opened file to the proof. */
export const merges = record('merges', shape(fields), {
  key: 'id',
  // What was in its way names customers and users of both; the proof needs none of their names.
  personal: {
    keep: 'use',
    actors: 'proof',
    fields: { preview: 'anyone.data', decisions: 'anyone.data', about: 'anyone.data' },
    not: ['name', 'proof'],
  },
})

export const mergeRows = view({
  view: 'backups.merges',
  row: shape({
    id: fields.id,
    openedAt: fields.openedAt,
    name: fields.name,
    state: fields.state,
    takenAt: fields.takenAt,
    openedBy: fields.openedBy,
    calls: fields.calls,
    doneAt: fields.doneAt,
    doneBy: fields.doneBy,
    fault: fields.fault,
  }),
  key: 'id',
  order: ['-openedAt'],
  search: ['name', 'openedBy'],
})
