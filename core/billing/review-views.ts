import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { decisions } from './reviewing.ts'
import { blockReasons, chargeConcerns, chargeKinds, chargeMarks } from './run.ts'

/** Where a charge stands in a review: changed by more than its entity's threshold, nothing to pay, or neither. */
export const reviewStates = ['ready', 'changed', 'zero'] as const

export const reviewView = view({
  view: 'billing.reviewList',
  key: 'id',
  search: ['customerName', 'contractNumber', 'product'],
  // As they were made: customer by customer, invoice by invoice.
  order: ['id'],
  entityField: 'entity',
  row: shape({
    id: idOf('charges'),
    run: idOf('billingRuns'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    line: idOf('contractLines'),
    lineNumber: count,
    product: codeOf('products'),
    from: aDay,
    lastDay: aDay,
    quantity: aDecimal,
    currency: aCurrency,
    net: minorIn('currency'),
    /** What the line was charged for the period before. */
    lastNet: maybe(minorIn('currency')),
    /** Change against it in per cent. */
    percent: maybe(aDecimal),
    kind: choice(...chargeKinds),
    mark: maybe(choice(...chargeMarks)),
    poNumber: maybe(text),
    invoice: idOf('invoices'),
    review: choice(...reviewStates),
    held: flag,
    /** People who approved it, alone or with everything else; whoever proposed is not among them. */
    approvals: count,
    comments: count,
  }),
})

/** What somebody should look at before a run is posted: what stops a line, and what is unusual about a charge. */
export const exceptionReasons = [...blockReasons, ...chargeConcerns] as const
export const remedies = [
  'setPrice',
  'setRate',
  'setTaxCode',
  'enterPo',
  'splitLine',
  'recordReading',
  'checkCredit',
  'compare',
  'enterTaxId',
  'checkTax',
  'renewOrEnd',
  'checkPrice',
] as const

export const exceptionView = view({
  view: 'billing.exceptions',
  key: 'id',
  search: ['customerName', 'contractNumber', 'product'],
  // Of each reason as they were made, which is customer by customer: by the key, without being told.
  order: ['reason'],
  entityField: 'entity',
  row: shape({
    /** The charge, or the line that is blocked, with its reason. */
    id: text,
    run: idOf('billingRuns'),
    reason: choice(...exceptionReasons),
    remedy: choice(...remedies),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    line: idOf('contractLines'),
    lineNumber: count,
    product: codeOf('products'),
    charge: maybe(idOf('charges')),
    currency: maybe(aCurrency),
    net: maybe(minorIn('currency')),
  }),
})

export const reviewLogView = view({
  view: 'billing.reviews',
  key: 'id',
  search: ['comment', 'by'],
  order: ['-at', '-id'],
  entityField: 'entity',
  row: shape({
    id: idOf('chargeReviews'),
    run: idOf('billingRuns'),
    entity: codeOf('entities'),
    charge: maybe(idOf('charges')),
    customerName: maybe(text),
    contractNumber: maybe(text),
    decision: choice(...decisions),
    comment: maybe(text),
    at: anInstant,
    by: text,
  }),
})
