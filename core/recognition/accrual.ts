import { addDays, daysBetween, earlier, type Day } from '../kernel/day.ts'
import { multiply, ratio, roundHalfAway } from '../kernel/decimal.ts'
import { question, record, view, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, choice, codeOf, count, idOf, many, maybe, minorIn, shape, someData, text } from '../kernel/shape.ts'

/** What a month earned and nobody was invoiced for by its end: proposed, looked at, posted with its reversal. */
export const accruals = record(
  'accruals',
  shape({
    id: idOf('accruals'),
    /** `RA-2026-11`, a further one of the month `RA-2026-11-2`. */
    number: text,
    /** Month, `2026-11`. */
    period: text,
    entities: many(codeOf('entities')),
    state: choice('proposing', 'proposed', 'posted', 'superseded'),
    /** Where proposing goes on after a stop. */
    marker: text,
    lines: count,
    /** Lines that billing could not reckon, and so left out. */
    blocked: count,
    journals: count,
    /** Rates of the month's last day, frozen when it begins. */
    rates: someData,
    createdAt: anInstant,
    createdBy: text,
    postedAt: maybe(anInstant),
  }),
  { key: 'id', personal: { keep: 'books', since: 'createdAt', not: ['rates'] } },
)
export type Accrual = Row<typeof accruals>

/** An amount of one line that is accrued, with the trace of the whole period that it is a part of. */
export const accrualLines = record(
  'accrualLines',
  shape({
    id: idOf('accrualLines'),
    accrual: idOf('accruals'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contract: idOf('contracts'),
    line: idOf('contractLines'),
    product: codeOf('products'),
    /** The charge that was invoiced later, or is proposed; `null`: nothing is charged yet. */
    charge: maybe(idOf('charges')),
    from: aDay,
    /** Exclusive. */
    to: aDay,
    /** Days of the period that lie before the end of the month. */
    earnedDays: count,
    currency: aCurrency,
    /** What the whole period comes to. */
    net: minorIn('currency'),
    amount: minorIn('currency'),
    revenueAccount: codeOf('accounts'),
    trace: someData,
  }),
  { key: 'id', entityField: 'entity', partOf: 'accruals', immutable: true, personal: { keep: 'books', since: 'to', not: ['trace'] } },
)
export type AccrualLine = Row<typeof accrualLines>

/** The days of a period before `asOf` (exclusive), and what of its amount belongs to them: evenly, rounded once. Source: formulas.md, recognition. */
export function accruedOf(net: bigint, from: Day, to: Day, asOf: Day): { readonly earnedDays: number; readonly amount: bigint } {
  const days = daysBetween(from, to)
  const earnedDays = Math.max(0, daysBetween(from, earlier(to, asOf)))
  if (days <= earnedDays) return { earnedDays, amount: from < asOf ? net : 0n }
  return { earnedDays, amount: roundHalfAway(multiply(ratio(net), ratio(BigInt(earnedDays), BigInt(days)))) }
}

/** Charges that are claimed and were not invoiced by a day, of some customers. */
export const claimedCharges = question(
  'recognition.claimed',
  shape({ entity: codeOf('entities'), last: aDay, afterCustomer: idOf('customers'), upToCustomer: idOf('customers') }),
  shape({
    id: idOf('charges'),
    customer: idOf('customers'),
    contract: idOf('contracts'),
    line: idOf('contractLines'),
    product: codeOf('products'),
    version: count,
    from: aDay,
    to: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    revenue: choice('recurring', 'consumption', 'services', 'hardware', 'prepaid'),
    trace: someData,
  }),
)
/** What an accrual comes to, by legal entity, currency and revenue account. */
export const accrualSums = question(
  'recognition.accrualSums',
  shape({ accrual: idOf('accruals') }),
  shape({ entity: codeOf('entities'), currency: aCurrency, revenueAccount: codeOf('accounts'), lines: count, amount: minorIn('currency') }),
)

const { id, number, period, entities, state, lines, blocked, journals, createdAt, createdBy, postedAt } = accruals.shape.fields
export const accrualRows = view({
  view: 'recognition.accruals',
  key: 'id',
  search: ['number', 'period'],
  order: ['-createdAt'],
  row: shape({ id, number, period, entities, state, lines, blocked, journals, createdAt, createdBy, postedAt }),
})
const { trace: _trace, ...ofLine } = accrualLines.shape.fields
export const accrualLineRows = view({
  view: 'recognition.accrualLines',
  key: 'id',
  search: ['customerName', 'contractNumber', 'product'],
  order: ['customerName', 'contractNumber', 'lineNumber', 'from'],
  entityField: 'entity',
  row: shape({ ...ofLine, customerName: text, contractNumber: text, lineNumber: count, lastDay: aDay }),
})

/** The day after the last one of a month begins the next: what was accrued is taken back on it. */
export const reversedOn = (last: Day): Day => addDays(last, 1)
