import { addMonths, day } from '../kernel/day.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aCurrency, aDecimal, codeOf, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { chargeSums } from './facts.ts'

const aRow = shape({
  provider: codeOf('entities'),
  receiver: codeOf('entities'),
  charges: count,
  hours: aDecimal,
  /** Charged between the two. */
  currency: aCurrency,
  price: minorIn('currency'),
  receiverCurrency: aCurrency,
  /** What the customers are billed, what the receiver is charged, and what is left to it. */
  receiverInvoiced: minorIn('receiverCurrency'),
  receiverPrice: minorIn('receiverCurrency'),
  receiverMargin: minorIn('receiverCurrency'),
  providerCurrency: aCurrency,
  /** What it truly cost, what the provider is paid for it, and what is left to it. */
  cost: minorIn('providerCurrency'),
  providerPrice: minorIn('providerCurrency'),
  providerMargin: minorIn('providerCurrency'),
  groupCurrency: aCurrency,
  groupInvoiced: minorIn('groupCurrency'),
  groupCost: minorIn('groupCurrency'),
  groupPrice: minorIn('groupCurrency'),
  /** The receiver's and the provider's margin in the group's currency: together the group's, to the penny. */
  receiverGroupMargin: minorIn('groupCurrency'),
  providerGroupMargin: minorIn('groupCurrency'),
  groupMargin: minorIn('groupCurrency'),
})

/** Three margins of the work of a time: the receiver's, the provider's and the group's, in which the charge between them is nothing. */
export const readMargins = query({
  name: 'transfer.margins',
  zone: 'finance',
  permit: 'transfer.read',
  input: shape({
    /** First and last month, `2026-11`; left out: the current one. */
    from: maybe(text),
    to: maybe(text),
    contract: maybe(idOf('contracts')),
  }),
  output: shape({ rows: sensitive('costRate', many(aRow)) }),
  refusals: ['transfer.badMonth'],
  ask: async ({ from, to, contract }, read, now) => {
    const current = now.today.slice(0, 7)
    const [first, last] = [day(`${from ?? current}-01`), day(`${to ?? from ?? current}-01`)]
    if (!first || !last || last < first) return refuse('transfer.badMonth', { from: from ?? current, to: to ?? from ?? current })
    const sums = await read.ask(chargeSums, { from: first, to: addMonths(last, 1), contract, internal: true })
    return {
      rows: sums.map((sum) => ({
        ...sum,
        receiverMargin: sum.receiverInvoiced - (sum.provider === sum.receiver ? sum.cost : sum.receiverPrice),
        providerMargin: sum.provider === sum.receiver ? 0n : sum.providerPrice - sum.cost,
        receiverGroupMargin: sum.groupInvoiced - (sum.provider === sum.receiver ? sum.groupCost : sum.groupPrice),
        providerGroupMargin: sum.provider === sum.receiver ? 0n : sum.groupPrice - sum.groupCost,
        groupMargin: sum.groupInvoiced - sum.groupCost,
      })),
    }
  },
})
