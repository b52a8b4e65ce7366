import { command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, aDecimal, count, idOf, maybe, shape, someMoney, text } from '../kernel/shape.ts'
import { answerOf, changesOf, holdingOf, moved, stampOf } from './holding.ts'
import { readExchange, rateFaults } from '../rates/exchange.ts'
import { bookedValue, booksOf, journalsOf } from './posting.ts'
import { purchase, purchaseFaults } from './rules.ts'

/** Adds a lot to a fund. */
export const purchaseLot = command({
  name: 'funds.purchase',
  zone: 'sales',
  permit: 'funds.write',
  offline: 'never',
  input: shape({
    fund: idOf('funds'),
    quantity: aDecimal,
    paid: someMoney,
    day: aDay,
    /** Last day, where it is another than the fund's months give. */
    expires: maybe(aDay),
    /** Of the lots of this fund, the lowest is drawn first. */
    priority: maybe(count),
    reference: maybe(text),
  }),
  output: moved,
  refusals: ['funds.unknown', 'funds.otherCurrency', ...purchaseFaults, ...rateFaults],
  load: async ({ fund, day }, read) => {
    const holding = await holdingOf(read, fund)
    return {
      holding,
      exchange: await readExchange(read, day, holding?.fund.entity),
      books: holding && (await booksOf(read, holding.fund.entity, [day])),
    }
  },
  decide: (input, { holding, exchange, books }, now) => {
    if (!holding || !books) return refuse('funds.unknown', { fund: input.fund })
    const { fund } = holding
    const { quantity, paid, day, expires, reference } = input
    if (paid.currency !== fund.currency)
      return refuse('funds.otherCurrency', { fund: fund.name, currency: fund.currency, paid: paid.currency })
    const booked = bookedValue(paid.minor, paid.currency, books, exchange)
    if (refused(booked)) return booked
    const bought = purchase(holding, stampOf(now), {
      quantity,
      value: paid.minor,
      ...booked,
      day,
      expires,
      priority: input.priority ?? 0,
      reference,
    })
    if (refused(bought)) return bought
    return {
      result: answerOf(bought),
      changes: [
        ...changesOf(holding, bought),
        ...journalsOf([bought], books, now),
        tell('funds.purchased', { fund: fund.id, name: fund.name }),
      ],
    }
  },
})
