import { question, view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, flag, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { approvalStates } from './approval.ts'

/** Every approval that was ever asked for. */
export const approvalRows = view({
  view: 'approvals.list',
  row: shape({
    id: idOf('approvals'),
    kind: text,
    subject: text,
    customer: maybe(idOf('customers')),
    customerName: maybe(text),
    entity: codeOf('entities'),
    percent: maybe(aDecimal),
    currency: maybe(aCurrency),
    amount: maybe(minorIn('currency')),
    groupCurrency: maybe(aCurrency),
    groupAmount: maybe(minorIn('groupCurrency')),
    state: choice(...approvalStates),
    current: flag,
    askedAt: anInstant,
    askedByName: text,
    decidedAt: maybe(anInstant),
    decidedByName: maybe(text),
    insteadOfName: maybe(text),
    note: maybe(text),
    record: text,
    row: text,
  }),
  key: 'id',
  search: ['subject', 'customerName', 'askedByName', 'decidedByName', 'note'],
  order: ['-askedAt', '-id'],
  entityField: 'entity',
})

/** Who decides how far. */
export const limitRows = view({
  view: 'approvals.limits',
  row: shape({
    id: idOf('approvalLimits'),
    role: codeOf('roles'),
    roleName: maybe(text),
    kind: text,
    percent: maybe(aDecimal),
    currency: maybe(aCurrency),
    amount: maybe(minorIn('currency')),
  }),
  key: 'id',
  search: ['role', 'roleName', 'kind'],
  order: ['role', 'kind'],
})

/** The credit limits as they stand: the last of each customer and legal entity. */
export const creditLimitRows = view({
  view: 'approvals.creditLimits',
  row: shape({
    id: idOf('creditLimits'),
    customer: idOf('customers'),
    customerName: text,
    entity: maybe(codeOf('entities')),
    currency: aCurrency,
    amount: minorIn('currency'),
    reviewOn: maybe(aDay),
    note: maybe(text),
    setAt: anInstant,
    setBy: text,
  }),
  key: 'id',
  search: ['customerName', 'note', 'setBy'],
  order: ['customerName', 'entity'],
  entityField: 'entity',
})

/** Who stands in for whom, on its days or still to come. */
export const delegationsAhead = question(
  'approvals.delegationsAhead',
  shape({ today: aDay }),
  shape({
    id: idOf('delegations'),
    person: idOf('users'),
    personName: text,
    standIn: idOf('users'),
    standInName: text,
    firstDay: aDay,
    lastDay: aDay,
    note: maybe(text),
  }),
)

/**
 * What a customer owes and ordered, by currency, of one legal entity or of all: also of those that the caller does not see, for a limit of the group holds
 * for the group. Only sums leave it.
 */
export const exposureOf = question(
  'approvals.exposure',
  shape({ customer: idOf('customers'), entity: maybe(codeOf('entities')), today: aDay }),
  shape({ part: choice('open', 'overdue', 'ordered'), currency: aCurrency, amount: minorIn('currency') }),
)
