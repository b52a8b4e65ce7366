import { question, type Answer } from '../kernel/record.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  flag,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  someData,
  text,
} from '../kernel/shape.ts'
import { lineChanges } from '../contracts/line-change.ts'
import { invoiceGroupings } from '../customers/customer.ts'
import { chargeKinds, revenueRoles } from './run.ts'
import { anchors, lineKinds, lineLife, timings } from '../contracts/contract.ts'

/** The customer with whom a portion of so many lines ends, and with it all of that customer's lines; no answer where fewer are left. */
export const portionEnd = question(
  'billing.portionEnd',
  shape({ entity: codeOf('entities'), afterCustomer: idOf('customers'), lines: count }),
  shape({ customer: idOf('customers') }),
)

const aDueLine = shape({
  id: idOf('contractLines'),
  contract: idOf('contracts'),
  contractNumber: text,
  number: count,
  customer: idOf('customers'),
  poRequired: flag,
  product: codeOf('products'),
  version: count,
  quantity: aDecimal,
  unitPrice: maybe(aDecimal),
  currency: aCurrency,
  months: count,
  timing: choice(...timings),
  anchor: choice(...anchors),
  start: aDay,
  end: maybe(aDay),
  billedTo: maybe(aDay),
  /** End (exclusive) of the last period that Harmony charged. */
  chargedTo: maybe(aDay),
  taxCodes: many(codeOf('taxCodes')),
  poNumber: maybe(text),
  kind: choice(...lineKinds),
  changes: count,
  recheckFrom: maybe(aDay),
  life: maybe(lineLife),
  addedAt: maybe(anInstant),
  termEnd: maybe(aDay),
  /** What Harmony charged last for a period of it, as it was charged first. */
  lastNet: maybe(minorIn('currency')),
})

/** Lines of some customers of one entity that may have something due on a day, in the order of a billing run, with what is known of their contract and customer. */
export const dueLines = question(
  'billing.dueLines',
  shape({ entity: codeOf('entities'), asOf: aDay, afterCustomer: idOf('customers'), upToCustomer: idOf('customers') }),
  aDueLine,
)
/** The lines of one contract, due or not. */
export const contractDueLines = question('billing.contractDueLines', shape({ contract: idOf('contracts') }), aDueLine)
export type DueLine = Answer<typeof dueLines>

/** Customers whose charges share invoices by something else than their purchase orders. */
export const groupings = question(
  'billing.groupings',
  shape({ afterCustomer: idOf('customers'), upToCustomer: idOf('customers') }),
  shape({ customer: idOf('customers'), invoiceBy: choice(...invoiceGroupings) }),
)

/** The changes of some lines, in the order of recording. */
export const changesOfLines = question('billing.changesOfLines', shape({ lines: many(idOf('contractLines')) }), lineChanges.shape)

/**
 * What Harmony charged some lines for, in the order in which it did: of each line from the period on that a comparison as of the day begins with, and a period
 * before it, however long the line is charged already; or, with `all`, of its whole life. Goodwill is no part of it: it leaves its period charged.
 */
export const chargesOfLines = question(
  'billing.chargesOfLines',
  shape({ lines: many(idOf('contractLines')), asOf: aDay, all: flag }),
  shape({
    id: idOf('charges'),
    run: idOf('billingRuns'),
    line: idOf('contractLines'),
    from: aDay,
    to: aDay,
    nth: count,
    kind: choice(...chargeKinds),
    corrects: maybe(idOf('charges')),
    quantity: aDecimal,
    net: minorIn('currency'),
    currency: aCurrency,
    trace: someData,
    /** When the run that it belongs to was proposed. */
    proposedAt: anInstant,
  }),
)
export type PastCharge = Answer<typeof chargesOfLines>

/** The lines of some pools, of whichever customer and legal entity, in no order. */
export const poolMembers = question(
  'billing.poolMembers',
  shape({ pools: many(text) }),
  shape({
    pool: text,
    line: idOf('contractLines'),
    quantity: aDecimal,
    start: aDay,
    end: maybe(aDay),
    life: maybe(lineLife),
    changes: count,
  }),
)

/** How many lines a run looks through, for its progress. */
export const lineCount = question('billing.lineCount', shape({ entities: many(codeOf('entities')) }), shape({ lines: count }))

/** Charges of some legal entities in a run, after one of its invoices, invoice by invoice and each in the order in which it was made. */
export const runCharges = question(
  'billing.runCharges',
  shape({ run: idOf('billingRuns'), entities: many(codeOf('entities')), afterInvoice: idOf('invoices'), limit: count }),
  shape({
    id: idOf('charges'),
    invoice: idOf('invoices'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contract: idOf('contracts'),
    line: idOf('contractLines'),
    product: codeOf('products'),
    poNumber: maybe(text),
    from: aDay,
    to: aDay,
    currency: aCurrency,
    net: minorIn('currency'),
    taxCodes: many(codeOf('taxCodes')),
    revenue: choice(...revenueRoles),
    quantity: aDecimal,
    kind: choice(...chargeKinds),
    corrects: maybe(idOf('charges')),
    /** As a sales tax service worked it out, where it was asked. */
    serviceTax: maybe(minorIn('currency')),
    serviceRate: maybe(aDecimal),
  }),
)
export type RunCharge = Answer<typeof runCharges>
/** A charge that is posted, wherever it comes from; only those of a run were taxed by a service. */
export type PostedCharge = Omit<RunCharge, 'serviceTax' | 'serviceRate'> & Partial<Pick<RunCharge, 'serviceTax' | 'serviceRate'>>

const tracedCharge = shape({
  id: idOf('charges'),
  run: idOf('billingRuns'),
  invoice: idOf('invoices'),
  entity: codeOf('entities'),
  customer: idOf('customers'),
  customerName: text,
  contract: idOf('contracts'),
  line: idOf('contractLines'),
  product: codeOf('products'),
  from: aDay,
  to: aDay,
  currency: aCurrency,
  net: minorIn('currency'),
  taxCodes: many(codeOf('taxCodes')),
  trace: someData,
})
/** The charges of a run with their traces, for reading: after a charge, and its invoice, in the order of posting. */
export const tracedCharges = question(
  'billing.tracedCharges',
  shape({ run: idOf('billingRuns'), afterInvoice: idOf('invoices'), after: idOf('charges'), limit: count }),
  tracedCharge,
)
/** The charges of all runs with their traces, for the replay. */
export const allTracedCharges = question('billing.allTracedCharges', shape({ after: idOf('charges'), limit: count }), tracedCharge)

/** The first id there can be: pages start after it. */
export const beforeAll = '00000000-0000-0000-0000-000000000000'
/** The last id there can be. */
export const afterAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
