import { question, type Answer } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { chargeKinds, transferKinds, transferMethods } from './policy.ts'

/** Work and expenses up to a day that no charge knows yet, by day and id, behind a place. */
export const uncharged = question(
  'transfer.uncharged',
  shape({ until: aDay, afterDay: aDay, after: text, limit: count }),
  shape({
    id: text,
    kind: choice(...transferKinds),
    /** That of the contract. */
    entity: codeOf('entities'),
    customer: maybe(idOf('customers')),
    contract: maybe(idOf('contracts')),
    person: text,
    day: aDay,
    hours: maybe(aDecimal),
    currency: maybe(aCurrency),
    amount: maybe(minorIn('currency')),
    reverses: maybe(text),
    /** It is known what pays for it: a project, a fund, the contract or the customer. */
    landed: flag,
  }),
)
export type DueEntry = Answer<typeof uncharged>

/** What customers pay for entries: the units of each part that landed on a contract line, at the line's price; of a part that a fund paid, the value that it released. */
export const billedParts = question(
  'transfer.billed',
  shape({ entries: many(text) }),
  shape({
    entry: text,
    line: maybe(idOf('contractLines')),
    quantity: aDecimal,
    currency: maybe(aCurrency),
    released: maybe(minorIn('currency')),
  }),
)

const three = {
  providerCurrency: aCurrency,
  cost: minorIn('providerCurrency'),
  providerPrice: minorIn('providerCurrency'),
  receiverCurrency: aCurrency,
  receiverPrice: minorIn('receiverCurrency'),
  receiverInvoiced: minorIn('receiverCurrency'),
  groupCurrency: aCurrency,
  groupCost: minorIn('groupCurrency'),
  groupPrice: minorIn('groupCurrency'),
  groupInvoiced: minorIn('groupCurrency'),
}
/** Sums of charges by provider, receiver and currency of a span of days; `internal` leaves out what entities do for themselves. */
export const chargeSums = question(
  'transfer.sums',
  shape({ from: aDay, to: aDay, contract: maybe(idOf('contracts')), internal: flag }),
  shape({
    provider: codeOf('entities'),
    receiver: codeOf('entities'),
    currency: aCurrency,
    charges: count,
    hours: aDecimal,
    price: minorIn('currency'),
    ...three,
  }),
)

/** Both open items of what is charged in a span of days (the last one excluded) and not settled yet, by day. */
export const openPairs = question(
  'transfer.openPairs',
  shape({ provider: codeOf('entities'), receiver: codeOf('entities'), from: aDay, to: aDay, limit: count }),
  shape({ providerItem: idOf('openItems'), receiverItem: idOf('openItems') }),
)

/** A charge as the two entities settle it. */
export const aStatementLine = {
  charge: idOf('transferCharges'),
  kind: choice(...chargeKinds),
  person: text,
  day: aDay,
  /** Hours; of an expense 1. */
  quantity: aDecimal,
  method: maybe(choice(...transferMethods)),
  percent: maybe(aDecimal),
  agreement: maybe(text),
  currency: aCurrency,
  price: minorIn('currency'),
  /** Of the provider's journal; nothing was posted where nothing is to be paid. */
  number: maybe(text),
  /** The provider's. */
  openItem: maybe(idOf('openItems')),
  open: minorIn('currency'),
  onHold: maybe(text),
  settledOn: maybe(aDay),
  /** The settlement that paid it, where it was not taken back. */
  settlement: maybe(idOf('journals')),
  reverses: maybe(idOf('transferCharges')),
}
export const statementLines = question(
  'transfer.statementLines',
  shape({ provider: codeOf('entities'), receiver: codeOf('entities'), from: aDay, to: aDay }),
  shape(aStatementLine),
)
