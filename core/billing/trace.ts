import { exactly, multiply, ratio, ratioOf, ratioText, type Decimal, type Ratio } from '../kernel/decimal.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import { rate, type Fill, type Tariff } from '../pricing/rating.ts'
import type { RateLeg } from '../rates/rules.ts'
import type { Period, Timing, Anchor } from './periods.ts'

/** A tariff as traces keep it: plain data, decimals as text. */
export interface TariffData {
  readonly model: Tariff['model']
  readonly unitPrice: string | null
  readonly packageSize: string | null
  readonly bands: readonly { readonly upTo: string | null; readonly unitPrice: string; readonly flatFee: string | null }[]
}
/** How an amount goes into another currency: through these published rates, exactly. */
export interface RateData {
  readonly to: Currency
  readonly legs: readonly RateLeg[]
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
  /** Price of one basis period, before the factor. */
  readonly rated: string
  /** What it is multiplied by: periods of the basis, days billed over days of the full period. */
  readonly factor: { readonly times: string; readonly days: number; readonly of: number }
  /** Major units before rounding; cut to 12 places where it does not end. */
  readonly exact: string
  readonly rounding: 'halfAway'
  readonly currency: Currency
  readonly minor: string
  readonly tax: { readonly rule: 'contractLine'; readonly codes: readonly { readonly code: string; readonly rate: string }[] }
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
  free: null,
  chargeAtZero: false,
})

/** The amount of a rated price over a factor: multiplied before divided, rounded once, halves away from zero. */
export function amountOf(
  currency: Currency,
  rated: Decimal,
  times: Ratio,
  days: number,
  of: number,
): { readonly exact: Ratio; readonly minor: bigint } {
  const exact = multiply(multiply(ratioOf(rated), times), ratio(BigInt(days), BigInt(of)))
  return { exact, minor: toMinor(currency, exact) }
}
/** Exact amounts rarely end; explanations show so many places. */
export const shownPlaces = 12
export const exactText = (exact: Ratio): string => ratioText(exact, shownPlaces)

/** `3`, or `5/12` where the basis does not go into the period evenly. */
export const timesText = (times: Ratio): string =>
  times.numerator % times.denominator === 0n ? `${times.numerator / times.denominator}` : `${times.numerator}/${times.denominator}`
const timesOf = (text: string): Ratio => {
  const [numerator = '1', denominator = '1'] = text.split('/')
  return ratio(BigInt(numerator), BigInt(denominator))
}

/** Computes the amount again from what the trace says. The stored amount must equal it, for every charge there is. */
export function replay(trace: ChargeTrace): bigint {
  const { exact: rated } = rate(tariffOf(trace.tariff), exactly(trace.quantity))
  return amountOf(trace.currency, rated, timesOf(trace.factor.times), trace.factor.days, trace.factor.of).minor
}
