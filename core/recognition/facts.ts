import { question, type Answer } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { seriesDocuments } from '../entities/rules.ts'
import { recognitions } from './recognition.ts'

/** Charges of products that are not simply booked with their invoice, and the version that their line is on. */
export const soldCharges = question(
  'recognition.sold',
  shape({ charges: many(idOf('charges')) }),
  shape({
    id: idOf('charges'),
    contract: idOf('contracts'),
    product: codeOf('products'),
    version: count,
    corrects: maybe(idOf('charges')),
    /** The line was delivered: on which day. */
    deliveredOn: maybe(aDay),
  }),
)

/** Legal entities and currencies in which something was posted by a day that a month ending before `asOf` (exclusive) has not recognised. */
export const pendingGroups = question(
  'recognition.pending',
  shape({ entities: many(codeOf('entities')), asOf: aDay }),
  shape({ entity: codeOf('entities'), currency: aCurrency, charges: count }),
)

/** The charges of one of them, by id, with what is known of them at the end of the month. */
export const dueCharges = question(
  'recognition.due',
  shape({ entity: codeOf('entities'), currency: aCurrency, asOf: aDay, after: idOf('charges'), limit: count }),
  shape({
    ...recognitions.shape.fields,
    /** What somebody recorded as delivered by then. */
    recorded: maybe(aDecimal),
    deliveredOn: maybe(aDay),
    /** It corrects a charge, or is corrected. */
    corrected: flag,
  }),
)
export type DueCharge = Answer<typeof dueCharges>
/** All deferred charges of some lines that were posted before a day, in the order of posting. */
export const chargesOfLines = question(
  'recognition.ofLines',
  shape({ lines: many(idOf('contractLines')), asOf: aDay }),
  shape({
    id: idOf('charges'),
    corrects: maybe(idOf('charges')),
    from: aDay,
    to: aDay,
    currency: aCurrency,
    total: minorIn('currency'),
    entityTotal: minorIn('entityCurrency'),
    groupTotal: minorIn('groupCurrency'),
  }),
)

const three = { amount: minorIn('currency'), entityAmount: minorIn('entityCurrency'), groupAmount: minorIn('groupCurrency') }
/** What the accounts of deferred and accrued revenue held before a month and after another. */
export const deferredBalances = question(
  'recognition.balances',
  shape({ from: text, to: text }),
  shape({
    entity: codeOf('entities'),
    account: codeOf('accounts'),
    currency: aCurrency,
    entityCurrency: aCurrency,
    groupCurrency: aCurrency,
    opening: minorIn('currency'),
    entityOpening: minorIn('entityCurrency'),
    groupOpening: minorIn('groupCurrency'),
    closing: minorIn('currency'),
    entityClosing: minorIn('entityCurrency'),
    groupClosing: minorIn('groupCurrency'),
  }),
)
/** What journals without an invoice moved on them in between, by kind of document. */
export const deferredMovements = question(
  'recognition.movements',
  shape({ from: aDay, asOf: aDay }),
  shape({ entity: codeOf('entities'), account: codeOf('accounts'), currency: aCurrency, document: choice(...seriesDocuments), ...three }),
)
