import { plus, ratio, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Figure } from '../purchases/change-order.ts'
import { added, figuresOf, sides, type Three } from '../purchases/margin.ts'
import { costExact, ofMinor } from './line-price.ts'
import type { LastRates } from './sale-rates.ts'
import type { SaleCost, SaleLine } from './sale.ts'

export type Currencies = Three<Currency>
type Costed = Pick<SaleLine, 'quantity' | 'termMonths'>
type Earning = Pick<SaleLine, 'currency' | 'quantity' | 'termMonths' | 'termValue'> & { readonly costs: readonly SaleCost[] }

/** What is bought for a line over its months, exact, in one currency; `undefined` where a rate was never published. */
export function costIn(line: Costed, costs: readonly SaleCost[], currency: Currency, rates: LastRates): Ratio | undefined {
  let sum = ratio(0n)
  for (const cost of costs) {
    const rate = rates.rate(cost.currency, currency)
    if (!rate) return undefined
    const exact = costExact(cost, line)
    sum = plus(sum, { numerator: exact.numerator * rate.numerator, denominator: exact.denominator * rate.denominator })
  }
  return sum
}

/**
 * Sales, cost and margin in three currencies over the terms of the lines: each amount is converted exactly and rounded once. A currency without any rate has no
 * figure, and nothing else is held up by it.
 */
export function marginOfSale(lines: readonly Earning[], currencies: Currencies, rates: LastRates): readonly Figure[] {
  const known = new Set<string>(sides)
  const inEach = (exact: Ratio, from: Currency): Three<bigint> => {
    const one = (side: (typeof sides)[number]): bigint => {
      const amount = rates.convert(exact, from, currencies[side])
      if (amount === undefined) known.delete(side)
      return amount ?? 0n
    }
    const transaction = one('transaction')
    const entity = currencies.entity === currencies.transaction && known.has('transaction') ? transaction : one('entity')
    return { transaction, entity, group: one('group') }
  }
  const sales = lines.map((line) => inEach(ofMinor(line.currency, line.termValue), line.currency))
  const costs = lines.flatMap((line) => line.costs.map((cost) => inEach(costExact(cost, line), cost.currency)))
  return figuresOf(currencies, added(sales), added(costs)).filter(({ currencyOf }) => known.has(currencyOf))
}
