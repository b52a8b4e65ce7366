import { record, type Row } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  aFile,
  anInstant,
  choice,
  codeOf,
  count,
  idOf,
  maybe,
  minorIn,
  shape,
  someData,
  text,
  type Field,
} from '../kernel/shape.ts'
import type { ProposalTrace } from './proposal-trace.ts'

/** Whether a price rises on the line's own day of the year, or all of them on the day that was asked for. */
export const dueBys = ['anniversary', 'day'] as const
export const batchStates = ['proposing', 'proposed', 'discarded'] as const

/** Price rises that were looked for together, reviewed, announced and put into force. */
export const priceBatches = record(
  'priceBatches',
  shape({
    id: idOf('priceBatches'),
    /** `UP-2026-12-01`, a further one of the day `UP-2026-12-01-2`. */
    number: text,
    /** First and last day on which the prices rise. */
    effective: aDay,
    until: aDay,
    dueBy: choice(...dueBys),
    /** Indices count as they were published by this day. */
    knownOn: aDay,
    /** Days that a customer hears of it before, where the contract says nothing else. */
    letterDays: count,
    entity: maybe(codeOf('entities')),
    index: maybe(codeOf('indexSeries')),
    product: maybe(codeOf('products')),
    customer: maybe(idOf('customers')),
    state: choice(...batchStates),
    /** Where proposing goes on after a stop. */
    marker: text,
    /** Portions of work that were done on it; names the next one. */
    portions: count,
    /** Lines with a clause that were looked at. */
    looked: count,
    createdAt: anInstant,
    createdBy: text,
  }),
  { key: 'id', entityField: 'entity', personal: { keep: 'contract', since: 'createdAt' } },
)
export type PriceBatch = Row<typeof priceBatches>

export const proposalStates = ['proposed', 'excepted', 'approved', 'lettered', 'accepted', 'applied', 'rejected'] as const
export type ProposalState = (typeof proposalStates)[number]
/** Why a price is not simply raised; `byHand` is somebody's decision, `moved` was found when it was to be put into force. */
export const exceptions = [
  'bound', 'startedLately', 'raisedLately', 'laterPrice', 'noIndexValue', 'noSinglePrice', 'noListPrice', 'badClause', 'unchanged', 'byHand', 'moved',
] as const // prettier-ignore
export type Exception = (typeof exceptions)[number]

/** A new price for a contract line from a day on. There is one for a line and year. */
export const priceProposals = record(
  'priceProposals',
  shape({
    id: idOf('priceProposals'),
    batch: idOf('priceBatches'),
    line: idOf('contractLines'),
    /** Calendar year of its first day. */
    calendarYear: count,
    contract: idOf('contracts'),
    customer: idOf('customers'),
    entity: codeOf('entities'),
    product: codeOf('products'),
    effective: aDay,
    /** Day by which the customer must have the letter. */
    letterOn: aDay,
    quantity: aDecimal,
    currency: aCurrency,
    oldPrice: maybe(aDecimal),
    newPrice: maybe(aDecimal),
    /** What the price is multiplied by, cut to 12 places to be read. */
    factor: maybe(aDecimal),
    /** How far the price moves, in per cent to two places, to be read. */
    rise: maybe(aDecimal),
    /** What a year costs more at the quantity of the day. */
    morePerYear: minorIn('currency'),
    index: maybe(codeOf('indexSeries')),
    state: choice(...proposalStates),
    reason: maybe(choice(...exceptions)),
    /** What the reason speaks of. */
    about: someData,
    /** What a person said to it. */
    note: maybe(text),
    /** Everything that the new price was worked out from. */
    trace: someData as unknown as Field<ProposalTrace>,
    letter: maybe(idOf('priceLetters')),
    change: maybe(idOf('lineChanges')),
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
  }),
  {
    key: 'id',
    entityField: 'entity',
    personal: { keep: 'contract', since: 'letterOn', fields: { note: 'anyone.words' }, not: ['about', 'trace'] },
  },
)
export type PriceProposal = Row<typeof priceProposals>

/** A letter that announces new prices to a customer of a legal entity: the exact bytes that were given, by their hash. */
export const priceLetters = record(
  'priceLetters',
  shape({
    id: idOf('priceLetters'),
    batch: idOf('priceBatches'),
    customer: idOf('customers'),
    entity: codeOf('entities'),
    /** The reference that it carries: `UP-2026-12-01-HAV`. */
    number: text,
    language: text,
    /** Prices that it announces. */
    lines: count,
    file: aFile,
    archivedAt: anInstant,
    archivedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'letters', since: 'archivedAt', fields: { file: 'customer.file' } },
  },
)
