import { add, command, put, tell } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { codeOf, count, shape, text } from '../kernel/shape.ts'
import { numberSeries } from './entity.ts'
import { lostBetween, lostNumbers, mostLost, placeOfNumber } from './lost-number.ts'

/**
 * Says up to where a series of invoices or credit notes had come before the hub was restored, as the archive, the post or the tax adviser's copies show. What
 * follows is numbered after that, and the numbers in between are explained.
 */
export const sayNumbersGiven = command({
  name: 'entities.numbersGiven',
  zone: 'finance',
  permit: 'entities.write',
  offline: 'never',
  input: shape({
    series: codeOf('numberSeries'),
    /** The last number that anybody outside has in hand. */
    number: text,
    reason: text,
  }),
  output: shape({ series: codeOf('numberSeries'), next: count, lost: count }),
  refusals: ['entities.unknownSeries', 'entities.numberNotAhead', 'entities.numberFarAhead'],
  load: async ({ series }, read) => read.hold(numberSeries, series),
  decide: ({ series, number, reason }, held, now) => {
    if (!held || (held.document !== 'invoice' && held.document !== 'creditNote')) return refuse('entities.unknownSeries', { series })
    const last = placeOfNumber(number)
    if (last < held.next) return refuse('entities.numberNotAhead', { number, next: `${held.next}` })
    if (last - held.next >= mostLost) return refuse('entities.numberFarAhead', { number, next: `${held.next}`, limit: `${mostLost}` })
    const lost = lostBetween(held, last + 1, { number, toldBy: now.caller.name, reason }, now)
    return {
      result: { series, next: last + 1, lost: lost.length },
      changes: [
        ...lost.map((one) => add(lostNumbers, one)),
        put(numberSeries, { ...held, next: last + 1 }),
        tell('entities.numbersGiven', { series, number }),
      ],
    }
  },
})
