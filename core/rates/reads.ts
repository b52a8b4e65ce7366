import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, anInstant, count, flag, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { aRateType } from './rate.ts'

/** Published exchange rates, the newest first. */
export const rateRows = view({
  view: 'rates.list',
  row: shape({
    id: idOf('rates'),
    day: aDay,
    type: aRateType,
    base: aCurrency,
    value: aDecimal,
    quote: aCurrency,
    source: text,
    version: count,
    fetchedAt: maybe(anInstant),
    /** Two people set it by hand. */
    overridden: flag,
    /** No later version has replaced it. */
    current: flag,
  }),
  key: 'id',
  search: ['base', 'quote', 'source'],
  order: ['-day', 'base', 'quote', 'type', '-version'],
})
