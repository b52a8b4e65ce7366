import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { blockReasons, chargeMarks } from './run.ts'

export const runView = view({
  view: 'billing.runs',
  key: 'id',
  search: ['number', 'createdBy'],
  order: ['-createdAt', '-id'],
  row: shape({
    id: idOf('billingRuns'),
    number: text,
    asOf: aDay,
    state: choice('proposing', 'proposed', 'posting', 'posted', 'cancelled', 'superseded'),
    kind: choice('run', 'credit', 'hand'),
    charges: count,
    invoices: count,
    posted: count,
    blocked: count,
    createdAt: anInstant,
    createdBy: text,
    postedAt: maybe(anInstant),
  }),
})

export const chargeView = view({
  view: 'billing.chargeList',
  key: 'id',
  search: ['customerName', 'contractNumber', 'product'],
  // The unusual ones first, then as they were made: customer by customer, invoice by invoice.
  order: ['mark', 'id'],
  entityField: 'entity',
  row: shape({
    id: idOf('charges'),
    run: idOf('billingRuns'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    lineNumber: count,
    product: codeOf('products'),
    from: aDay,
    lastDay: aDay,
    quantity: aDecimal,
    currency: aCurrency,
    net: minorIn('currency'),
    poNumber: maybe(text),
    mark: maybe(choice(...chargeMarks)),
    invoice: idOf('invoices'),
  }),
})

export const blockedView = view({
  view: 'billing.blockedList',
  key: 'line',
  search: ['customerName', 'contractNumber', 'product'],
  order: ['reason', 'customerName', 'contractNumber', 'lineNumber'],
  entityField: 'entity',
  row: shape({
    run: idOf('billingRuns'),
    line: idOf('contractLines'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    contract: idOf('contracts'),
    contractNumber: text,
    lineNumber: count,
    product: codeOf('products'),
    reason: choice(...blockReasons),
  }),
})

export const invoiceView = view({
  view: 'billing.invoices',
  key: 'id',
  search: ['number', 'customerName', 'poNumber'],
  order: ['-issued', 'number'],
  entityField: 'entity',
  row: shape({
    id: idOf('invoices'),
    number: text,
    kind: choice('invoice', 'creditNote'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    customerName: text,
    issued: aDay,
    due: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    tax: minorIn('currency'),
    gross: minorIn('currency'),
    entityCurrency: aCurrency,
    entityGross: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupGross: minorIn('groupCurrency'),
    poNumber: maybe(text),
    run: idOf('billingRuns'),
  }),
})
