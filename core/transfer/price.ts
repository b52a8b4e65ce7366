import { decimalText, exactly } from '../kernel/decimal.ts'
import type { Day } from '../kernel/day.ts'
import { calculator } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, aDecimal, choice, many, maybe, shape, someMoney } from '../kernel/shape.ts'
import { rateOn } from '../rates/rules.ts'
import { transferMethods } from './policy.ts'
import { priceFaults, transferPrice } from './pricing.ts'

/** What a transfer policy makes of an entry's cost or of what is billed for it. */
export const priceTransfer = calculator({
  name: 'transfer.price',
  zone: 'finance',
  permit: null,
  input: shape({
    method: choice(...transferMethods),
    /** Mark-up, discount or share. */
    percent: maybe(aDecimal),
    /** Of a rate card, in major units. */
    rate: maybe(aDecimal),
    /** Hours; 1 where it is left out. */
    quantity: maybe(aDecimal),
    cost: maybe(someMoney),
    bill: maybe(someMoney),
    /** What is charged in; left out: the currency of the basis. */
    currency: maybe(aCurrency),
    rates: maybe(many(shape({ from: aCurrency, to: aCurrency, value: aDecimal }), 1000)),
  }),
  output: shape({ price: someMoney, basis: someMoney, factor: aDecimal }),
  refusals: [...priceFaults, 'transfer.badPercent', 'transfer.missingCurrency'],
  work: ({ method, percent, rate, quantity, cost, bill, currency, rates }) => {
    const most = method === 'resaleMinus' ? '100' : '1000'
    if (percent !== null && (percent.lt(0) || percent.gt(most)))
      return refuse('transfer.badPercent', { percent: decimalText(percent), most })
    const onCost = method === 'costPlus' || method === 'passThrough'
    const into = currency ?? (onCost ? cost : (bill ?? cost))?.currency
    // A rate card is an amount that nothing else says the currency of.
    if (into === undefined && method === 'rateCard') return refuse('transfer.missingCurrency', {})
    if (into === undefined) return refuse(onCost ? 'transfer.missingCost' : 'transfer.missingBill', {})
    // Rates of one moment: which day it was does not matter to a sum.
    const day = '2000-01-01' as Day
    const published = (rates ?? []).map(({ from, to, value }) => ({
      source: '',
      type: 'spot' as const,
      base: from,
      quote: to,
      day,
      value,
      version: 1,
    }))
    return transferPrice({ method, percent, rate, currency: into }, { quantity: quantity ?? exactly('1'), cost, bill }, (from, to) => {
      const found = rateOn(published, { from, to, day })
      return refused(found) ? undefined : found.value
    })
  },
})
