import { floor, powerOfTen, roundHalfAway, type Ratio } from '../kernel/decimal.ts'
import { exponents, type Currency } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'

/** Minor units of one currency in minor units of another, exact. */
const inMinor = (minor: bigint, rate: Ratio, from: Currency, to: Currency): Ratio => ({
  numerator: minor * rate.numerator * powerOfTen(exponents[to]),
  denominator: rate.denominator * powerOfTen(exponents[from]),
})
/** Converts and rounds once, halves away from zero. */
export const convert = (minor: bigint, rate: Ratio, from: Currency, to: Currency): bigint => roundHalfAway(inMinor(minor, rate, from, to))

/** A line to be converted: signed minor units of the transaction currency (+ debit). Control lines (receivable, payable, bank) are converted each on its own. */
export interface Leg {
  readonly minor: bigint
  readonly control: boolean
  /** Amounts that were fixed before and are never converted again: what was deferred is released at its historical rate. */
  readonly pinned?: { readonly entityMinor: bigint; readonly groupMinor: bigint } | undefined
}
/** A line of one column: converted, or fixed already. */
type ColumnLeg = Pick<Leg, 'minor' | 'control'> & { readonly fixed?: bigint | undefined }
export interface Column {
  readonly amounts: readonly bigint[]
  /** What no line can take; goes to the rounding line, zero as a rule. */
  readonly remainder: bigint
}

/**
 * One column (entity or group currency) of a balanced journal: control lines pinned, the others share what is left by signed largest remainder,
 * ties to the larger amount, then to the earlier line. Source: finance.md 2.2.
 */
export function convertColumn(legs: readonly ColumnLeg[], rate: Ratio, from: Currency, to: Currency): Column {
  const amounts: bigint[] = []
  const fractions: { index: number; fraction: bigint; size: bigint }[] = []
  let left = 0n
  for (const [index, { minor, control, fixed }] of legs.entries()) {
    if (fixed !== undefined) {
      amounts.push(fixed)
      left -= fixed
      continue
    }
    const exact = inMinor(minor, rate, from, to)
    const amount = control ? roundHalfAway(exact) : floor(exact)
    amounts.push(amount)
    left -= amount
    // All fractions of a journal share one denominator, so their numerators compare.
    if (!control) fractions.push({ index, fraction: exact.numerator - amount * exact.denominator, size: minor < 0n ? -minor : minor })
  }
  if (left > 0n) {
    fractions.sort((a, b) =>
      a.fraction !== b.fraction ? (a.fraction > b.fraction ? -1 : 1) : a.size !== b.size ? (a.size > b.size ? -1 : 1) : a.index - b.index,
    )
    for (const { index } of fractions) {
      if (left === 0n) break
      amounts[index] = amounts[index]! + 1n
      left -= 1n
    }
  }
  return { amounts, remainder: left }
}

/** A column in the transaction's own currency: nothing is converted. */
function identity(legs: readonly ColumnLeg[]): Column {
  const amounts = legs.map((leg) => leg.fixed ?? leg.minor)
  return { amounts, remainder: -amounts.reduce((sum, amount) => sum + amount, 0n) }
}

export interface Currencies {
  readonly transaction: Currency
  readonly entity: Currency
  readonly group: Currency
}
export interface Rates {
  readonly toEntity: Ratio
  readonly toGroup: Ratio
}
export interface ThreeAmounts {
  readonly amount: bigint
  readonly entityAmount: bigint
  readonly groupAmount: bigint
}
export type ConversionFault = 'ledger.unbalanced' | 'ledger.roundingTooLarge'

/** Every line in three currencies, each column balanced; a rounding line comes last where none of the lines can take the rest. */
export function threeCurrencies(
  legs: readonly Leg[],
  currencies: Currencies,
  rates: Rates,
): { readonly lines: readonly ThreeAmounts[]; readonly rounding: ThreeAmounts | null } | Refusal<ConversionFault> {
  const off = legs.reduce((sum, leg) => sum + leg.minor, 0n)
  if (off !== 0n) return refuse('ledger.unbalanced', { currency: currencies.transaction, minor: off.toString() })
  const { transaction, entity, group } = currencies
  const column = (to: Currency, rate: Ratio, pinned: (leg: Leg) => bigint | undefined): Column => {
    const fixed = legs.map((leg) => ({ minor: leg.minor, control: leg.control, fixed: pinned(leg) }))
    return to === transaction ? identity(fixed) : convertColumn(fixed, rate, transaction, to)
  }
  const inEntity = column(entity, rates.toEntity, (leg) => leg.pinned?.entityMinor)
  const inGroup = group === entity ? inEntity : column(group, rates.toGroup, (leg) => leg.pinned?.groupMinor)
  for (const [currency, { remainder }] of [
    [entity, inEntity],
    [group, inGroup],
  ] as const)
    // prettier-ignore
    if (remainder > BigInt(legs.length) || -remainder > BigInt(legs.length)) return refuse('ledger.roundingTooLarge', { currency, minor: remainder.toString() })
  return {
    lines: legs.map((leg, i) => ({ amount: leg.minor, entityAmount: inEntity.amounts[i]!, groupAmount: inGroup.amounts[i]! })),
    rounding:
      inEntity.remainder === 0n && inGroup.remainder === 0n
        ? null
        : { amount: 0n, entityAmount: inEntity.remainder, groupAmount: inGroup.remainder },
  }
}
