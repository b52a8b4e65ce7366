import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, aFile, anInstant, choice, codeOf, flag, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { bookingTypes } from '../funds/fund.ts'
import { expenseKinds } from './entry.ts'

const place = {
  customer: maybe(idOf('customers')),
  customerName: maybe(text),
  contract: maybe(idOf('contracts')),
  contractNumber: maybe(text),
  project: maybe(text),
}
const origin = { source: text, sourceId: text, entity: codeOf('entities'), recordedAt: anInstant, recordedBy: text }

/** All time that was recorded, the latest day first. */
export const timeRows = view({
  view: 'work.time',
  row: shape({
    id: idOf('timeEntries'),
    day: aDay,
    person: text,
    ...place,
    hours: aDecimal,
    bookingType: choice(...bookingTypes),
    workType: maybe(text),
    note: maybe(text),
    isReversed: flag,
    reverses: maybe(idOf('timeEntries')),
    reason: maybe(text),
    ...origin,
  }),
  key: 'id',
  search: ['person', 'customerName', 'contractNumber', 'project', 'workType', 'note', 'source', 'sourceId'],
  order: ['-day', '-id'],
  entityField: 'entity',
})

/** All expenses that were recorded, the latest day first. */
export const expenseRows = view({
  view: 'work.expenses',
  row: shape({
    id: idOf('expenses'),
    day: aDay,
    person: text,
    ...place,
    expenseKind: choice(...expenseKinds),
    currency: aCurrency,
    amount: minorIn('currency'),
    receipt: maybe(aFile),
    note: maybe(text),
    isReversed: flag,
    reverses: maybe(idOf('expenses')),
    reason: maybe(text),
    ...origin,
  }),
  key: 'id',
  search: ['person', 'customerName', 'contractNumber', 'project', 'note', 'source', 'sourceId'],
  order: ['-day', '-id'],
  entityField: 'entity',
})
