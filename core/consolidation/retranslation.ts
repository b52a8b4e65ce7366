import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, idOf, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'

/** What an amount of a month may go by. */
export const aLayerType = choice('spot', 'average', 'closing')

/**
 * The group's figures in another currency from a day on: a ledger of its own beside the posted one, whose lines are sealed and stay. Each amount is the posted
 * one at the rate of its month. Proposed by one person, with the trial balances before and after; in force when another agrees.
 */
export const retranslations = record(
  'retranslations',
  shape({
    id: idOf('retranslations'),
    currency: aCurrency,
    groupCurrency: aCurrency,
    /** The first of a month. */
    from: aDay,
    /** Of income and expenses; of what is owned, owed and equity. Where a month has none of the type: its last spot rate. */
    resultType: aLayerType,
    standingType: aLayerType,
    reason: text,
    state: choice('proposed', 'approved', 'declined'),
    /** Trial balances of each entity before and after, and what rounding left, as they were agreed to. */
    proof: someData,
    proposedBy: text,
    proposedAt: anInstant,
    decidedBy: maybe(text),
    decidedAt: maybe(anInstant),
    /** A group that was bought, whose figures alone these are; left out: of the whole house. */
    group: maybe(text),
  }),
  { key: 'id', personal: { keep: 'books', since: 'proposedAt', fields: { reason: 'anyone.words' }, not: ['proof'] } },
)
export type Retranslation = Row<typeof retranslations>

/** The rate of a month before the first day, as it was agreed to: an exact fraction. */
export const retranslationRates = record(
  'retranslationRates',
  shape({
    /** `id/2026-11/average` */
    rate: codeOf('retranslationRates'),
    retranslation: idOf('retranslations'),
    period: text,
    type: text,
    day: aDay,
    numerator: text,
    denominator: text,
    source: text,
  }),
  { key: 'rate', immutable: true },
)

/** What stood on a running total before the first day, in both currencies: the proof line by line. What rounding left of an entity's month has the type `residue`. */
export const retranslatedBalances = record(
  'retranslatedBalances',
  shape({
    /** `id/` and the key of the running total. */
    balance: codeOf('retranslatedBalances'),
    retranslation: idOf('retranslations'),
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    period: text,
    type: text,
    groupCurrency: aCurrency,
    groupAmount: minorIn('groupCurrency'),
    currency: aCurrency,
    amount: minorIn('currency'),
  }),
  { key: 'balance', entityField: 'entity', immutable: true },
)
export type RetranslatedBalance = Row<typeof retranslatedBalances>
