import { query } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aDecimal, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { figure } from '../purchases/change-order.ts'
import { percentOf } from '../purchases/margin.ts'
import { givenSale } from './given.ts'
import { mostLines, saleLineWithCosts, saleSums } from './sale.ts'
import { saleFacts, type SaleFacts } from './sale-facts.ts'
import { saleFaults, saleOf, type Sale } from './sale-building.ts'
import { marginOfSale, type Currencies } from './sale-margin.ts'
import { LastRates } from './sale-rates.ts'

/** What one line earns over its term, whether it is chosen or only offered. */
const lineMargin = shape({
  number: count,
  /** In the currencies of the sale, the legal entity and the group, as far as rates are known. */
  figures: sensitive('margin', many(figure, 3)),
  /** The margin in per cent of the cost, in the currency of the sale; `null` where nothing is bought or no rate is known. */
  markUp: maybe(aDecimal),
})

/** What a sale would come to, line by line: prices, bundles, taxes, purchases and margin. Nothing is written; screens reckon with it while somebody types. */
export const workOut = query({
  name: 'quotes.workOut',
  zone: 'sales',
  permit: 'quotes.read',
  input: shape({ customer: maybe(idOf('customers')), ...givenSale }),
  output: shape({
    ...saleSums,
    language: text,
    lines: many(saleLineWithCosts, mostLines),
    /** Of each line; for those alone who may see purchases. */
    margins: many(lineMargin, mostLines),
  }),
  refusals: saleFaults,
  ask: async (input, read, now) => {
    const facts = await saleFacts(input, read, now)
    const sale = saleOf(input, facts)
    if (refused(sale)) return sale
    const margins = now.caller.permits.has('purchases.read') ? marginsOf(sale, facts) : []
    return { ...sale.sums, language: sale.language, lines: sale.lines, margins }
  },
})

function marginsOf({ lines, sums, entity }: Sale, { published, pricedOn, groupCurrency }: SaleFacts) {
  const currencies: Currencies = { transaction: sums.currency, entity: entity.currency, group: groupCurrency }
  const rates = new LastRates(published, pricedOn)
  return lines.map((line) => {
    const figures = marginOfSale([line], currencies, rates)
    const own = figures.find(({ currencyOf }) => currencyOf === 'transaction')
    return { number: line.number, figures, markUp: own && own.cost !== 0n ? percentOf(own.margin, own.cost) : null }
  })
}
