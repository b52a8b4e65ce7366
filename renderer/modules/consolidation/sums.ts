import { exponents, isCurrency } from '../../../core/kernel/money.ts'
import type { Line } from './types.ts'

/** Sums of minor units as they travel, and back. */
export const total = (amounts: readonly string[]): string => `${amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)}`
export const turned = (amount: string): string => `${-BigInt(amount)}`
export const totalOf = (lines: readonly Line[]): string => total(lines.map((line) => line.group))
export const ofEntity = (lines: readonly Line[], entity: string): string =>
  total(lines.flatMap((line) => line.entities.filter((column) => column.entity === entity).map((column) => column.groupAmount)))

/** One amount in per cent of another, to a tenth; nothing where there is nothing to compare with. Shown only, never booked. */
export function share(part: string, whole: string): string | null {
  const of = BigInt(whole)
  if (of === 0n) return null
  const tenths = (BigInt(part) * 1000n) / of
  const sign = tenths < 0n ? '-' : ''
  const size = tenths < 0n ? -tenths : tenths
  return `${sign}${size / 10n}.${size % 10n}`
}

interface Figure {
  readonly minor: string
  readonly currency: string
}
/** Digits of a rate that is only shown. */
const places = 6
/** What one amount is worth in the other's currency on the whole: the rate that all postings together come to. */
export function impliedRate(own: Figure, group: Figure): string | null {
  const whole = BigInt(own.minor)
  if (whole === 0n || !isCurrency(own.currency) || !isCurrency(group.currency)) return null
  const digits = places + exponents[own.currency] - exponents[group.currency]
  const rate = (BigInt(group.minor) * 10n ** BigInt(digits)) / whole
  if (rate < 0n) return null
  const text = `${rate}`.padStart(places + 1, '0')
  return `${text.slice(0, -places)}.${text.slice(-places)}`
}
