import { exactly, multiply, ratio, ratioOf, roundHalfAway, type Decimal, type Ratio } from '../kernel/decimal.ts'

/** `document`: once for each code of a document (EN 16931, BR-CO-17). `line`: for each line, and then added. */
export const taxRoundings = ['document', 'line'] as const
export type TaxRounding = (typeof taxRoundings)[number]

const hundred = ratio(1n, 100n)
const percent = (rate: Decimal): Ratio => multiply(ratioOf(rate), hundred)

/** The tax on a net amount, rounded once, halves away from zero. */
export const taxOnNet = (base: bigint, rate: Decimal): bigint => roundHalfAway(multiply(ratio(base), percent(rate)))

/** The tax of one of several codes within a gross amount: `rate` of 100 + `together`. */
export const taxInGross = (gross: bigint, rate: Decimal, together: Decimal): bigint => {
  const share = ratioOf(rate)
  const whole = ratioOf(together.plus(exactly('100')))
  return roundHalfAway(multiply(ratio(gross), ratio(share.numerator * whole.denominator, share.denominator * whole.numerator)))
}

/** What a tax of one code comes to on several nets. */
export const taxOnNets = (nets: readonly bigint[], rate: Decimal, rounding: TaxRounding): bigint =>
  rounding === 'line'
    ? nets.reduce((sum, net) => sum + taxOnNet(net, rate), 0n)
    : taxOnNet(
        nets.reduce((sum, net) => sum + net, 0n),
        rate,
      )

export interface Amount {
  readonly minor: bigint
  /** The tax is inside the amount. */
  readonly gross: boolean
  /** Rates of the codes of the line, in their order. */
  readonly rates: readonly Decimal[]
  /** Lines with the same codes are rounded together. */
  readonly group: string
}
export interface Taxed {
  readonly base: bigint
  /** For each rate. */
  readonly taxes: readonly bigint[]
}

/** Shares a rounded sum among lines: each its own exact part rounded down, what is left to the largest fractions, then to the earlier line. */
function shared(total: bigint, exact: readonly Ratio[]): bigint[] {
  const sizes = exact.map(({ numerator, denominator }) => {
    const down = numerator >= 0n || numerator % denominator === 0n ? numerator / denominator : numerator / denominator - 1n
    return { down, left: numerator - down * denominator, denominator }
  })
  let rest = total - sizes.reduce((sum, { down }) => sum + down, 0n)
  const order = sizes.map((_, i) => i).sort((a, b) => {
    const [x, y] = [sizes[a]!, sizes[b]!]
    const [left, right] = [x.left * y.denominator, y.left * x.denominator]
    return left === right ? a - b : left > right ? -1 : 1
  }) // prettier-ignore
  const amounts = sizes.map(({ down }) => down)
  for (let i = 0; rest > 0n && order.length > 0; i = (i + 1) % order.length, rest -= 1n) amounts[order[i]!]! += 1n
  return amounts
}

/**
 * Base and tax of each line of a document, so that the lines add up to what the document says. Inclusive amounts give their tax once for each rate of the
 * document, and their base is what is left.
 */
export function taxedLines(lines: readonly Amount[], rounding: TaxRounding): readonly Taxed[] {
  const out: { base: bigint; taxes: bigint[] }[] = lines.map(({ minor }) => ({ base: minor, taxes: [] }))
  const groups = new Map<string, number[]>()
  for (const [i, line] of lines.entries()) {
    const key = `${line.gross ? 'gross' : 'net'}|${line.group}`
    groups.set(key, [...(groups.get(key) ?? []), i])
  }
  for (const members of groups.values()) {
    const { rates, gross } = lines[members[0]!]!
    const together = rates.reduce((sum, rate) => sum.plus(rate), exactly('0'))
    for (const [nth, rate] of rates.entries()) {
      const of = (minor: bigint): bigint => (gross ? taxInGross(minor, rate, together) : taxOnNet(minor, rate))
      const whole = ratioOf(together.plus(exactly('100')))
      const share = ratioOf(rate)
      const part: Ratio = gross ? ratio(share.numerator * whole.denominator, share.denominator * whole.numerator) : percent(rate)
      const minors = members.map((i) => lines[i]!.minor)
      const amounts =
        rounding === 'line' ? minors.map(of) : shared(of(minors.reduce((sum, minor) => sum + minor, 0n)), minors.map((minor) => multiply(ratio(minor), part))) // prettier-ignore
      for (const [k, i] of members.entries()) {
        out[i]!.taxes[nth] = amounts[k]!
        if (gross) out[i]!.base -= amounts[k]!
      }
    }
  }
  return out
}
