import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { acts, bookingTypes, overages, units } from './fund.ts'

/** Funds with what is left in them. */
export const fundRows = view({
  view: 'funds.list',
  row: shape({
    id: idOf('funds'),
    name: text,
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    entity: codeOf('entities'),
    unit: choice(...units),
    balance: aDecimal,
    lastPurchase: aDecimal,
    currency: aCurrency,
    deferred: minorIn('currency'),
    /** Last day of the lot that lapses first. */
    nextExpiry: maybe(aDay),
    overage: choice(...overages),
    priority: count,
    topUpDue: maybe(aDecimal),
  }),
  key: 'id',
  search: ['name', 'customerName', 'contractNumber'],
  order: ['customerName', 'priority', 'name'],
  entityField: 'entity',
})

/** The lots of all funds. */
export const lotRows = view({
  view: 'funds.lots',
  row: shape({
    id: idOf('fundLots'),
    fund: idOf('funds'),
    fundName: text,
    customer: idOf('customers'),
    customerName: text,
    contractNumber: text,
    entity: codeOf('entities'),
    number: count,
    unit: choice(...units),
    quantity: aDecimal,
    remaining: aDecimal,
    currency: aCurrency,
    value: minorIn('currency'),
    deferred: minorIn('currency'),
    purchasedOn: aDay,
    start: aDay,
    expires: maybe(aDay),
    priority: count,
    carried: count,
    reference: maybe(text),
  }),
  key: 'id',
  search: ['fundName', 'customerName', 'contractNumber', 'reference'],
  order: ['customerName', 'fundName', 'number'],
  entityField: 'entity',
})

/** The ledger of all funds, the last recorded first. */
export const movementRows = view({
  view: 'funds.movements',
  row: shape({
    id: idOf('fundMovements'),
    fund: idOf('funds'),
    fundName: text,
    customer: idOf('customers'),
    customerName: text,
    contractNumber: text,
    entity: codeOf('entities'),
    number: count,
    day: aDay,
    act: choice(...acts),
    booked: maybe(aDecimal),
    bookingType: maybe(choice(...bookingTypes)),
    workType: maybe(text),
    unit: choice(...units),
    quantity: aDecimal,
    beyond: aDecimal,
    balance: aDecimal,
    currency: aCurrency,
    value: minorIn('currency'),
    deferred: minorIn('currency'),
    reference: maybe(text),
    reverses: maybe(idOf('fundMovements')),
    reason: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  key: 'id',
  search: ['fundName', 'customerName', 'contractNumber', 'reference', 'reason'],
  order: ['-recordedAt', '-number'],
  entityField: 'entity',
})
