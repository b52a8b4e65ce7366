import { addDays } from '../kernel/day.ts'
import { aStep } from '../kernel/explanation.ts'
import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aCurrency, aDay, choice, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { contractLines } from '../contracts/contract.ts'
import { figure, type Figure } from './change-order.ts'
import { currenciesOf, readDeal, tradeOf, tradesOf } from './deal.ts'
import { rateFaults, readExchange } from '../rates/exchange.ts'
import { figuresOf, marginOf, sides, windowOf, type CostAmount, type Margin, type Three } from './margin.ts'

const costAmount = shape({
  costLine: idOf('costLines'),
  number: count,
  item: text,
  amounts: many(
    shape({ currencyOf: choice('transaction', 'entity', 'group'), currency: aCurrency, planned: minorIn('currency'), actual: minorIn('currency') }),
  ),
}) // prettier-ignore
export const marginShape = shape({
  /** `null`: bought for the contract as a whole. */
  line: maybe(idOf('contractLines')),
  number: maybe(count),
  product: maybe(text),
  description: maybe(text),
  /** `[from, to)`. */
  from: aDay,
  to: aDay,
  planned: sensitive('margin', many(figure)),
  /** The same sales, with what was really paid for these days. */
  actual: sensitive('margin', many(figure)),
  costs: sensitive('purchasePrice', many(costAmount)),
  steps: sensitive('margin', many(aStep)),
})

/**
 * What a contract (or one line of it) earns, in three currencies, planned and actual, with every step. Without days, what is sold once is taken whole and
 * what runs over the year from the day on.
 */
export const readMargin = query({
  name: 'purchases.margin',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape({
    contract: maybe(idOf('contracts')),
    line: maybe(idOf('contractLines')),
    /** The day whose rates convert everything; left out: today. */
    day: maybe(aDay),
    from: maybe(aDay),
    /** Last day. */
    end: maybe(aDay),
  }),
  output: shape({
    contract: idOf('contracts'),
    ratesOn: aDay,
    lines: many(marginShape),
    /** In the currency of the sale only where all lines share one. */
    planned: sensitive('margin', many(figure)),
    actual: sensitive('margin', many(figure)),
  }),
  refusals: ['purchases.unknownContract', 'purchases.unknownLine', 'purchases.badDays', 'purchases.noPrice', ...rateFaults],
  ask: async (input, read, now) => {
    const { line, from, end } = input
    const named = line === null ? undefined : await read.get(contractLines, line)
    if (line !== null && (!named || (input.contract !== null && named.contract !== input.contract)))
      return refuse('purchases.unknownLine', { line })
    const id = named?.contract ?? input.contract
    const deal = id === null ? undefined : await readDeal(read, id)
    if (!deal) return refuse('purchases.unknownContract', { contract: id ?? '' })
    if ((from === null) !== (end === null) || (from !== null && end !== null && end < from))
      return refuse('purchases.badDays', { from: from ?? '', end: end ?? '' })
    const day = input.day ?? now.today
    const exchange = await readExchange(read, day, deal.contract.entity)
    const margins: Margin[] = []
    for (const trade of line === null ? tradesOf(deal) : [tradeOf(deal, line)]) {
      const window = from === null || end === null ? windowOf(trade, day) : { from, to: addDays(end, 1) }
      const margin = marginOf(trade, window, currenciesOf(deal, trade.sold), deal.versions, exchange)
      if (refused(margin)) return margin
      margins.push(margin)
    }
    return {
      contract: deal.contract.id,
      ratesOn: day,
      lines: margins.map(lineShown),
      planned: totalOf(margins.map((m) => m.planned)),
      actual: totalOf(margins.map((m) => m.actual)),
    }
  },
})

const lineShown = ({ sold, window, planned, actual, costs, steps }: Margin) => ({
  line: sold?.line.id ?? null,
  number: sold?.line.number ?? null,
  product: sold?.line.product ?? null,
  description: sold?.line.description ?? null,
  ...window,
  planned,
  actual,
  costs: costs.map((cost) => costShown(cost, planned)),
  steps,
})
const costShown = ({ cost, planned, actual }: CostAmount, figures: readonly Figure[]) => ({
  costLine: cost.id,
  number: cost.number,
  item: cost.item,
  amounts: sides.map((side) => ({
    currencyOf: side,
    currency: figures.find((f) => f.currencyOf === side)!.currency,
    planned: planned[side],
    actual: actual[side],
  })),
})

/** Sums of rounded lines, never rounded again. */
export function totalOf(lines: readonly (readonly Figure[])[]): readonly Figure[] {
  const [first] = lines
  if (!first) return []
  const sum = (of: (figure: Figure) => bigint): Three<bigint> => {
    const one = (side: Figure['currencyOf']): bigint =>
      lines.reduce((total, line) => total + of(line.find((f) => f.currencyOf === side)!), 0n)
    return { transaction: one('transaction'), entity: one('entity'), group: one('group') }
  }
  const currency = (side: Figure['currencyOf']) => first.find((f) => f.currencyOf === side)!.currency
  const shared = lines.every((line) => line.find((f) => f.currencyOf === 'transaction')!.currency === currency('transaction'))
  const total = figuresOf({ transaction: currency('transaction'), entity: currency('entity'), group: currency('group') }, sum((f) => f.sales), sum((f) => f.cost)) // prettier-ignore
  return total.filter((f) => shared || f.currencyOf !== 'transaction')
}
