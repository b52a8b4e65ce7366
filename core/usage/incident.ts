import { record, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, codeOf, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'

export const priorities = ['P1', 'P2', 'P3', 'P4'] as const
export const standings = ['charged', 'duplicate', 'reopened'] as const

/** A disturbance that was dealt with, priced by its type and priority whatever time it took. Recorded when it is closed; only ever added. */
export const incidents = record(
  'incidents',
  shape({
    id: idOf('incidents'),
    source: text,
    sourceId: text,
    contract: idOf('contracts'),
    customer: idOf('customers'),
    entity: codeOf('entities'),
    priority: choice(...priorities),
    type: text,
    summary: maybe(text),
    openedAt: maybe(anInstant),
    closedAt: anInstant,
    /** The day of its closing where the customer is. */
    day: aDay,
    outOfHours: flag,
    /** `charged` once; a `duplicate` of another, or one `reopened` within the time that the price list allows, is not charged again. */
    standing: choice(...standings),
    /** The incident that it repeats or goes on with. */
    repeats: maybe(idOf('incidents')),
    note: maybe(text),
    reverses: maybe(idOf('incidents')),
    reason: maybe(text),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    personal: { keep: 'vouchers', since: 'day', fields: { summary: 'anyone.words', note: 'anyone.words', reason: 'anyone.words' } },
  },
)
export type Incident = Row<typeof incidents>

/** What incidents of one priority cost: units of a fund, or money in the currency of the list. */
export const priorityPrice = shape({ priority: choice(...priorities), price: aDecimal })

/**
 * What incidents cost from a day on: for one contract, for all contracts that sell a product, or for all of an entity; for one type of incident or all.
 * The most specific list that is valid on the day counts, of equals the one recorded last. Lists never change; a newer one replaces an older one.
 */
export const incidentPrices = record(
  'incidentPrices',
  shape({
    id: idOf('incidentPrices'),
    entity: codeOf('entities'),
    name: text,
    contract: maybe(idOf('contracts')),
    product: maybe(codeOf('products')),
    type: maybe(text),
    validFrom: aDay,
    unit: choice('hours', 'currency', 'token'),
    /** Set where the unit is money. */
    currency: maybe(aCurrency),
    prices: many(priorityPrice, priorities.length),
    /** Times the price out of hours. */
    outOfHoursFactor: aDecimal,
    /** Incidents of a period that cost nothing. */
    includedCount: count,
    includedPer: choice('month', 'quarter', 'year'),
    /** Days after closing within which the same incident may come back without being charged again. */
    reopenDays: count,
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    devices: ['all'],
    personal: { keep: 'contract', since: 'recordedAt', not: ['name'] },
  },
)
export type IncidentPriceList = Row<typeof incidentPrices>
