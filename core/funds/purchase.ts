import { command, tell } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aDay, aDecimal, count, idOf, maybe, shape, someMoney, text } from '../kernel/shape.ts'
import { answerOf, changesOf, holdingOf, moved, stampOf } from './holding.ts'
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
  refusals: ['funds.unknown', 'funds.otherCurrency', ...purchaseFaults],
  load: async ({ fund }, read) => ({ holding: await holdingOf(read, fund) }),
  decide: (input, { holding }, now) => {
    if (!holding) return refuse('funds.unknown', { fund: input.fund })
    const { fund } = holding
    const { quantity, paid, day, expires, reference } = input
    if (paid.currency !== fund.currency)
      return refuse('funds.otherCurrency', { fund: fund.name, currency: fund.currency, paid: paid.currency })
    const bought = purchase(holding, stampOf(now), { quantity, value: paid.minor, day, expires, priority: input.priority ?? 0, reference })
    if (refused(bought)) return bought
    return {
      result: answerOf(bought),
      changes: [...changesOf(holding, bought), tell('funds.purchased', { fund: fund.id, name: fund.name })],
    }
  },
})
