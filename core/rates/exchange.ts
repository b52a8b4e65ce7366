import { addDays, type Day } from '../kernel/day.ts'
import { ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import { rates } from './rate.ts'
import { rateOn, type PublishedRate } from './rules.ts'

export type RateFault = 'rates.missing' | 'rates.stale'
export const rateFaults = ['rates.missing', 'rates.stale'] as const satisfies readonly RateFault[]

/** Answers the exact rate between two currencies on its day, through published pairs only. */
export interface Exchange {
  readonly day: Day
  rate(from: Currency, to: Currency): Ratio | Refusal<RateFault>
}

const same = ratio(1n)

/** Each pair is worked out once. */
export function exchangeOn(published: readonly PublishedRate[], day: Day): Exchange {
  const known = new Map<string, Ratio | Refusal<RateFault>>()
  return {
    day,
    rate: (from, to) => {
      if (from === to) return same
      const pair = `${from}/${to}`
      let found = known.get(pair)
      if (found === undefined) {
        const cross = rateOn(published, { from, to, day })
        found = refused(cross) ? cross : cross.value
        known.set(pair, found)
      }
      return found
    },
  }
}

/** Far enough back to say how old the last rate is. */
const searchedDays = 60
const mostRates = 10_000

/** The exchange of a day, from what was published on it and before. */
export async function readExchange(read: Read, day: Day): Promise<Exchange> {
  const published = await read.list(rates, {
    where: { all: [{ field: 'type', is: 'equal', value: 'spot' }, { field: 'day', is: 'between', value: [addDays(day, -searchedDays), day] }] },
    order: ['-day'],
    limit: mostRates,
  }) // prettier-ignore
  return exchangeOn(published, day)
}
