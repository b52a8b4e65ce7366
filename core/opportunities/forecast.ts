import { ratio, roundHalfAway } from '../kernel/decimal.ts'
import { query } from '../kernel/operation.ts'
import { aCurrency, codeOf, count, flag, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { forecastSums } from './reads.ts'

/** What is open, by the month in which it is to close and by currency: whole, and weighted by its chances. What was won this month and later stands beside it. */
export const forecast = query({
  name: 'opportunities.forecast',
  zone: 'sales',
  permit: 'opportunities.read',
  input: shape({ entity: maybe(codeOf('entities')), owner: maybe(idOf('users')) }),
  output: shape({
    months: many(
      shape({
        /** `2026-12`. */
        month: text,
        currency: aCurrency,
        opportunities: count,
        amount: minorIn('currency'),
        weighted: minorIn('currency'),
        won: minorIn('currency'),
        /** Its month is over and it is still open. */
        late: flag,
      }),
    ),
  }),
  ask: async ({ entity, owner }, read, { today }) => {
    const sums = await read.ask(forecastSums, { entity, owner })
    const thisMonth = today.slice(0, 7)
    const keys = [...new Set(sums.filter(({ outcome, month }) => outcome === 'open' || month >= thisMonth).map(({ month, currency }) => `${month} ${currency}`))] // prettier-ignore
    return {
      months: keys.toSorted().map((key) => {
        const of = sums.filter(({ month, currency }) => `${month} ${currency}` === key)
        const open = of.find(({ outcome }) => outcome === 'open')
        const { month, currency } = of[0]!
        return {
          month,
          currency,
          opportunities: open?.opportunities ?? 0,
          amount: open?.amount ?? 0n,
          weighted: roundHalfAway(ratio(BigInt(open?.percentAmount ?? '0'), 100n)),
          won: of.find(({ outcome }) => outcome === 'won')?.amount ?? 0n,
          late: open !== undefined && month < thisMonth,
        }
      }),
    }
  },
})
