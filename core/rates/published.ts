import { question } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, count, flag, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
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

/** Spot rates of one euro that stand between two days, in all their versions. */
export const standingRates = question(
  'rates.alreadyThere',
  shape({ source: text, from: aDay, to: aDay }),
  shape({ quote: aCurrency, day: aDay, value: aDecimal, version: count, overridden: flag }),
)
/** The last day that a source has published. */
export const lastPublished = question('rates.lastPublished', shape({ source: text }), shape({ day: maybe(aDay) }))
