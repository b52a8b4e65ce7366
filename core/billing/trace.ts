import type { Day } from '../kernel/day.ts'
import type { Step } from '../kernel/explanation.ts'
import { decimalText, exactly, multiply, ratio, ratioOf, ratioText, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { allocate, toMinor, type Currency } from '../kernel/money.ts'
import { excessOver, measuredPlaces, type Measure } from '../pricing/measures.ts'
import type { ProrationMethod } from '../pricing/proration.ts'
import { committed, rateUnits, withinBounds, type Fill, type Over, type Rated, type Tariff } from '../pricing/rating.ts'
import type { RateLeg } from '../rates/rules.ts'
import type { Period, Timing, Anchor } from './periods.ts'

/** A tariff as traces keep it: plain data, decimals as text. */
export interface TariffData {
  readonly model: Tariff['model']
  readonly unitPrice: string | null
  readonly packageSize: string | null
  readonly bands: readonly { readonly upTo: string | null; readonly unitPrice: string; readonly flatFee: string | null }[]
  // Left out where a tariff has none, as in all traces of before.
  readonly free?: string
  readonly minimum?: string
  readonly cap?: string
  readonly commit?: { readonly quantity: string; readonly overage: string }
  readonly guard?: true
}
/** What a charge corrects or credits: the charge, and what its period was charged until then, in minor units. */
export interface AgainstData {
  readonly charge: string
  readonly minor: string
}
/** What a credit takes back: so many minor units of a charge of so many, by a decision of people. */
export interface CreditsData {
  readonly charge: string
  readonly of: string
  readonly minor: string
}
/** Lines priced together: the quantity of each, and which of them this charge is for. */
export interface PoolData {
  readonly name: string
  readonly own: number
  readonly quantities: readonly string[]
}
/** A quantity that was measured: by what, from how many readings, and the levels that decided. */
export interface MeasuredData {
  readonly measure: string
  readonly readings: number
  /** Of a commitment over several months: the quantity of each. */
  readonly months?: readonly string[]
}
/** How an amount goes into another currency: through these published rates, exactly. */
export interface RateData {
  readonly to: Currency
  readonly legs: readonly RateLeg[]
}
/** What a trace says of the tax of a charge. */
export interface TaxTrace {
  /** `contractLine`: the codes were set by hand; `rule`: the decision table said so on the tax point; `service`: a sales tax service is asked what it comes to. */
  readonly rule: 'contractLine' | 'rule' | 'service'
  readonly codes: readonly { readonly code: string; readonly rate: string }[]
  readonly point?: Day
  readonly by?: string
  readonly why?: readonly Step[]
  /** What the rule would have said in place of the codes on the contract line. */
  readonly differs?: { readonly codes: string; readonly by: string; readonly why: readonly Step[] }
}

/** Why a charge is what it is. Complete: `replay` computes the amount again from nothing else. */
export interface ChargeTrace {
  readonly v: 1
  readonly contract: string
  readonly line: number
  readonly product: string
  readonly version: number
  readonly period: Period & { readonly months: number; readonly anchor: Anchor; readonly timing: Timing }
  readonly quantity: string
  /** `line`: agreed on the contract line; `list`: the price of the product's version. */
  readonly priceSource: 'line' | 'list'
  /** The price is per month or year; a `counted` quantity is charged in full for its calendar month. */
  readonly basis: 'month' | 'year'
  readonly measure: 'agreed' | 'counted'
  readonly tariff: TariffData
  readonly fills: readonly Fill[]
  /** What is above a commitment. */
  readonly over?: Over
  /** The guard acted: what the band of the quantity itself asks. The fill is that of the later band where it begins. */
  readonly guard?: { readonly before: string }
  /** Price of one basis period, before the factor. */
  readonly rated: string
  /**
   * What it is multiplied by: periods of the basis, days billed over days of the full period, as the method counts them (`actual` where none is named).
   * `minimumDays`: a whole price in a short period, whose minimum is for so many days.
   */
  readonly factor: {
    readonly times: string
    readonly days: number
    readonly of: number
    readonly method?: ProrationMethod
    readonly minimumDays?: number
  }
  /** Which bound of the tariff acted on the amount. */
  readonly bound?: 'minimum' | 'cap'
  readonly pool?: PoolData
  readonly measured?: MeasuredData
  /** The amount is what remains against what was charged before. */
  readonly against?: AgainstData
  /** The rest of the trace explains what is credited. */
  readonly credits?: CreditsData
  /** Major units before rounding; cut to 12 places where it does not end. */
  readonly exact: string
  readonly rounding: 'halfAway'
  readonly currency: Currency
  readonly minor: string
  readonly tax: TaxTrace
  readonly rates: { readonly day: string; readonly source: string; readonly entity: RateData | null; readonly group: RateData | null }
}

export const tariffOf = (data: TariffData): Tariff => ({
  model: data.model,
  unitPrice: data.unitPrice === null ? null : exactly(data.unitPrice),
  packageSize: data.packageSize === null ? null : exactly(data.packageSize),
  bands: data.bands.map((b) => ({
    upTo: b.upTo === null ? null : exactly(b.upTo),
    unitPrice: exactly(b.unitPrice),
    flatFee: b.flatFee === null ? null : exactly(b.flatFee),
  })),
  free: data.free === undefined ? null : exactly(data.free),
  chargeAtZero: false,
  ...(data.minimum === undefined ? {} : { minimum: exactly(data.minimum) }),
  ...(data.cap === undefined ? {} : { cap: exactly(data.cap) }),
  ...(data.commit === undefined ? {} : { commit: { quantity: exactly(data.commit.quantity), overage: exactly(data.commit.overage) } }),
  ...(data.guard ? { guard: true } : {}),
})
export const tariffData = (tariff: Tariff): TariffData => ({
  model: tariff.model,
  unitPrice: tariff.unitPrice && decimalText(tariff.unitPrice),
  packageSize: tariff.packageSize && decimalText(tariff.packageSize),
  bands: tariff.bands.map((b) => ({
    upTo: b.upTo && decimalText(b.upTo),
    unitPrice: decimalText(b.unitPrice),
    flatFee: b.flatFee && decimalText(b.flatFee),
  })),
  ...(tariff.free ? { free: decimalText(tariff.free) } : {}),
  ...(tariff.minimum ? { minimum: decimalText(tariff.minimum) } : {}),
  ...(tariff.cap ? { cap: decimalText(tariff.cap) } : {}),
  ...(tariff.commit ? { commit: { quantity: decimalText(tariff.commit.quantity), overage: decimalText(tariff.commit.overage) } } : {}),
  ...(tariff.guard ? { guard: true } : {}),
})

/** What a quantity comes to in one basis period, before the bounds of the tariff; with a commitment over several months, in all of them. */
export const ratedBy = (tariff: Tariff, quantity: Decimal, measured?: MeasuredData): Rated =>
  tariff.commit && measured?.months
    ? committed(tariff, tariff.commit, exactExcess(tariff.commit.quantity, measured, tariff.free), measured.months.length, quantity)
    : rateUnits(tariff, quantity)
const exactExcess = (quantity: Decimal, { measure, months = [] }: MeasuredData, free: Decimal | null): Decimal => {
  const excess = excessOver(quantity, measure as Measure, months.map((m) => exactly(m)), free) // prettier-ignore
  return exactly(ratioText(excess, measuredPlaces))
}

/**
 * The amount of a rated price over a factor: multiplied before divided, kept within the bounds of its tariff, rounded once, halves away from zero. In a short
 * period the minimum is as short; the cap stays.
 */
export function amountOf(
  currency: Currency,
  tariff: Tariff,
  rated: Decimal,
  times: Ratio,
  { days, of, minimumDays }: Pick<ChargeTrace['factor'], 'days' | 'of' | 'minimumDays'>,
): { readonly exact: Ratio; readonly minor: bigint; readonly bound?: 'minimum' | 'cap' } {
  const share = ratio(BigInt(days), BigInt(of))
  const exact = multiply(multiply(ratioOf(rated), times), share)
  if (!tariff.minimum && !tariff.cap) return { exact, minor: toMinor(currency, exact) }
  const scaled = {
    ...tariff,
    minimum: tariff.minimum && exactly(ratioText(multiply(ratioOf(tariff.minimum), times), shownPlaces)),
    cap: tariff.cap && exactly(ratioText(multiply(ratioOf(tariff.cap), times), shownPlaces)),
  }
  const within = withinBounds(scaled, exact, minimumDays === undefined ? share : ratio(BigInt(minimumDays), BigInt(of)))
  return { exact: within.exact, minor: toMinor(currency, within.exact), ...(within.acted ? { bound: within.acted } : {}) }
}
/** Exact amounts rarely end; explanations show so many places. */
export const shownPlaces = 12
export const exactText = (exact: Ratio): string => ratioText(exact, shownPlaces)

/** `3`, or `5/12` where the basis does not go into the period evenly. */
export const timesText = (times: Ratio): string =>
  times.numerator % times.denominator === 0n ? `${times.numerator / times.denominator}` : `${times.numerator}/${times.denominator}`
export const timesOf = (text: string): Ratio => {
  const [numerator = '1', denominator = '1'] = text.split('/')
  return ratio(BigInt(numerator), BigInt(denominator))
}

/** The share of one line in what its pool comes to: by quantities, the remainder to the largest ones. A pool of nothing has nothing to share. */
export function shareOf(currency: Currency, minor: bigint, { own, quantities }: PoolData): bigint {
  const places = Math.max(...quantities.map((q) => q.split('.')[1]?.length ?? 0))
  const weights = quantities.map((q) => BigInt(decimalText(exactly(q).times(exactly(`1${'0'.repeat(places)}`)))))
  return weights.every((w) => w === 0n) ? 0n : allocate({ currency, minor }, weights)[own]!.minor
}
export const sumOf = (texts: readonly string[]): Decimal => texts.reduce((sum, text) => sum.plus(text), exactly('0'))

/** Computes the amount again from what the trace says. The stored amount must equal it, for every charge there is. */
export function replay(trace: ChargeTrace): bigint {
  if (trace.credits) return -BigInt(trace.credits.minor)
  const { tariff: data, quantity, factor, currency, pool, against } = trace
  const tariff = tariffOf(data)
  const { exact: rated } = ratedBy(tariff, pool ? sumOf(pool.quantities) : exactly(quantity), trace.measured)
  const { minor } = amountOf(currency, tariff, rated, timesOf(factor.times), factor)
  const own = pool ? shareOf(currency, minor, pool) : minor
  return against ? own - BigInt(against.minor) : own
}
