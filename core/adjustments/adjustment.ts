import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, aFile, anInstant, choice, codeOf, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/** A line as somebody wants it booked: + debit, - credit, in minor units of the journal's currency. */
export const aLine = shape({ account: codeOf('accounts'), amount: minorIn('currency'), about: maybe(text) })
export const mostLines = 200
export const mostFiles = 10

/** A journal by hand: written by one person, posted when another agrees. What was posted never changes; a mistake is a further one. */
export const adjustments = record(
  'adjustments',
  shape({
    id: idOf('adjustments'),
    entity: codeOf('entities'),
    postedOn: aDay,
    currency: aCurrency,
    reason: text,
    lines: many(aLine, mostLines),
    /** The first of the next month, where it is taken back by itself: an accrual. */
    reversesOn: maybe(aDay),
    /** Last month, `2026-12`, in which it is posted again, where it recurs. */
    repeatsUntil: maybe(text),
    /** Of a month of a series: the one that was agreed to. */
    repeats: maybe(idOf('adjustments')),
    template: maybe(codeOf('adjustmentTemplates')),
    /** What it rests on: letters, sheets, invoices. */
    files: many(aFile, mostFiles),
    state: choice('proposed', 'posted', 'declined', 'withdrawn'),
    proposedBy: text,
    proposedAt: anInstant,
    decidedBy: maybe(text),
    decidedAt: maybe(anInstant),
    /** What whoever decided said of it. */
    said: maybe(text),
    journal: maybe(idOf('journals')),
    reversal: maybe(idOf('journals')),
  }),
  {
    key: 'id',
    entityField: 'entity',
    personal: {
      keep: 'books',
      since: 'postedOn',
      fields: { reason: 'anyone.words', lines: 'anyone.data', said: 'anyone.words' },
      not: ['files'],
    },
  },
)
export type Adjustment = Row<typeof adjustments>

/** What is written again and again: accruals, depreciation, reclassifications. */
export const adjustmentTemplates = record(
  'adjustmentTemplates',
  shape({
    code: codeOf('adjustmentTemplates'),
    name: text,
    entity: codeOf('entities'),
    currency: aCurrency,
    reason: text,
    lines: many(aLine, mostLines),
    autoReverse: flag,
  }),
  { key: 'code', entityField: 'entity', personal: { keep: 'books', fields: { reason: 'anyone.words' }, not: ['name', 'lines'] } },
)
