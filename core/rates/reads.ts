import { view } from '../kernel/record.ts'
import { aCurrency, aDay, aDecimal, choice, count, flag, idOf, shape, text } from '../kernel/shape.ts'

/** Published exchange rates, the newest first. */
export const rateRows = view({
  view: 'rates.list',
  row: shape({
    id: idOf('rates'),
    day: aDay,
    type: choice('spot', 'average', 'closing'),
    base: aCurrency,
    value: aDecimal,
    quote: aCurrency,
    source: text,
    version: count,
    /** No later version has replaced it. */
    current: flag,
  }),
  key: 'id',
  search: ['base', 'quote', 'source'],
  order: ['-day', 'base', 'quote', 'type', '-version'],
})
