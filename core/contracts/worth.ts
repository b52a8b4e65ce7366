import { addDays, addMonths, dayOfMonth, daysBetween, earlier, monthOf, yearOf, type Day } from '../kernel/day.ts'
import { divide, multiply, ratio, ratioOf, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { toMinor, withinLimit, type Currency } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { tariffOf } from '../catalog/card-prices.ts'
import type { Version } from './sold.ts'
import { fractionOf, type ProrationMethod } from '../pricing/proration.ts'
import { checkTariff, rate } from '../pricing/rating.ts'
import type { ContractLine } from './contract.ts'

/** Where the periods of a line are counted from, and how long they are. */
export interface Rhythm {
  readonly origin: Day
  readonly months: number
}
/** The anchored periods of a line, as billing counts them. `anchorOn`: where a line that joined another is counted from. */
export const rhythmOf = ({ anchor, start, months }: Pick<ContractLine, 'anchor' | 'start' | 'months'>, anchorOn: Day | null): Rhythm => ({
  origin: anchor === 'anniversary' ? (anchorOn ?? start) : (`${yearOf(start)}-01-01` as Day),
  months,
})
/** The period that contains a day: `[opens, closes)`. Each is counted from the origin, so that the 31st never drifts. */
export function periodAround({ origin, months }: Rhythm, day: Day): { readonly opens: Day; readonly closes: Day } {
  const opening = (k: number): Day => addMonths(origin, k * months, dayOfMonth(origin))
  let k = Math.floor(((yearOf(day) - yearOf(origin)) * 12 + monthOf(day) - monthOf(origin)) / months)
  while (opening(k) > day) k -= 1
  while (opening(k + 1) <= day) k += 1
  return { opens: opening(k), closes: opening(k + 1) }
}

/** A part of a period and what it costs. `to` is exclusive. */
export interface Worth {
  readonly from: Day
  readonly to: Day
  /** Days of the part, and of its period. */
  readonly days: number
  readonly of: number
  readonly minor: bigint
}
interface Priced {
  readonly quantity: Decimal
  readonly unitPrice: Decimal | null
  readonly currency: Currency
  readonly proration: ProrationMethod
}

/** What the days `[from, to)` of a line cost, period by period and each rounded once, as billing charges them; or what stands in the way. */
export function worthOf(
  rhythm: Rhythm,
  { quantity, unitPrice, currency, proration }: Priced,
  version: Version,
  from: Day,
  to: Day,
): Worth[] | 'noPrice' | 'tooLarge' {
  const listed = version.prices.find((price) => price.currency === currency)
  const tariff = unitPrice === null ? listed && tariffOf(version, listed) : undefined
  if (unitPrice === null && (!tariff || checkTariff(tariff))) return 'noPrice'
  const rated: Ratio = ratioOf(unitPrice === null ? rate(tariff!, quantity).exact : quantity.times(unitPrice))
  const basis = divide(ratio(BigInt(rhythm.months)), ratio(version.basis === 'year' ? 12n : 1n))
  const parts: Worth[] = []
  for (let day = from; day < to;) {
    const { opens, closes } = periodAround(rhythm, day)
    const until = earlier(closes, to)
    const minor = toMinor(currency, multiply(multiply(rated, basis), fractionOf(proration, day, until, opens, closes)))
    parts.push({ from: day, to: until, days: daysBetween(day, until), of: daysBetween(opens, closes), minor })
    day = until
  }
  return withinLimit(sumOf(parts)) ? parts : 'tooLarge'
}
export const sumOf = (parts: readonly Worth[]): bigint => parts.reduce((sum, part) => sum + part.minor, 0n)
/** Why days have no worth, in words. */
export const worthFault = (
  why: 'noPrice' | 'tooLarge',
  { product, currency, version }: Pick<ContractLine, 'product' | 'currency' | 'version'>,
): Refusal<(typeof worthFaults)[number]> =>
  why === 'noPrice'
    ? refuse('contracts.noPrice', { product, currency, version: `${version}` })
    : refuse('contracts.tooLarge', { product, currency })
export const worthFaults = ['contracts.noPrice', 'contracts.tooLarge'] as const
export const lastDayOf = ({ to }: Pick<Worth, 'to'>): Day => addDays(to, -1)
