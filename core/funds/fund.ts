import { record, type Row } from '../kernel/record.ts'
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
  text,
} from '../kernel/shape.ts'

export const units = ['hours', 'currency', 'token'] as const
export const overages = ['block', 'negative', 'bill', 'banded'] as const
export const bookingTypes = ['day', 'night', 'weekend', 'holiday'] as const
export const revenues = ['recurring', 'consumption', 'services', 'hardware'] as const
export const acts = ['purchase', 'draw', 'settlement', 'carryOver', 'expiry'] as const

/** A factor for work of one booking type: 3 hours of a night at 1.5 take 4.5 hours. One that names a type of work goes before one that does not; what is not named counts once. */
export const weighting = shape({ bookingType: choice(...bookingTypes), factor: aDecimal, workType: maybe(text) })
/** More factors of one fund are a slip. */
export const mostWeights = 100
/** What units beyond a fund cost: the first band is filled before the next one begins. The last one has no end. */
export const overageBand = shape({ upTo: maybe(aDecimal), unitPrice: aDecimal })
/** What of an expiring lot lives on: so many per cent of what is left, so many times. */
export const carryingOver = shape({ percent: aDecimal, times: count })
/** When a fund wants a further purchase, and of how much. */
export const toppingUp = shape({
  /** Below what: `percent` of the last purchase, or a `quantity`. With an `interval` every so many months, whatever is left. */
  thresholdIn: choice('percent', 'quantity', 'interval'),
  threshold: aDecimal,
  /** `fixed`: that much more; `target`: as much as brings the balance there. */
  method: choice('fixed', 'target'),
  quantity: aDecimal,
  /** Sold by itself, so that the next billing run bills it; else somebody is asked to. */
  automatic: maybe(flag),
})

/** What a customer has paid for in advance and uses up: hours, money or tokens. Its row guards its lots: whoever moves one changes the fund. */
export const funds = record(
  'funds',
  shape({
    id: idOf('funds'),
    entity: codeOf('entities'),
    customer: idOf('customers'),
    contract: idOf('contracts'),
    name: text,
    unit: choice(...units),
    /** What its lots were paid in; for money also what it holds. */
    currency: aCurrency,
    /** Of several funds that could pay, the lowest does. */
    priority: count,
    /** Types of work that it pays for; none: all. */
    scope: many(text, 100),
    /** Months that a lot is good for; `null`: for ever. */
    expiryMonths: maybe(count),
    carryOver: maybe(carryingOver),
    /** What happens beyond its end: refused, owed by the customer in units (`negative`), billed at one price, or at prices by band. */
    overage: choice(...overages),
    weights: many(weighting, mostWeights),
    topUp: maybe(toppingUp),
    /** What is left of all lots, less what is overdrawn. */
    balance: aDecimal,
    /** Units drawn that no lot has covered yet. */
    overdrawn: aDecimal,
    /** Value of what is left: paid for and not yet delivered. Always the sum of its lots, in three currencies. */
    deferred: minorIn('currency'),
    entityCurrency: aCurrency,
    entityDeferred: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupDeferred: minorIn('groupCurrency'),
    /** Where the revenue of what is drawn goes. */
    revenue: choice(...revenues),
    /** The product whose purchases fill it, and by whose price what goes beyond it is billed. */
    product: maybe(codeOf('products')),
    /** Price of a unit beyond its end, where it is billed. */
    overagePrice: maybe(aDecimal),
    /** Prices by band, counted from the last purchase. */
    overageBands: many(overageBand, 50),
    /** Units drawn beyond its end since the last purchase, that were billed. */
    beyond: aDecimal,
    /** Quantity of the last purchase. */
    lastPurchase: aDecimal,
    /** How many it ever had; the next takes the next number. */
    lots: count,
    movements: count,
    /** Units that should be bought now; `null` while there is enough. */
    topUpDue: maybe(aDecimal),
    /** First purchase, from which intervals are counted; how many of them were bought; the day of the next one. */
    topUpFrom: maybe(aDay),
    topUps: count,
    nextTopUp: maybe(aDay),
    /** The line that will fill it: until then no other is sold. */
    topUpLine: maybe(idOf('contractLines')),
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }],
    personal: { keep: 'contract', fields: { name: 'anyone.words' }, not: ['weights'] },
  },
)

/** One purchase of a fund, with a value of its own: what is drawn from it releases its value, not anybody else's. */
export const fundLots = record(
  'fundLots',
  shape({
    id: idOf('fundLots'),
    fund: idOf('funds'),
    entity: codeOf('entities'),
    /** Number of the lot within its fund. */
    number: count,
    /** Units bought (or carried over), and what they were paid with. */
    quantity: aDecimal,
    currency: aCurrency,
    value: minorIn('currency'),
    entityCurrency: aCurrency,
    /** What was booked for it: fixed when it was bought, so that what is released later comes to it to the penny. */
    entityValue: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupValue: minorIn('groupCurrency'),
    purchasedOn: aDay,
    /** First and last day on which it can be drawn from. */
    start: aDay,
    expires: maybe(aDay),
    /** Low ones are drawn first. */
    priority: count,
    /** How many times its units have been carried over already. */
    carried: count,
    reference: maybe(text),
    /** Units left, and the value left in them: `value - round(value x drawn / quantity)`, so that the last unit takes the last penny. */
    remaining: aDecimal,
    deferred: minorIn('currency'),
    entityDeferred: minorIn('entityCurrency'),
    groupDeferred: minorIn('groupCurrency'),
  }),
  { key: 'id', entityField: 'entity', devices: [{ of: 'fund' }] },
)

/** What one lot gave (-) or got (+) in a movement. */
export const lotShare = shape({ lot: idOf('fundLots'), number: count, quantity: aDecimal, value: minorIn('currency') })

/** One line of a fund's ledger. Only ever added; a mistake is answered by the same act with the opposite sign. */
export const fundMovements = record(
  'fundMovements',
  shape({
    id: idOf('fundMovements'),
    fund: idOf('funds'),
    entity: codeOf('entities'),
    /** Number of the movement within its fund, in the order of recording. */
    number: count,
    /** The day that it belongs to. */
    day: aDay,
    act: choice(...acts),
    /** Of a draw: what kind of time, how much was worked (or used), and its factor. */
    bookingType: maybe(choice(...bookingTypes)),
    workType: maybe(text),
    booked: maybe(aDecimal),
    weight: maybe(aDecimal),
    /** Change of the balance: what the lots gave or got, less the change of what is overdrawn. */
    quantity: aDecimal,
    overdrawn: aDecimal,
    /** Units beyond the fund that are to be billed. */
    beyond: aDecimal,
    currency: aCurrency,
    /** Change of the deferred value; in the books it is the journal of this id, except for what an invoice brought. */
    value: minorIn('currency'),
    entityCurrency: aCurrency,
    entityValue: minorIn('entityCurrency'),
    groupCurrency: aCurrency,
    groupValue: minorIn('groupCurrency'),
    shares: many(lotShare, 10_000),
    /** As they stood after it was recorded. */
    balance: aDecimal,
    deferred: minorIn('currency'),
    reference: maybe(text),
    /** The movement that this one takes back. */
    reverses: maybe(idOf('fundMovements')),
    reason: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    filled: { entityCurrency: null, entityValue: 0n, groupCurrency: null, groupValue: 0n },
    devices: [{ of: 'fund' }],
    personal: { keep: 'books', since: 'day', fields: { reason: 'anyone.words' } },
  },
)

export type Fund = Row<typeof funds>
export type Lot = Row<typeof fundLots>
export type Movement = Row<typeof fundMovements>
export type Share = Movement['shares'][number]
