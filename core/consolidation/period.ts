import { addDays, addMonths, day, earlier, monthOf as monthOfDay, type Day } from '../kernel/day.ts'
import { ratioText, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import { assert, refused, type Refusal } from '../kernel/refusal.ts'
import { exchangeOn, recordersOf, type RateFault } from '../rates/exchange.ts'
import { housePolicy, readPolicies } from '../rates/policy.ts'
import { publishedRates } from '../rates/published.ts'

export interface Month {
  readonly first: Day
  readonly last: Day
}
/** `2026-11` as days; `undefined` where it is no month. */
export function monthOf(period: string): Month | undefined {
  const first = /^\d{4}-\d{2}$/.test(period) ? day(`${period}-01`) : undefined
  return first && { first, last: addDays(addMonths(first, 1), -1) }
}

/** The month in which the group's year began: that of most of its legal entities, January where they do not agree on another. */
export function yearBegan(members: readonly { readonly fiscalYearStart: number }[], { first }: Month): string {
  const starts = members.map((m) => m.fiscalYearStart)
  const users = (start: number): number => starts.filter((s) => s === start).length
  const start = [...new Set(starts)].reduce(
    (best, one) => (users(one) > users(best) || (users(one) === users(best) && one < best) ? one : best),
    1,
  )
  const back = (monthOfDay(first) - start + 12) % 12
  return addMonths(first, -back).slice(0, 7)
}

/** Rates of a closing day, worked out when they are asked for, and a list of those that were. */
export interface ClosingRates {
  readonly rate: (from: Currency, to: Currency) => Ratio
  readonly fault: (from: Currency, to: Currency) => Refusal<RateFault> | undefined
  readonly used: () => {
    readonly from: Currency
    readonly to: Currency
    readonly day: Day
    readonly type: string
    readonly value: string
  }[]
}

/**
 * By the policy of the house: the closing rates of the month's last day. While the month goes on there are none: then it is the last spot rate of today, and
 * the answer says so. Never a closing rate of another month.
 */
export async function closingRates(read: Read, { last }: Month, today: Day): Promise<ClosingRates> {
  const { source, maxAgeDays } = housePolicy(await readPolicies(read))
  const on = earlier(last, today)
  const published = await read.ask(publishedRates, { sources: [source], oldest: addDays(on, -maxAgeDays), day: on })
  const type = published.some((rate) => rate.type === 'closing' && rate.day === last) ? 'closing' : 'spot'
  const exchange = exchangeOn(published, on, { source, type, maxAgeDays, who: await recordersOf(read) })
  const asked = new Map<string, { from: Currency; to: Currency }>()
  return {
    rate: (from, to) => {
      const found = exchange.rate(from, to)
      assert(!refused(found), `a rate from ${from} to ${to} on ${on}`)
      if (from !== to) asked.set(`${from}/${to}`, { from, to })
      return found
    },
    fault: (from, to) => {
      const found = exchange.rate(from, to)
      return refused(found) ? (found as Refusal<RateFault>) : undefined
    },
    used: () =>
      [...asked.values()].map(({ from, to }) => {
        const rate = exchange.rate(from, to)
        assert(!refused(rate), `a rate from ${from} to ${to}`)
        return { from, to, day: on, type, value: ratioText(rate, 8) }
      }),
  }
}
