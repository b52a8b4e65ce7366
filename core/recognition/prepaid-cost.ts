import { listing } from '../kernel/listing.ts'
import { add, put, type Change } from '../kernel/operation.ts'
import { question, record, view, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { account } from '../ledger/posting.ts'
import { afterMonthOf, earned, fractionReleased } from './rules.ts'

/**
 * What a supplier invoiced for several months and is not cost yet: one row for each line of an invoice, not for each month. `total - recognised` of all rows is
 * what stands on their account, in all three currencies. Source: capabilities 26, HGB § 250 (1).
 */
export const prepaidCosts = record(
  'prepaidCosts',
  shape({
    /** The id of the invoice's line. */
    id: idOf('supplierInvoiceLines'),
    entity: codeOf('entities'),
    supplier: idOf('suppliers'),
    invoice: idOf('supplierInvoices'),
    /** What it was bought for, where it was ordered for a contract. */
    costLine: maybe(idOf('costLines')),
    contract: maybe(idOf('contracts')),
    description: text,
    from: aDay,
    /** Exclusive. */
    to: aDay,
    postedOn: aDay,
    prepaidAccount: codeOf('accounts'),
    costAccount: codeOf('accounts'),
    currency: aCurrency,
    /** As it was booked: of a credit note below zero. */
    total: minorIn('currency'),
    recognised: minorIn('currency'),
    entityCurrency: aCurrency,
    entityTotal: minorIn('entityCurrency'),
    entityRecognised: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupTotal: minorIn('groupCurrency'),
    groupRecognised: minorIn('groupCurrency'),
    /** The first day that no month has recognised yet. */
    recognisedTo: aDay,
    /** `undone`: its invoice was taken back. */
    state: choice('open', 'done', 'undone'),
  }),
  { key: 'id', entityField: 'entity', personal: { keep: 'vouchers', since: 'postedOn', fields: { description: 'anyone.words' } } },
) // prettier-ignore
export type PrepaidCost = Row<typeof prepaidCosts>

/** What a line of a supplier's invoice says of the days that it is for. */
interface Covering {
  readonly from: Day | null
  readonly to: Day | null
}
/** Does a line pay for days after the month in which it is posted? What lies within it is cost at once, as it would be at its end. */
export const coversMore = ({ from, to }: Covering, postedOn: Day): boolean =>
  from !== null && to !== null && from < to && to > afterMonthOf(postedOn)

/** The row of a line that waits; what is cost of it already the month's recognition says. */
export const waitingCost = (of: Omit<PrepaidCost, 'prepaidAccount' | 'recognised' | 'entityRecognised' | 'groupRecognised' | 'recognisedTo' | 'state'>): Change =>
  add(prepaidCosts, { ...of, prepaidAccount: account('prepaidCost'), recognised: 0n, entityRecognised: 0n, groupRecognised: 0n, recognisedTo: of.from, state: 'open' }) // prettier-ignore

export interface CostRelease {
  readonly amount: bigint
  readonly entityAmount: bigint
  readonly groupAmount: bigint
  readonly after: PrepaidCost
}
/** What of a line is cost before the day `asOf`, beyond what was recognised: day by day over the days that it pays for, as the revenue of those days is earned. */
export function costReleased(row: PrepaidCost, asOf: Day): CostRelease {
  const fraction = fractionReleased('straightLine', row.from, row.to, asOf)
  const [recognised, entityRecognised, groupRecognised] = [earned(row.total, fraction), earned(row.entityTotal, fraction), earned(row.groupTotal, fraction)]
  return {
    amount: recognised - row.recognised,
    entityAmount: entityRecognised - row.entityRecognised,
    groupAmount: groupRecognised - row.groupRecognised,
    after: { ...row, recognised, entityRecognised, groupRecognised, recognisedTo: asOf, state: fraction.numerator === fraction.denominator ? 'done' : 'open' },
  }
} // prettier-ignore

/** Rows of an invoice that was taken back: nothing waits any more. */
export const costsUndone = (rows: readonly PrepaidCost[]): readonly Change[] =>
  rows.map((row) =>
    put(prepaidCosts, {
      ...row,
      recognised: row.total,
      entityRecognised: row.entityTotal,
      groupRecognised: row.groupTotal,
      state: 'undone',
    }),
  )

/** The lines of one legal entity and currency that a month recognises, by id. */
export const dueCosts = question(
  'recognition.dueCosts',
  shape({ entity: codeOf('entities'), currency: aCurrency, asOf: aDay, limit: count }),
  prepaidCosts.shape,
)

const { id, entity, supplier, invoice, contract, description, from, to, postedOn, costAccount, currency, total, recognised, entityCurrency, groupCurrency, recognisedTo, state } = prepaidCosts.shape.fields // prettier-ignore
/** Prepaid costs, with what of each is still to come. */
export const prepaidRows = view({
  view: 'recognition.prepaidCosts',
  key: 'id',
  search: ['supplierName', 'invoiceNumber', 'description'],
  order: ['-postedOn', 'supplierName'],
  entityField: 'entity',
  row: shape({
    id, entity, supplier, supplierName: text, invoice, invoiceNumber: text, contract, contractNumber: maybe(text), description, from, to, postedOn, costAccount, currency, total, recognised,
    left: minorIn('currency'), entityCurrency, entityLeft: minorIn('entityCurrency'), groupCurrency, groupLeft: minorIn('groupCurrency'), recognisedTo, state,
  }), // prettier-ignore
})
export const listPrepaidCosts = listing({
  name: 'recognition.prepaidCosts',
  zone: 'finance',
  permit: 'recognition.read',
  view: prepaidRows,
})
