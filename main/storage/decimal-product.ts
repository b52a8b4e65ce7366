import { exactly, multiply, powerOfTen, ratio, ratioOf, roundHalfAway } from '../../core/kernel/decimal.ts'

/**
 * Decimals lie on SQLite as text, and its own arithmetic on them is binary. `quantity × price × times` in minor units of so many places, exactly, rounded once
 * with halves away from zero as PostgreSQL's NUMERIC rounds; null where a part is missing.
 */
export function productMinor(quantity: unknown, price: unknown, times: unknown, places: unknown): bigint | null {
  if (quantity === null || price === null || times === null || places === null) return null
  const product = multiply(ratioOf(exactly(String(quantity))), ratioOf(exactly(String(price))))
  return roundHalfAway(multiply(product, ratio(BigInt(String(times)) * powerOfTen(Number(places)))))
}
