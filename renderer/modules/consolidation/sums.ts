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
