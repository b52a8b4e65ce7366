import { decimal, isNegative, isZero, ratioOf, ratioText } from '../../../core/kernel/decimal.ts'
import type { CultureFormats } from '../../app/harmony.tsx'
import type { Say } from '../../app/words.ts'
import { price } from '../billing/amounts.ts'
import type { SaleCost, SaleLine } from './types.ts'

/** How a line behaves, in words: `Recurring, 12 months, in advance`. */
export function behaviour(say: Say, culture: CultureFormats, line: Pick<SaleLine, 'kind' | 'termMonths' | 'months' | 'per'>): string {
  const kind = say(`choice.kind.${line.kind}`)
  if (line.per === 'once') return kind
  const term =
    line.termMonths === null
      ? say('quotes.ui.untilNotice')
      : say('quotes.ui.termOf', { count: line.termMonths, figure: culture.count(line.termMonths) })
  return [kind, term, say('quotes.ui.billedEvery', { count: line.months, figure: culture.count(line.months) })].join(', ')
}
/** Places of a unit price that people read; a share of a bundle has more, so that it comes to the penny. */
const readable = 4
/** The price of one unit: `38.00 GBP a month`, or that bands say it. */
export function unitPriceText(say: Say, culture: CultureFormats, line: Pick<SaleLine, 'unitPrice' | 'currency' | 'per'>): string {
  if (line.unitPrice === null) return say('quotes.ui.byBands')
  const long = (line.unitPrice.split('.')[1]?.length ?? 0) > readable
  const about = long ? ratioText(ratioOf(decimal(line.unitPrice)!), readable) : line.unitPrice
  const amount = `${long ? '≈ ' : ''}${price(culture, line.currency, about)}`
  return line.per === 'once' ? amount : say(`quotes.ui.per.${line.per}`, { amount })
}
/** What a line costs less than listed, to two places: `10 %`; of what costs more, that it does. */
export function discountText(say: Say, culture: CultureFormats, percent: string | null): string {
  const value = percent === null ? undefined : decimal(percent)
  if (!value || isZero(value)) return say('app.none')
  const shown = culture.decimal(ratioText(ratioOf(value.abs()), 2))
  return isNegative(value) ? say('quotes.ui.aboveList', { percent: shown }) : `${shown} %`
}
/** What one purchase costs: `USD 5,150.00`, and `6 × 32.00 GBP` of several. */
export function costText(say: Say, culture: CultureFormats, cost: SaleCost): string {
  const amount = price(culture, cost.currency, cost.unitCost)
  const all = cost.quantity === '1' ? amount : say('quotes.ui.times', { quantity: culture.decimal(cost.quantity), amount })
  return cost.months === null ? all : say('quotes.ui.everyMonths', { count: cost.months, figure: culture.count(cost.months), amount: all })
}
