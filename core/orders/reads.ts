import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { lineKinds } from '../contracts/contract.ts'
import { perTerms, priceWays } from '../quotes/sale.ts'
import { orderStates } from './order.ts'

/** Orders with whose they are, what they come to, and what they wait for. */
export const orderRows = view({
  view: 'orders.list',
  row: shape({
    id: idOf('orders'),
    number: maybe(text),
    reference: maybe(text),
    title: maybe(text),
    customer: idOf('customers'),
    customerName: text,
    state: choice(...orderStates),
    currency: aCurrency,
    oneOff: minorIn('currency'),
    monthly: minorIn('currency'),
    termValue: minorIn('currency'),
    signedOn: maybe(aDay),
    poNumber: maybe(text),
    poFollows: flag,
    /** Approvals that it waits for, and those that were declined. */
    openApprovals: count,
    declinedApprovals: count,
    quote: maybe(idOf('quotes')),
    contract: maybe(idOf('contracts')),
    contractNumber: maybe(text),
    owner: idOf('users'),
    ownerName: text,
    capturedAt: maybe(anInstant),
    changedAt: anInstant,
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['number', 'reference', 'title', 'customerName', 'poNumber', 'contractNumber', 'ownerName'],
  called: ['number', 'reference', 'customerName'],
  order: ['-changedAt'],
  entityField: 'entity',
})

/** Everything that is ordered, line by line. */
export const orderLineRows = view({
  view: 'orders.lines',
  row: shape({
    id: idOf('orderLines'),
    order: idOf('orders'),
    orderNumber: maybe(text),
    reference: maybe(text),
    customer: idOf('customers'),
    customerName: text,
    orderState: choice(...orderStates),
    number: count,
    product: codeOf('products'),
    version: count,
    description: maybe(text),
    kind: choice(...lineKinds),
    quantity: aDecimal,
    currency: aCurrency,
    per: choice(...perTerms),
    listPrice: maybe(aDecimal),
    priceBy: choice(...priceWays),
    unitPrice: maybe(aDecimal),
    discountPercent: maybe(aDecimal),
    bundle: maybe(text),
    oneOff: minorIn('currency'),
    monthly: minorIn('currency'),
    termValue: minorIn('currency'),
    contractLine: maybe(idOf('contractLines')),
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['orderNumber', 'reference', 'customerName', 'product', 'description'],
  order: ['orderNumber', 'number'],
  entityField: 'entity',
})
