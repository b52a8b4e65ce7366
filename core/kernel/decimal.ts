import Big from 'big.js'

/** An exact decimal number: quantities, prices, rates. Never a JavaScript `number`. */
export type Decimal = Big

// A strict constructor of our own, so that neither a `number` slips in nor a value is rounded to 20 places by someone else's settings.
const Exact = Big()
Exact.strict = false
Exact.PE = 1_000_000
Exact.NE = -1_000_000

const plain = /^[+-]?(\d+(\.\d*)?|\.\d+)$/
/** Digits a decimal may have before and after the point: what NUMERIC(38,18) and a human being can hold. */
const limits = { whole: 20, fraction: 18 } as const

/** Reads `123.45` (no grouping, no exponent). `undefined` when the text is no such number or longer than the product can hold. */
export function decimal(text: string): Decimal | undefined {
  if (!plain.test(text)) return undefined
  // What is shorter than either limit needs no looking at its parts.
  if (text.length <= limits.fraction) return settled(new Exact(text[0] === '+' ? text.slice(1) : text))
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.')
  if (whole.replace(/^0+/, '').length > limits.whole || fraction.replace(/(?<!0)0+$/, '').length > limits.fraction) return undefined
  return settled(new Exact(text.replace('+', '')))
}
/** Zero has no sign. */
const settled = (value: Decimal): Decimal => (value.c[0] === 0 ? new Exact(0) : value)

/** For literals in the program itself: stops when the text is no decimal. */
export function exactly(text: string | bigint): Decimal {
  return new Exact(text.toString())
}

export const zero: Decimal = exactly('0')
export const one: Decimal = exactly('1')

/** Shortest exact text, without exponent: `0.0000001`, `1200`. */
export const decimalText = (value: Decimal): string => {
  const { c: digits, e: exponent, s: sign } = value
  // Whole numbers are most of what is written, and written without a detour over their places.
  if (exponent >= digits.length - 1 && exponent < certain) {
    const whole = `${wholeOf(digits)}${zeros[exponent - digits.length + 1]!}`
    return sign < 0 && digits[0] !== 0 ? `-${whole}` : whole
  }
  const text = value.toFixed()
  return text === '-0' ? '0' : text
}

/** Without a second number to compare with: it is asked for millions of times in a billing run. */
export const isZero = (value: Decimal): boolean => value.c[0] === 0
export const isNegative = (value: Decimal): boolean => value.s < 0 && value.c[0] !== 0
export const isPositive = (value: Decimal): boolean => value.s > 0 && value.c[0] !== 0

export const isWhole = (value: Decimal): boolean => value.mod(1).eq(0)

/** The whole number at or above the value. */
export function ceiling(value: Decimal): Decimal {
  const down = value.round(0, 0)
  return down.lt(value) ? down.plus(1) : down
}

/** An exact fraction, for divisions that decimals cannot hold. The denominator is positive. */
export interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

export function ratio(numerator: bigint, denominator: bigint = 1n): Ratio {
  if (denominator === 0n) throw new Error('bug: expected a denominator other than zero')
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator }
}

const tenTo: bigint[] = [1n]
export function powerOfTen(exponent: number): bigint {
  while (tenTo.length <= exponent) tenTo.push(tenTo[tenTo.length - 1]! * 10n)
  return tenTo[exponent]!
}

/** The decimal as a fraction, exactly. */
export function ratioOf(value: Decimal): Ratio {
  // big.js keeps the digits `c`, the exponent `e` of the first digit and the sign `s`.
  const whole = value.c.length > certain ? BigInt(value.c.join('')) : BigInt(wholeOf(value.c))
  const digits = whole * BigInt(value.s)
  const places = value.c.length - 1 - value.e
  return places > 0 ? { numerator: digits, denominator: powerOfTen(places) } : { numerator: digits * powerOfTen(-places), denominator: 1n }
}

/** Digits that a whole number of the language holds for certain; what is longer goes by way of a text. */
const certain = 15
const zeros: readonly string[] = Array.from({ length: certain }, (_, count) => '0'.repeat(count))
/** Of so few digits. */
function wholeOf(digits: readonly number[]): number {
  let whole = 0
  for (const digit of digits) whole = whole * 10 + digit
  return whole
}

export const multiply = (a: Ratio, b: Ratio): Ratio => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
})
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.numerator * b.denominator, a.denominator * b.numerator)
export const plus = (a: Ratio, b: Ratio): Ratio => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
})
export const isLess = (a: Ratio, b: Ratio): boolean => a.numerator * b.denominator < b.numerator * a.denominator

/** Nearest whole number, halves away from zero (commercial rounding). */
export function roundHalfAway({ numerator, denominator }: Ratio): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = (2n * size + denominator) / (2n * denominator)
  return numerator < 0n ? -rounded : rounded
}

/** The largest whole number not above the fraction. */
export function floor({ numerator, denominator }: Ratio): bigint {
  const down = numerator / denominator
  return numerator < 0n && down * denominator !== numerator ? down - 1n : down
}

/** The fraction cut to a readable decimal of so many places (for explanations only; amounts are computed on the fraction). */
export function ratioText(value: Ratio, places: number): string {
  const scaled = roundHalfAway({ numerator: value.numerator * powerOfTen(places), denominator: value.denominator })
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0')
  const cut = digits.length - places
  const fraction = digits.slice(cut).replace(/(?<!0)0+$/, '')
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, cut)}${fraction === '' ? '' : `.${fraction}`}`
}
