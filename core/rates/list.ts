import { addDays } from '../kernel/day.ts'
import { ratioText } from '../kernel/decimal.ts'
import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, count, flag, many, maybe, shape, text } from '../kernel/shape.ts'
import { rates } from './rate.ts'
import { rateRows } from './reads.ts'
import { rateOn } from './rules.ts'

export const listRates = listing({ name: 'rates.list', zone: 'finance', permit: 'rates.read', view: rateRows })

/** Far enough back to say how old the last rate is. */
const searchedDays = 60

/** The rate that applies between two currencies on a day, and the published ones that it rests on. */
export const findRate = query({
  name: 'rates.find',
  zone: 'finance',
  permit: 'rates.read',
  input: shape({ from: aCurrency, to: aCurrency, day: aDay, type: maybe(choice('spot', 'average', 'closing')) }),
  output: shape({
    /** Decimal text of 12 places, for reading; amounts are computed on the exact fraction. */
    value: text,
    legs: many(
      shape({
        source: text,
        type: choice('spot', 'average', 'closing'),
        day: aDay,
        base: aCurrency,
        quote: aCurrency,
        value: text,
        version: count,
        inverse: flag,
      }),
    ),
  }),
  refusals: ['rates.missing', 'rates.stale'],
  ask: async ({ from, to, day, type }, read) => {
    const published = await read.list(rates, {
      where: { field: 'day', is: 'between', value: [addDays(day, -searchedDays), day] },
      order: ['-day'],
      limit: 10_000,
    })
    const found = rateOn(published, { from, to, day, ...(type ? { type } : {}) })
    return refused(found) ? found : { value: ratioText(found.value, 12), legs: found.legs }
  },
})
