import { assert } from './refusal.ts'
import { multiply, powerOfTen, ratioOf, roundHalfAway, type Decimal, type Ratio } from './decimal.ts'

/** Decimal places of the minor unit, ISO 4217 (list of 2026-01-01). Currencies the product can bill in. */
export const exponents = {
  AED: 2, AUD: 2, BGN: 2, BHD: 3, BRL: 2, CAD: 2, CHF: 2, CLP: 0, CNY: 2, CZK: 2, DKK: 2, EUR: 2, GBP: 2, HKD: 2, HUF: 2, IDR: 2, ILS: 2, INR: 2, ISK: 0,
  JOD: 3, JPY: 0, KRW: 0, KWD: 3, MXN: 2, MYR: 2, NOK: 2, NZD: 2, OMR: 3, PHP: 2, PLN: 2, QAR: 2, RON: 2, SAR: 2, SEK: 2, SGD: 2, THB: 2, TND: 3, TRY: 2,
  TWD: 2, USD: 2, VND: 0, ZAR: 2,
} as const // prettier-ignore
export type Currency = keyof typeof exponents
export const currencies = Object.keys(exponents) as Currency[]
export const isCurrency = (text: string): text is Currency => Object.hasOwn(exponents, text)

/** A whole number of minor units of one currency. Adding two currencies does not compile. */
export interface Money<C extends Currency = Currency> {
  readonly currency: C
  readonly minor: bigint
}

/** Every engine and every wire can hold it exactly: below 2^53. */
export const moneyLimit = 10n ** 15n
export const withinLimit = (minor: bigint): boolean => minor < moneyLimit && minor > -moneyLimit

export function money<C extends Currency>(currency: C, minor: bigint): Money<C> {
  assert(withinLimit(minor), 'an amount below 10^15 minor units')
  return { currency, minor }
}
export const nothing = <C extends Currency>(currency: C): Money<C> => ({ currency, minor: 0n })
export function add<C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  assert(a.currency === b.currency, `one currency, not ${a.currency} and ${b.currency}`)
  return money(a.currency, a.minor + b.minor)
}
export const negate = <C extends Currency>(a: Money<C>): Money<C> => ({ currency: a.currency, minor: -a.minor })
export const sum = <C extends Currency>(currency: C, parts: readonly Money<NoInfer<C>>[]): Money<C> =>
  parts.reduce<Money<C>>(add, nothing(currency))

/** Minor units of an exact amount given in major units; halves away from zero. */
export const toMinor = (currency: Currency, major: Ratio): bigint =>
  roundHalfAway({ numerator: major.numerator * powerOfTen(exponents[currency]), denominator: major.denominator })

/** `quantity x price`, rounded once. Both exact decimals; the price in major units. */
export const priced = <C extends Currency>(currency: C, quantity: Decimal, price: Decimal): Money<C> =>
  money(currency, toMinor(currency, multiply(ratioOf(quantity), ratioOf(price))))

/** Splits without losing a cent: shares follow the weights, what is left goes to the largest remainders, ties to the first. */
export function allocate<C extends Currency>(whole: Money<C>, weights: readonly bigint[]): Money<C>[] {
  assert(weights.length > 0 && weights.every((w) => w >= 0n), 'weights of zero or more')
  const total = weights.reduce((a, b) => a + b, 0n)
  assert(total > 0n, 'a positive total weight')
  const sign = whole.minor < 0n ? -1n : 1n
  const size = whole.minor * sign
  const shares = weights.map((w) => (size * w) / total)
  const left = Number(size - shares.reduce((a, b) => a + b, 0n))
  const byRemainder = weights
    .map((w, index) => ({ index, remainder: (size * w) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder.slice(0, left)) shares[index] = shares[index]! + 1n
  return shares.map((minor) => money(whole.currency, minor * sign))
}

/** Major units as plain decimal text with all places of the currency: `-1234.50`. Cultures format it further. */
export function majorText(currency: Currency, minor: bigint): string {
  const places = exponents[currency]
  const digits = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0')
  const cut = digits.length - places
  return `${minor < 0n ? '-' : ''}${digits.slice(0, cut)}${places ? `.${digits.slice(cut)}` : ''}`
}
