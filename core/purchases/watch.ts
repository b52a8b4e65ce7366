import { exactly, type Decimal } from '../kernel/decimal.ts'
import type { Day } from '../kernel/day.ts'
import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { sensitive } from '../kernel/sensitive.ts'
import { aCurrency, aDay, aDecimal, codeOf, count, idOf, many, maybe, minorIn, shape, text } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { dealsWithCosts } from './bulk.ts'
import { currenciesOf, tradeOf, type Deal } from './deal.ts'
import { readExchange, type Exchange } from '../rates/exchange.ts'
import { marginOf, windowOf, type Margin, type MarginFault } from './margin.ts'
import type { Refusal } from '../kernel/refusal.ts'
import type { Sold } from './sales.ts'

/** Points that a margin may move before it is shown, unless somebody says otherwise. */
const usualPoints = exactly('0.5')

/** How far the margin of a line is from what was signed, and why. */
export interface Moved {
  readonly signed: Margin
  readonly now: Margin
  /** Points: all of it, what changed suppliers and costs did at the rates of the signature, and what the rates did since. */
  readonly points: Decimal
  readonly bySuppliers: Decimal
  readonly byRates: Decimal
}

/** The same days thrice: as signed, as it stands at the rates of the signature, as it stands at today's. `null` where nothing is sold. */
export function movedSince(deal: Deal, sold: Sold, then: Exchange, today: Exchange): Moved | null | Refusal<MarginFault> {
  const [was, is] = [tradeOf(deal, sold.line.id, 'signed'), tradeOf(deal, sold.line.id)]
  const window = windowOf({ sold, bought: [...was.bought, ...is.bought] }, today.day)
  const currencies = currenciesOf(deal, sold)
  const signed = marginOf(was, window, currencies, deal.versions, then)
  if (refused(signed)) return signed
  const changed = marginOf(is, window, currencies, deal.versions, then)
  if (refused(changed)) return changed
  const now = marginOf(is, window, currencies, deal.versions, today)
  if (refused(now)) return now
  const [a, b, c] = [signed, changed, now].map((margin) => margin.planned[0]!.percent)
  if (!a || !b || !c) return null
  return { signed, now, points: c.minus(a), bySuppliers: b.minus(a), byRates: c.minus(b) }
}

/** One cause may hide the other, so each of them counts by itself. */
const hasMoved = ({ points, bySuppliers, byRates }: Moved, least: Decimal): boolean =>
  [points, bySuppliers, byRates].some((moved) => !moved.eq(0) && moved.abs().gte(least))

/** The day whose rates a line was calculated with: the first of what is bought for it. */
const agreedOn = (deal: Deal, sold: Sold): Day | undefined =>
  deal.costs.filter(({ line }) => line === sold.line.id).map((cost) => cost.agreedOn).toSorted()[0] // prettier-ignore

/** Lines whose margin has moved since it was signed, the greatest loss first. */
export const watchMargins = query({
  name: 'purchases.watch',
  zone: 'operations',
  permit: 'purchases.read',
  input: shape({
    contract: maybe(idOf('contracts')),
    /** Points of margin, up or down; left out: 0.5. */
    points: maybe(aDecimal),
    /** The day whose rates are compared with those of the signature; left out: today. */
    day: maybe(aDay),
  }),
  output: shape({
    rows: sensitive(
      'margin',
      many(
        shape({
          contract: idOf('contracts'),
          contractNumber: text,
          customer: idOf('customers'),
          customerName: text,
          entity: codeOf('entities'),
          line: idOf('contractLines'),
          lineNumber: count,
          product: text,
          agreedOn: aDay,
          currency: aCurrency,
          signedMargin: minorIn('currency'),
          signedPercent: maybe(aDecimal),
          margin: minorIn('currency'),
          percent: maybe(aDecimal),
          points: aDecimal,
          bySuppliers: aDecimal,
          byRates: aDecimal,
        }),
      ),
    ),
    /** Lines that cannot be compared: a rate or a price is not there. */
    silent: count,
  }),
  refusals: ['purchases.badPoints'],
  ask: async (input, read, now) => {
    const least = input.points ?? usualPoints
    if (least.lt(0)) return refuse('purchases.badPoints')
    const exchanges = new Map<Day, Exchange>()
    const on = async (day: Day): Promise<Exchange> => {
      const known = exchanges.get(day) ?? (await readExchange(read, day))
      exchanges.set(day, known)
      return known
    }
    const today = await on(input.day ?? now.today)
    const found: { deal: Deal; sold: Sold; agreed: Day; moved: Moved }[] = []
    let silent = 0
    for await (const deal of dealsWithCosts(read, input.contract))
      for (const sold of deal.sold) {
        const agreed = agreedOn(deal, sold)
        if (agreed === undefined || sold.line.state === 'ended') continue
        const moved = movedSince(deal, sold, await on(agreed), today)
        if (refused(moved)) silent += 1
        else if (moved && hasMoved(moved, least)) found.push({ deal, sold, agreed, moved })
      }
    const buyers = await read.some(customers, [...new Set(found.map(({ deal }) => deal.contract.customer))])
    const rows = found
      .toSorted((a, b) => a.moved.points.cmp(b.moved.points))
      .map(({ deal, sold: { line }, agreed, moved: { signed, now: standing, points, bySuppliers, byRates } }) => ({
        contract: deal.contract.id,
        contractNumber: deal.contract.number,
        customer: deal.contract.customer,
        customerName: buyers.get(deal.contract.customer)?.name ?? '',
        entity: deal.contract.entity,
        line: line.id,
        lineNumber: line.number,
        product: line.description ?? line.product,
        agreedOn: agreed,
        currency: line.currency,
        signedMargin: signed.planned[0]!.margin,
        signedPercent: signed.planned[0]!.percent,
        margin: standing.planned[0]!.margin,
        percent: standing.planned[0]!.percent,
        points,
        bySuppliers,
        byRates,
      }))
    return { rows, silent }
  },
})
