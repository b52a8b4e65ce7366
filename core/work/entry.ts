import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, aFile, anInstant, choice, codeOf, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { bookingTypes } from '../funds/fund.ts'

export const expenseKinds = ['travel', 'mileage', 'accommodation', 'meals', 'material', 'other'] as const

/** What each record of work says of where it belongs and where it came from. */
const origin = {
  source: text,
  /** Its id in that system; unique there. */
  sourceId: text,
  entity: codeOf('entities'),
  contract: maybe(idOf('contracts')),
  customer: maybe(idOf('customers')),
  /** The project, in the words of the source. */
  project: maybe(text),
}

/** Time that somebody worked. Only ever added: a mistake is taken back by its opposite. */
export const timeEntries = record(
  'timeEntries',
  shape({
    id: idOf('timeEntries'),
    ...origin,
    person: text,
    day: aDay,
    hours: aDecimal,
    bookingType: choice(...bookingTypes),
    workType: maybe(text),
    note: maybe(text),
    reverses: maybe(idOf('timeEntries')),
    reason: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'day', fields: { person: 'user.name', note: 'anyone.words', reason: 'anyone.words' } },
  },
)
export type TimeEntry = Row<typeof timeEntries>

/** Money that somebody spent for a customer, with the receipt where there is one. Only ever added. */
export const expenses = record(
  'expenses',
  shape({
    id: idOf('expenses'),
    ...origin,
    person: text,
    day: aDay,
    expenseKind: choice(...expenseKinds),
    currency: aCurrency,
    amount: minorIn('currency'),
    receipt: maybe(aFile),
    note: maybe(text),
    reverses: maybe(idOf('expenses')),
    reason: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: {
      keep: 'vouchers',
      since: 'day',
      fields: { person: 'user.name', receipt: 'user.file', note: 'anyone.words', reason: 'anyone.words' },
    },
  },
)
export type Expense = Row<typeof expenses>
