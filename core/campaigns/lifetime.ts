import { monthOf, yearOf, type Day } from '../kernel/day.ts'
import { multiply, ratio, ratioOf, type Ratio } from '../kernel/decimal.ts'
import { toMinor, type Currency } from '../kernel/money.ts'
import type { Answer } from '../kernel/record.ts'
import type { resultLines } from './reads.ts'

type Line = Answer<typeof resultLines>
/** Months that a line without an agreed end is taken to run. */
const withoutEnd = 12

/** Months of a term, its last day included: 1 April to 31 March are twelve. */
export function monthsOfTerm(start: Day, termEnd: Day | null): bigint {
  if (termEnd === null) return BigInt(withoutEnd)
  const months = (yearOf(termEnd) - yearOf(start)) * 12 + monthOf(termEnd) - monthOf(start) + (termEnd.slice(8) >= start.slice(8) ? 1 : 0)
  return BigInt(months < 1 ? 1 : months)
}

/** What a line brings over its term at its agreed or flat price; `null` where its price is none that one could multiply. */
export function lifetimeOf({ kind, start, termEnd, quantity, unitPrice, priceBasis, currency }: Line): bigint | null {
  if (unitPrice === null) return null
  const once: Ratio = multiply(ratioOf(quantity), ratioOf(unitPrice))
  if (kind === 'oneOff' || kind === 'prepay') return toMinor(currency, once)
  return toMinor(currency, multiply(once, ratio(monthsOfTerm(start, termEnd), priceBasis === 'year' ? 12n : 1n)))
}

/** The lines of all contracts, by currency. */
export function lifetimeByCurrency(lines: readonly Line[]): ReadonlyMap<Currency, { readonly value: bigint; readonly unpriced: number }> {
  const sums = new Map<Currency, { value: bigint; unpriced: number }>()
  for (const line of lines) {
    const sum = sums.get(line.currency) ?? { value: 0n, unpriced: 0 }
    const value = lifetimeOf(line)
    sums.set(line.currency, { value: sum.value + (value ?? 0n), unpriced: sum.unpriced + (value === null ? 1 : 0) })
  }
  return sums
}
