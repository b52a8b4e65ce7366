import { addDays } from '../kernel/day.ts'
import { multiply, powerOfTen, ratio, type Ratio } from '../kernel/decimal.ts'
import { exponents, toMinor, type Currency } from '../kernel/money.ts'
import { command } from '../kernel/operation.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aDay, idOf, maybe, shape, someMoney, text } from '../kernel/shape.ts'
import { entities, groups } from '../entities/entity.ts'
import { paidFor } from './actual.ts'
import { costActuals, costLines } from './cost-line.ts'
import { rateFaults, readExchange, type Exchange, type RateFault } from '../rates/exchange.ts'

/** Records what a purchase really cost: the supplier's invoice (or its credit, below zero), or hours of our own people at their loaded cost. */
export const recordActual = command({
  name: 'purchases.recordActual',
  zone: 'operations',
  permit: 'purchases.write',
  offline: 'never',
  input: shape({
    costLine: idOf('costLines'),
    /** The day of the document. */
    day: aDay,
    amount: someMoney,
    /** Number of the document. The same one is recorded once. */
    reference: text,
    /** First and last day that it pays for; left out: its day alone. */
    from: maybe(aDay),
    end: maybe(aDay),
  }),
  output: costActuals.shape,
  refusals: [
    'purchases.unknownCostLine',
    'purchases.dropped',
    'purchases.nothingPaid',
    'purchases.paidBefore',
    'purchases.badDays',
    ...rateFaults,
  ],
  load: async ({ costLine, day }, read) => {
    const cost = await read.get(costLines, costLine)
    if (!cost) return {}
    const entity = await read.get(entities, cost.entity)
    const group = entity && (await read.get(groups, entity.group))
    const actuals = await read.list(costActuals, {
      where: { field: 'costLine', is: 'equal', value: costLine },
      order: ['-number'],
      limit: 10_000,
    })
    return { cost, entity, group, actuals, exchange: await readExchange(read, day, cost.entity) }
  },
  decide: (input, { cost, entity, group, actuals, exchange }, now) => {
    if (!cost || !entity || !group) return refuse('purchases.unknownCostLine', { costLine: input.costLine })
    const { item } = cost
    const { day, amount: paid, from, end } = input
    const reference = input.reference.trim()
    if (cost.state === 'dropped') return refuse('purchases.dropped', { item })
    if (paid.minor === 0n) return refuse('purchases.nothingPaid', { item })
    if (actuals.some((actual) => actual.reference === reference)) return refuse('purchases.paidBefore', { item, reference })
    if ((from === null) !== (end === null) || (from !== null && end !== null && end < from))
      return refuse('purchases.badDays', { from: from ?? '', end: end ?? '' })
    const entityAmount = converted(paid, entity.currency, exchange)
    if (typeof entityAmount !== 'bigint') return entityAmount
    const groupAmount = converted(paid, group.currency, exchange)
    if (typeof groupAmount !== 'bigint') return groupAmount
    const { actual, changes } = paidFor(
      cost,
      {
        day,
        currency: paid.currency,
        amount: paid.minor,
        entityCurrency: entity.currency,
        entityAmount,
        groupCurrency: group.currency,
        groupAmount,
        from,
        to: end === null ? null : addDays(end, 1),
        reference,
      },
      actuals[0]?.number ?? 0,
      now,
    )
    return { result: actual, changes }
  },
})

/** By the rate of the document's own day, rounded once. */
function converted(
  paid: { readonly currency: Currency; readonly minor: bigint },
  to: Currency,
  exchange: Exchange,
): bigint | Refusal<RateFault> {
  const rate: Ratio | Refusal<RateFault> = exchange.rate(paid.currency, to)
  return refused(rate) ? rate : toMinor(to, multiply(ratio(paid.minor, powerOfTen(exponents[paid.currency])), rate))
}
