import { question } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { aRateType } from './rate.ts'

/** Of some sources, the last rate of each type and pair between two days, in its newest version. */
export const publishedRates = question(
  'rates.published',
  shape({ sources: many(text), oldest: aDay, day: aDay }),
  shape({
    source: text,
    type: aRateType,
    base: aCurrency,
    quote: aCurrency,
    day: aDay,
    value: aDecimal,
    version: count,
    override: maybe(idOf('rateOverrides')),
  }),
)
