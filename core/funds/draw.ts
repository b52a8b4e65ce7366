import { command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, aDecimal, choice, idOf, maybe, shape, text } from '../kernel/shape.ts'
import { bookingTypes } from './fund.ts'
import { answerOf, changesOf, holdingOf, moved, stampOf } from './holding.ts'
import { booksOf, journalsOf } from './posting.ts'
import { draw, drawFaults } from './rules.ts'

/** Draws from a fund: so much work or use of one day, times the factor of its booking type. */
export const drawFund = command({
  name: 'funds.draw',
  zone: 'operations',
  permit: 'funds.draw',
  offline: 'queue',
  input: shape({
    fund: idOf('funds'),
    quantity: aDecimal,
    bookingType: maybe(choice(...bookingTypes)),
    workType: maybe(text),
    /** What it was drawn for: a ticket, an incident, a delivery. */
    reference: maybe(text),
    day: aDay,
  }),
  output: moved,
  refusals: ['funds.unknown', ...drawFaults],
  load: async ({ fund, day }, read) => {
    const holding = await holdingOf(read, fund)
    return { holding, books: holding && (await booksOf(read, holding.fund.entity, [day])) }
  },
  decide: (input, { holding, books }, now) => {
    if (!holding || !books) return refuse('funds.unknown', { fund: input.fund })
    const { quantity, workType, reference, day } = input
    const drawn = draw(holding, stampOf(now), { quantity, bookingType: input.bookingType ?? 'day', workType, reference, day })
    if (refused(drawn)) return drawn
    const { id, name } = holding.fund
    return {
      result: answerOf(drawn),
      changes: [...changesOf(holding, drawn), ...journalsOf([drawn], books, now), tell('funds.drawn', { fund: id, name })],
    }
  },
})
