import fc from 'fast-check'
import { creditCheck, type CreditFacts } from '../../../core/approvals/credit.ts'
import { creditSteps, limitInForce } from '../../../core/approvals/credit-standing.ts'
import type { creditLimits } from '../../../core/approvals/credit-limit.ts'
import type { Row } from '../../../core/kernel/record.ts'
import { refused } from '../../../core/kernel/refusal.ts'
import type { Code } from '../../../core/kernel/shape.ts'
import { amount, exchange } from './asked.ts'

const facts = (limit: string | null, open: string[] = [], unbilled: string[] = [], overdue: string[] = []): CreditFacts => ({
  limit: limit === null ? null : amount(limit),
  openItems: open.map(amount),
  overdue: overdue.map(amount),
  unbilled: unbilled.map(amount),
})
const check = (of: CreditFacts, order: string | null) => {
  const answer = creditCheck(of, order === null ? null : amount(order), exchange)
  return answer === null ? 'no limit' : refused(answer) ? answer.refused : [answer.total.minor, answer.left.minor, answer.exceeded]
}

describe('a customer’s credit', () => {
  it.each<[string, CreditFacts, string | null, unknown]>([
    ['nobody set a limit', facts(null, ['99999999 GBP']), '100 GBP', 'no limit'],
    ['nothing owed', facts('100000 GBP'), null, [0n, 100_000n, false]],
    ['at the limit', facts('100000 GBP', ['40000 GBP'], ['30000 GBP']), '30000 GBP', [100_000n, 0n, false]],
    ['a penny above', facts('100000 GBP', ['40000 GBP'], ['30000 GBP']), '30001 GBP', [100_001n, -1n, true]],
    ['what is ordered counts', facts('100000 GBP', [], ['100000 GBP']), '1 GBP', [100_001n, -1n, true]],
    ['what is overdue is owed once', facts('100000 GBP', ['40000 GBP'], [], ['40000 GBP']), null, [40_000n, 60_000n, false]],
    ['credit notes count against it', facts('100000 GBP', ['40000 GBP', '-50000 GBP']), null, [-10_000n, 110_000n, false]],
    ['a limit of nothing', facts('0 GBP'), '1 GBP', [1n, -1n, true]],
    ['each currency is added, converted and rounded once', facts('100000 GBP', ['1 EUR', '1 EUR', '100 INR']), null, [3n, 99_997n, false]],
    ['in the limit’s currency', facts('100000 EUR', ['87000 GBP']), '1 EUR', [100_001n, -1n, true]],
    ['no minor units', facts('190000 JPY', ['100000 GBP']), null, [190_000n, 0n, false]],
    ['no rate, no answer', facts('100000 GBP', ['1 USD']), null, 'rates.missing'],
  ])('%s', (_what, of, order, expected) => expect(check(of, order)).toEqual(expected)) // prettier-ignore

  it('an order never leaves more', () => {
    const figure = fc.bigInt({ min: 0n, max: 10n ** 9n }).map((minor) => `${minor} GBP`)
    fc.assert(
      fc.property(
        figure,
        fc.array(figure, { maxLength: 4 }),
        fc.array(figure, { maxLength: 4 }),
        figure,
        (limit, open, unbilled, order) => {
          const [without, with_] = [null, order].map((one) =>
            creditCheck(facts(limit, open, unbilled), one === null ? null : amount(one), exchange),
          )
          if (!without || !with_ || refused(without) || refused(with_)) throw new Error('a check was expected')
          expect(with_.left.minor).toBe(without.left.minor - amount(order).minor)
          expect(with_.exceeded).toBe(with_.total.minor > with_.limit.minor)
        },
      ),
    )
  })
  it('explains itself', () => {
    const said = (order: string | null) => {
      const answer = creditCheck(facts('100000 GBP', ['90000 GBP'], [], ['20000 GBP']), order === null ? null : amount(order), exchange)
      return answer === null || refused(answer) ? [] : creditSteps(answer).map((one) => [one.say, ...one.values.map((v) => v.value)])
    }
    expect(said(null)).toEqual([['approvals.credit.limit', '100000'], ['approvals.credit.open', '90000', '20000'], ['approvals.credit.ordered', '0'], ['approvals.credit.left', '10000']]) // prettier-ignore
    expect(said('10001 GBP').slice(3)).toEqual([
      ['approvals.credit.thisOrder', '10001'],
      ['approvals.credit.exceeded', '1'],
    ])
  })
})

describe('the limit that counts', () => {
  type CreditLimit = Row<typeof creditLimits>
  let made = 0
  const set = (entity: string | null, minor: bigint | null, at: string) => ({ id: `${(made += 1)}`.padStart(4, '0'), entity, amount: minor, setAt: at }) as unknown as CreditLimit // prettier-ignore
  const uk = 'NLUK' as Code<'entities'>
  it.each<[string, CreditLimit[], Code<'entities'> | null, bigint | null]>([
    ['none', [], uk, null],
    ['the group’s', [set(null, 1n, '1')], uk, 1n],
    ['the last of the group’s', [set(null, 2n, '2'), set(null, 1n, '1')], uk, 2n],
    ['the later made of one moment', [set(null, 1n, '1'), set(null, 2n, '1')], null, 2n],
    ['the entity’s own before the group’s', [set('NLUK', 1n, '1'), set(null, 2n, '2')], uk, 1n],
    ['not another entity’s', [set('NLDE', 1n, '1')], uk, null],
    ['the group’s for the group', [set('NLUK', 1n, '1'), set(null, 2n, '2')], null, 2n],
    ['taken away: the group’s again', [set('NLUK', 1n, '1'), set('NLUK', null, '2'), set(null, 9n, '0')], uk, 9n],
    ['taken away: none', [set(null, 1n, '1'), set(null, null, '2')], uk, null],
  ])('%s', (_what, limits, entity, expected) => {
    const found = limitInForce(limits, entity)
    expect(found === null ? null : found.amount === null ? 'an empty one' : found.amount).toBe(expected)
  })
})
