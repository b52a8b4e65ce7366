import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/** When revenue is earned, as products say it (catalog/document). */
export const methods = ['onInvoice', 'straightLine', 'onDelivery', 'onMilestone', 'percentComplete', 'onDrawDown', 'atExpiry'] as const
export type Method = (typeof methods)[number]

/**
 * What one charge was invoiced for and has not earned yet. One row for each deferred charge, not for each month: what is earned by a day follows from it.
 * `total - recognised` of all rows is the balance of their account, in all three currencies.
 */
export const recognitions = record(
  'recognitions',
  shape({
    /** The id of the charge. */
    id: idOf('charges'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contract: idOf('contracts'),
    line: idOf('contractLines'),
    product: codeOf('products'),
    invoice: idOf('invoices'),
    /** The charge that this one corrects or credits. */
    corrects: maybe(idOf('charges')),
    recognition: choice(...methods),
    from: aDay,
    /** Exclusive. */
    to: aDay,
    postedOn: aDay,
    deferredAccount: codeOf('accounts'),
    revenueAccount: codeOf('accounts'),
    currency: aCurrency,
    /** Net of the charge, as it was booked: credits are negative. */
    total: minorIn('currency'),
    recognised: minorIn('currency'),
    entityCurrency: aCurrency,
    entityTotal: minorIn('entityCurrency'),
    entityRecognised: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupTotal: minorIn('groupCurrency'),
    groupRecognised: minorIn('groupCurrency'),
    /** The share that was delivered, 0 to 1, where delivery and not time earns it. */
    progress: maybe(aDecimal),
    /** The first day that no month has recognised yet. */
    recognisedTo: aDay,
    state: choice('open', 'done'),
  }),
  { key: 'id', entityField: 'entity' },
)
export type Recognition = Row<typeof recognitions>

/** How much of a charge was delivered by a day. Only ever added; of several the one recorded last counts. */
export const recognitionProgress = record(
  'recognitionProgress',
  shape({
    id: idOf('recognitionProgress'),
    charge: idOf('charges'),
    entity: codeOf('entities'),
    /** Place within its charge, in the order of recording. */
    number: count,
    day: aDay,
    /** 0 to 1, of the whole charge. */
    share: aDecimal,
    note: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  { key: 'id', entityField: 'entity', immutable: true, personal: { keep: 'books', since: 'day', fields: { note: 'anyone.words' } } },
)

/** A month whose revenue is recognised: one journal for each legal entity and currency. */
export const recognitionRuns = record(
  'recognitionRuns',
  shape({
    id: idOf('recognitionRuns'),
    /** `RR-2026-12`, a further one of the month `RR-2026-12-2`. */
    number: text,
    /** Month, `2026-12`. */
    period: text,
    entities: many(codeOf('entities')),
    state: choice('posting', 'posted'),
    /** Where posting goes on after a stop. */
    marker: text,
    portions: count,
    charges: count,
    journals: count,
    createdAt: anInstant,
    createdBy: text,
    postedAt: maybe(anInstant),
  }),
  { key: 'id', personal: { keep: 'books', since: 'createdAt' } },
)
export type RecognitionRun = Row<typeof recognitionRuns>
