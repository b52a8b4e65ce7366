import { record } from '../kernel/record.ts'
import { aCurrency, aDay, anInstant, codeOf, idOf, maybe, minorIn, shape, text } from '../kernel/shape.ts'

/**
 * How much a customer may owe us, of one legal entity or of the group. What was set is never edited: the last one counts, and one without an amount takes
 * the limit away.
 */
export const creditLimits = record(
  'creditLimits',
  shape({
    id: idOf('creditLimits'),
    customer: idOf('customers'),
    /** Without it, for all legal entities together. */
    entity: maybe(codeOf('entities')),
    currency: aCurrency,
    amount: maybe(minorIn('currency')),
    note: maybe(text),
    /** When somebody should look at it again. */
    reviewOn: maybe(aDay),
    setAt: anInstant,
    setBy: text,
  }),
  {
    key: 'id',
    immutable: true,
    entityField: 'entity',
    devices: [{ customer: 'customer' }],
    personal: { keep: 'books', since: 'setAt', fields: { note: 'anyone.words' } },
  },
)

/** What a customer ordered and was not billed for yet. Modules above write it when something is agreed, and take it back when it is billed or ends. */
export const unbilledOrders = record(
  'unbilledOrders',
  shape({
    /** The id of what was agreed: an order's. */
    id: idOf('unbilledOrders'),
    record: text,
    /** What people call it. */
    subject: text,
    customer: idOf('customers'),
    entity: codeOf('entities'),
    currency: aCurrency,
    amount: minorIn('currency'),
    since: aDay,
  }),
  {
    key: 'id',
    entityField: 'entity',
    devices: [{ customer: 'customer' }],
    personal: { keep: 'contract', since: 'since', fields: { subject: 'anyone.words' } },
  },
)
