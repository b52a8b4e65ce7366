import { record, type Row } from '../kernel/record.ts'
import { sensitive } from '../kernel/sensitive.ts'
import {
  aCurrency,
  aDay,
  aDecimal,
  anInstant,
  choice,
  codeOf,
  count,
  idOf,
  many,
  maybe,
  minorIn,
  shape,
  text,
  type Of,
} from '../kernel/shape.ts'
import { costTerms } from './cost-line.ts'

/** What comes in, what goes out and what stays, in one currency. */
export const figure = shape({
  /** Of the sale, of the legal entity, of the group. */
  currencyOf: choice('transaction', 'entity', 'group'),
  currency: aCurrency,
  sales: minorIn('currency'),
  cost: minorIn('currency'),
  margin: minorIn('currency'),
  /** Margin in per cent of sales, two places; `null` where nothing is sold. */
  percent: maybe(aDecimal),
})
export type Figure = Of<typeof figure>

/** A cost line before and after; a new one has no before, one that is taken off no after. */
export const orderedChange = shape({
  costLine: idOf('costLines'),
  number: count,
  termsBefore: maybe(costTerms),
  termsAfter: maybe(costTerms),
})

/**
 * An amendment of what is bought for a contract: who, when and why, and the margin before and after. Only ever added. What the customer signed is not in it:
 * a change order cannot move the customer's price.
 */
export const changeOrders = record(
  'changeOrders',
  shape({
    id: idOf('changeOrders'),
    contract: idOf('contracts'),
    /** The contract line whose margin it shows; `null`: the contract as a whole. */
    line: maybe(idOf('contractLines')),
    entity: codeOf('entities'),
    /** Number of the amendment within its contract. */
    number: count,
    effective: aDay,
    reason: text,
    changes: many(orderedChange, 200),
    /** The days that sales and costs are compared over, `[from, to)`. */
    from: aDay,
    to: aDay,
    /** Both sides are converted with the rates of this day, so that only the change shows. */
    ratesOn: aDay,
    marginBefore: sensitive('margin', many(figure, 3)),
    marginAfter: sensitive('margin', many(figure, 3)),
    recordedAt: anInstant,
    recordedBy: text,
  }),
  {
    key: 'id',
    entityField: 'entity',
    immutable: true,
    devices: [{ of: 'contract' }],
    sensitive: 'purchasePrice',
    personal: { keep: 'contract', since: 'recordedAt', fields: { reason: 'anyone.words' }, not: ['changes'] },
  },
)
export type ChangeOrder = Row<typeof changeOrders>
