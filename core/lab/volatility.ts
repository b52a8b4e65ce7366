import { monthOf, yearOf, type Day } from '../kernel/day.ts'
import { exactly, ratio, ratioText, type Decimal } from '../kernel/decimal.ts'

/**
 * How much an invoice moves from month to month: the mean of the differences between one month and the next, in per cent of the mean month. A steady invoice
 * has 0. Of fewer than two months, or of nothing, there is none to tell.
 */
export function volatilityOf(months: readonly bigint[]): Decimal | null {
  if (months.length < 2) return null
  const size = (n: bigint): bigint => (n < 0n ? -n : n)
  const whole = months.reduce((sum, month) => sum + size(month), 0n)
  if (whole === 0n) return null
  const moved = months.slice(1).reduce((sum, month, i) => sum + size(month - months[i]!), 0n)
  const steps = BigInt(months.length - 1)
  return exactly(ratioText(ratio(moved * 100n * BigInt(months.length), whole * steps), 1))
}

/** `2026-01`, `2026-02`, … from the first month to the last one, both inclusive. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let n = indexOf(first); n <= indexOf(last); n += 1) months.push(`${Math.floor(n / 12)}-${`${(n % 12) + 1}`.padStart(2, '0')}`)
  return months
}
const indexOf = (month: string): number => yearOf(`${month}-01` as Day) * 12 + monthOf(`${month}-01` as Day) - 1
