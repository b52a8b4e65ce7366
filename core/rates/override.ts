import { record } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, idOf, longText, maybe, shape, text } from '../kernel/shape.ts'
import { aRateType } from './rate.ts'

export const overrideStates = ['proposed', 'approved', 'declined', 'withdrawn'] as const

/** A rate that a person proposes by hand, or an old one that may be used for a later day. It counts from when a second person has agreed. */
export const rateOverrides = record(
  'rateOverrides',
  shape({
    id: idOf('rateOverrides'),
    source: text,
    type: aRateType,
    base: aCurrency,
    quote: aCurrency,
    day: aDay,
    value: aDecimal,
    /** Of an old rate that may still be used: the day on which it was published. */
    published: maybe(aDay),
    reason: longText,
    state: choice(...overrideStates),
    proposedAt: anInstant,
    proposedBy: text,
    proposedByName: text,
    decidedAt: maybe(anInstant),
    decidedBy: maybe(text),
    decidedByName: maybe(text),
    note: maybe(text),
    /** The rate that came of it. */
    recordedAs: maybe(idOf('rates')),
  }),
  { key: 'id', personal: { keep: 'books', since: 'proposedAt', fields: { reason: 'anyone.words', note: 'anyone.words' } } },
)
