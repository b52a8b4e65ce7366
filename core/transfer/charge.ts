import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { chargeKinds, transferMethods } from './policy.ts'

/**
 * What an entry of work cost the entity that employs the person, what it was charged to the entity that owns the order, and what the customer is billed for it,
 * each as it was posted. Only ever added: what is taken back has a charge of the opposite amounts.
 */
export const transferCharges = record(
  'transferCharges',
  shape({
    id: idOf('transferCharges'),
    transferRun: idOf('transferRuns'),
    kind: choice(...chargeKinds),
    /** Id of the time entry or the expense; of a true-up or the tax of an invoice what it belongs to. */
    entry: text,
    person: text,
    day: aDay,
    /** Hours; of an expense 1. */
    quantity: aDecimal,
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    customer: maybe(idOf('customers')),
    contract: maybe(idOf('contracts')),
    policy: maybe(idOf('transferPolicies')),
    method: maybe(choice(...transferMethods)),
    percent: maybe(aDecimal),
    /** Charged in; nothing between an entity and itself. */
    currency: aCurrency,
    price: minorIn('currency'),
    providerCurrency: aCurrency,
    cost: minorIn('providerCurrency'),
    providerPrice: minorIn('providerCurrency'),
    receiverCurrency: aCurrency,
    receiverPrice: minorIn('receiverCurrency'),
    groupCurrency: aCurrency,
    groupCost: minorIn('groupCurrency'),
    groupPrice: minorIn('groupCurrency'),
    /** What the customer is billed for it, at the rates of its day; empty where a fund or the contract covers it. */
    invoicedCurrency: maybe(aCurrency),
    invoiced: maybe(minorIn('invoicedCurrency')),
    receiverInvoiced: maybe(minorIn('receiverCurrency')),
    groupInvoiced: maybe(minorIn('groupCurrency')),
    costJournal: maybe(idOf('journals')),
    providerJournal: maybe(idOf('journals')),
    receiverJournal: maybe(idOf('journals')),
    reverses: maybe(idOf('transferCharges')),
    postedAt: anInstant,
  }),
  { key: 'id', entityField: 'receiver', immutable: true, personal: { keep: 'books', since: 'day', fields: { person: 'user.name' } } },
)
export type TransferCharge = Row<typeof transferCharges>

/** A round over the work of some days: what was charged, and what could not be and why. */
export const transferRuns = record(
  'transferRuns',
  shape({
    id: idOf('transferRuns'),
    number: text,
    until: aDay,
    state: choice('posting', 'posted'),
    marker: text,
    portions: count,
    charges: count,
    journals: count,
    /** Why some entries wait: a code and how many. */
    waiting: many(
      shape({
        reason: choice('noLanding', 'noEmployment', 'noPolicy', 'noBill', 'noRate', 'groupsApart'),
        person: maybe(text),
        provider: maybe(codeOf('entities')),
        receiver: maybe(codeOf('entities')),
        entries: count,
      }),
    ),
    createdAt: anInstant,
    createdBy: text,
    postedAt: maybe(anInstant),
  }),
  { key: 'id', personal: { keep: 'books', since: 'createdAt', fields: { waiting: 'anyone.data' } } },
)
export type TransferRun = Row<typeof transferRuns>
