import { addDays, type Day } from '../kernel/day.ts'
import { ratio, type Ratio } from '../kernel/decimal.ts'
import type { Read } from '../kernel/operation.ts'
import { assert, refused, type Refusal } from '../kernel/refusal.ts'
import { exchangeOn, recordersOf, type RateFault } from '../rates/exchange.ts'
import { housePolicy, readPolicies } from '../rates/policy.ts'
import { publishedRates } from '../rates/published.ts'
import type { LayerRate, RateOfMonth } from './layer.ts'
import { monthOf } from './period.ts'
import { retranslationRates, type Retranslation } from './retranslation.ts'

export type Terms = Pick<Retranslation, 'currency' | 'groupCurrency' | 'resultType' | 'standingType'>
export interface MonthRate {
  readonly period: string
  readonly type: string
  readonly day: Day
  readonly rate: Ratio
  readonly source: string
}
const keyOf = (period: string, wanted: string): string => `${period}/${wanted}`

/**
 * The rates of months by type, by the policy of the house: of a month that is over those of its last day, and its last spot rate where none of the type was
 * published; of the running one the last spot rate of today.
 */
export async function monthRates(read: Read, { currency, groupCurrency, resultType, standingType }: Terms, periods: readonly string[], today: Day): Promise<ReadonlyMap<string, MonthRate> | Refusal<RateFault>> {
  const { source, maxAgeDays } = housePolicy(await readPolicies(read))
  const who = await recordersOf(read)
  const found = new Map<string, MonthRate>()
  for (const period of periods) {
    const month = monthOf(period)
    assert(month, `the month ${period}`)
    const on = month.last < today ? month.last : today
    const published = await read.ask(publishedRates, { sources: [source], oldest: addDays(on, -Math.max(60, maxAgeDays)), day: on })
    for (const wanted of new Set([resultType, standingType])) {
      const ofMonth = published.filter((rate) => rate.type === wanted && rate.day >= month.first)
      const exact = wanted === 'spot' ? undefined : exchangeOn(ofMonth, on, { source, type: wanted, maxAgeDays: 31 }).rate(groupCurrency, currency)
      const rate = exact === undefined || refused(exact) ? exchangeOn(published, on, { source, type: 'spot', maxAgeDays, who }).rate(groupCurrency, currency) : exact
      if (refused(rate)) return rate as Refusal<RateFault>
      found.set(keyOf(period, wanted), { period, type: rate === exact ? wanted : 'spot', day: on, rate, source })
    }
  }
  return found
} // prettier-ignore

export const rateOfMonth =
  (rates: ReadonlyMap<string, MonthRate>, { resultType, standingType }: Pick<Terms, 'resultType' | 'standingType'>): RateOfMonth =>
  (period, side): LayerRate => {
    const wanted = side === 'income' || side === 'expense' ? resultType : standingType
    const found = rates.get(keyOf(period, wanted))
    assert(found, `the ${wanted} rate of ${period}`)
    // By what was wanted: two types may have fallen back to one spot rate.
    return { type: wanted, rate: found.rate }
  }

/** What was agreed to for the months before the first day. */
export async function agreedRates(read: Read, id: string): Promise<ReadonlyMap<string, MonthRate>> {
  const rows = await read.list(retranslationRates, { where: { field: 'retranslation', is: 'equal', value: id }, order: ['rate'], limit: 10_000 })
  return new Map(
    rows.map((row) => {
      const wanted = row.rate.slice(row.rate.lastIndexOf('/') + 1)
      return [keyOf(row.period, wanted), { ...row, rate: ratio(BigInt(row.numerator), BigInt(row.denominator)) }] as const
    }),
  )
} // prettier-ignore
