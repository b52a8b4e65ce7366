import { addDays } from '../kernel/day.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aCurrency, aDecimal, codeOf, idOf, many, minorIn, shape, text } from '../kernel/shape.ts'
import { chargeSums } from './facts.ts'
import { targetOn, transferTargets } from './policy.ts'
import { daysOf } from './statement.ts'
import { missingToTarget } from './true-up.ts'

const most = 10_000

/** How far what entities charged each other in a year is from the margin that was agreed, pair by pair; charged is what `transfer.trueUp` would add to. */
export const readTowards = query({
  name: 'transfer.towards',
  zone: 'finance',
  permit: 'transfer.read',
  input: shape({ /** First and last month of the year, `2026-01`. */ from: text, to: text }),
  output: shape({
    rows: sensitive(
      'costRate',
      many(
        shape({
          provider: codeOf('entities'),
          receiver: codeOf('entities'),
          targetMargin: idOf('transferTargets'),
          percent: aDecimal,
          agreement: text,
          currency: aCurrency,
          cost: minorIn('currency'),
          charged: minorIn('currency'),
          /** What is missing to the target; below zero where too much was charged. */
          adjustment: minorIn('currency'),
        }),
      ),
    ),
  }),
  refusals: ['transfer.badMonth'],
  ask: async ({ from, to }, read) => {
    const [first, last] = [daysOf(from), daysOf(to)]
    if (!first || !last || last.from < first.from) return refuse('transfer.badMonth', { from, to })
    const approved = await read.list(transferTargets, { where: { field: 'state', is: 'equal', value: 'approved' }, limit: most })
    const sums = await read.ask(chargeSums, { from: first.from, to: last.to, contract: null, internal: false })
    const pairs = [...new Map(approved.map((one) => [`${one.provider}/${one.receiver}`, one])).values()]
    return {
      rows: pairs.flatMap(({ provider, receiver }) => {
        // That of the year is the one that held on its last day.
        const target = targetOn(approved, provider, receiver, addDays(last.to, -1))
        const own = sums.filter((sum) => sum.provider === provider && sum.receiver === receiver)
        const [some] = own
        if (!target || !some) return []
        const [cost, charged] = [own.reduce((sum, row) => sum + row.cost, 0n), own.reduce((sum, row) => sum + row.providerPrice, 0n)]
        const { percent, agreement } = target
        return [{ provider, receiver, targetMargin: target.id, percent, agreement, currency: some.providerCurrency, cost, charged, adjustment: missingToTarget({ cost, charged }, percent) }] // prettier-ignore
      }),
    }
  },
})
