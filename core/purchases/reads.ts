import { question, view } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitive.ts'
import {
  aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, maybe, minorIn, shape, text,
} from '../kernel/shape.ts' // prettier-ignore
import { timings } from '../contracts/contract.ts'
import { costStates, quantityRules } from './cost-line.ts'
import { orderStates } from './purchase-order.ts'

/** Suppliers with how much is bought from them. */
export const supplierRows = view({
  view: 'purchases.suppliers',
  row: shape({
    id: idOf('suppliers'),
    code: codeOf('suppliers'),
    name: text,
    country: text,
    currency: aCurrency,
    paymentDays: count,
    /** Cost lines that name it and were not dropped. */
    costLines: count,
    taxId: maybe(text),
    note: maybe(text),
    active: flag,
  }),
  key: 'id',
  search: ['code', 'name', 'taxId'],
  order: ['name'],
})

/** Everything that is bought for contracts, with the names that people know. */
export const costRows = view({
  view: 'purchases.list',
  row: shape({
    id: idOf('costLines'),
    contract: idOf('contracts'),
    contractNumber: text,
    customer: idOf('customers'),
    customerName: text,
    line: maybe(idOf('contractLines')),
    lineNumber: maybe(count),
    number: count,
    item: text,
    supplier: maybe(idOf('suppliers')),
    supplierName: maybe(text),
    quantityRule: choice(...quantityRules),
    quantity: aDecimal,
    currency: aCurrency,
    unitCost: sensitive('purchasePrice', maybe(aDecimal)),
    months: maybe(count),
    timing: choice(...timings),
    start: aDay,
    end: maybe(aDay),
    termEnd: maybe(aDay),
    noticeDays: maybe(count),
    extensionMonths: maybe(count),
    agreedOn: aDay,
    state: choice(...costStates),
    orderedOn: maybe(aDay),
    reference: maybe(text),
    changes: count,
    addedBy: maybe(count),
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['contractNumber', 'customerName', 'item', 'supplierName', 'reference'],
  order: ['contractNumber', 'number'],
  entityField: 'entity',
})

/** What was really paid, the newest document first. */
export const actualRows = view({
  view: 'purchases.actuals',
  row: shape({
    id: idOf('costActuals'),
    day: aDay,
    contract: idOf('contracts'),
    contractNumber: text,
    costLine: idOf('costLines'),
    item: text,
    supplierName: maybe(text),
    reference: text,
    currency: aCurrency,
    amount: minorIn('currency'),
    entityCurrency: aCurrency,
    entityAmount: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupAmount: minorIn('groupCurrency'),
    from: maybe(aDay),
    to: maybe(aDay),
    recordedAt: anInstant,
    recordedBy: text,
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['contractNumber', 'item', 'supplierName', 'reference'],
  order: ['-day', '-recordedAt'],
  entityField: 'entity',
})

/** Our orders to suppliers, the newest first. */
export const purchaseOrderRows = view({
  view: 'purchases.purchaseOrders',
  row: shape({
    id: idOf('purchaseOrders'),
    number: maybe(text),
    supplier: idOf('suppliers'),
    supplierName: text,
    entity: codeOf('entities'),
    state: choice(...orderStates),
    orderedOn: maybe(aDay),
    currency: aCurrency,
    amount: minorIn('currency'),
    version: count,
    lines: count,
    createdAt: anInstant,
    createdBy: text,
  }),
  key: 'id',
  search: ['number', 'supplierName'],
  order: ['-orderedOn', '-number'],
  entityField: 'entity',
})

/** Amendments of what is bought, the newest first. */
export const orderRows = view({
  view: 'purchases.orders',
  row: shape({
    id: idOf('changeOrders'),
    contract: idOf('contracts'),
    contractNumber: text,
    customerName: text,
    lineNumber: maybe(count),
    number: count,
    effective: aDay,
    reason: text,
    ratesOn: aDay,
    recordedAt: anInstant,
    recordedBy: text,
    entity: codeOf('entities'),
  }),
  key: 'id',
  search: ['contractNumber', 'customerName', 'reason'],
  order: ['-recordedAt', '-number'],
  entityField: 'entity',
})

/** What is bought for one contract, in order. */
export const costsOfContract = question('purchases.costsOf', shape({ contract: idOf('contracts') }), costRows.row)

/** Contracts that have not ended and that something is bought for. */
export const contractsWithCosts = question('purchases.contractsWithCosts', shape({}), shape({ contract: idOf('contracts') }))
