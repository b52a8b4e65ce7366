import { record } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, choice, count, idOf, maybe, shape, text } from '../kernel/shape.ts'

/**
 * `spot` of a day, `average` of a month and `closing` of a period end stand on the last day of what they are for; `tax` is what an authority published, `contract`
 * what was agreed. Source: finance.md 1.
 */
export const rateTypes = ['spot', 'average', 'closing', 'tax', 'contract'] as const
export type RateType = (typeof rateTypes)[number]
export const aRateType = choice(...rateTypes)

/** An exchange rate as its source published it: one `base` = `value` `quote`. A corrected rate is a new version. */
export const rates = record(
  'rates',
  shape({
    id: idOf('rates'),
    source: text,
    type: aRateType,
    base: aCurrency,
    quote: aCurrency,
    day: aDay,
    value: aDecimal,
    version: count,
    /** When it came into the house; nothing of what was there before that was kept. */
    fetchedAt: maybe(anInstant),
    /** The file that it came in. */
    import: maybe(idOf('rateImports')),
    /** Two people set it by hand: it was never published, or not on that day. */
    override: maybe(idOf('rateOverrides')),
  }),
  { key: 'id', immutable: true, devices: ['all'] },
)
