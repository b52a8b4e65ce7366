import { addDays, type Day } from '../kernel/day.ts'
import { divide, floor, multiply, ratio, ratioOf, type Decimal, exactly, ratioText, zero } from '../kernel/decimal.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aDay, aDecimal, idOf, maybe, shape } from '../kernel/shape.ts'
import { fundMovements, funds } from './fund.ts'
import { sumOf } from './lots.ts'

/** Days that are looked back on, and days ahead beyond which nobody should trust the guess. */
const span = 90
const furthest = 1095n

/** How fast a fund is used, by the last 90 days, and when it is empty if that goes on. */
export const fundOutlook = query({
  name: 'funds.outlook',
  zone: 'sales',
  permit: 'funds.read',
  input: shape({ fund: idOf('funds'), asOf: maybe(aDay) }),
  output: shape({
    fund: idOf('funds'),
    from: aDay,
    to: aDay,
    drawn: aDecimal,
    /** Units in 30 days. */
    perMonth: aDecimal,
    /** Nothing where nothing is used, or where it holds for years. */
    emptyOn: maybe(aDay),
  }),
  refusals: ['funds.unknown'],
  ask: async ({ fund: id, asOf }, read, now) => {
    const fund = await read.get(funds, id)
    if (!fund) return refuse('funds.unknown', { fund: id })
    const to = asOf ?? now.today
    const from = addDays(to, 1 - span)
    const moved = await read.list(fundMovements, {
      where: { all: [{ field: 'fund', is: 'equal', value: id }, { field: 'act', is: 'equal', value: 'draw' }, { field: 'day', is: 'atLeast', value: from }, { field: 'day', is: 'atMost', value: to }] }, // prettier-ignore
      limit: 100_000,
    })
    const drawn = zero.minus(sumOf(moved.map((movement) => movement.quantity)))
    return { fund: fund.id, from, to, drawn, perMonth: monthly(drawn), emptyOn: emptyOn(fund.balance, drawn, to) }
  },
})
const monthly = (drawn: Decimal): Decimal => exactly(ratioText(multiply(ratioOf(drawn), ratio(30n, BigInt(span))), 2))

/** The day after which nothing is left. */
export function emptyOn(balance: Decimal, drawn: Decimal, to: Day): Day | null {
  if (drawn.lte(0) || balance.lte(0)) return null
  const days = floor(divide(multiply(ratioOf(balance), ratio(BigInt(span))), ratioOf(drawn)))
  return days > furthest ? null : addDays(to, Number(days))
}
