/** What the cards of a column come to, by currency; whole minor units add up exactly. */
export function sumsOf(
  sales: readonly { readonly currency: string; readonly amount: string }[],
): readonly { readonly currency: string; readonly minor: string }[] {
  const sums = new Map<string, bigint>()
  for (const { currency, amount } of sales) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount))
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ currency, minor: minor.toString() }))
}
