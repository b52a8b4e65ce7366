import { record } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, count, idOf, shape, text } from '../kernel/shape.ts'

/** An exchange rate as its source published it: one `base` = `value` `quote`. A corrected rate is a new version. */
export const rates = record(
  'rates',
  shape({
    id: idOf('rates'),
    source: text,
    type: choice('spot', 'average', 'closing'),
    base: aCurrency,
    quote: aCurrency,
    day: aDay,
    value: aDecimal,
    version: count,
  }),
  { key: 'id', immutable: true, devices: ['all'] },
)
