import { decimalText, ratioOf, type Decimal } from '../kernel/decimal.ts'
import { allocate, money, toMinor, withinLimit, type Currency } from '../kernel/money.ts'
import { multiply, divide } from '../kernel/decimal.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { ofMinor, rounded } from './line-price.ts'
import type { SaleLine } from './sale.ts'

/** A line as a bundle sees it. */
export interface Bundled extends Pick<SaleLine, 'number' | 'product' | 'quantity' | 'per' | 'listPrice'> {
  readonly bundle: string | null
}
/** A line's share of the price, and the price of one unit that makes it. */
export interface Share {
  readonly minor: bigint
  readonly unitPrice: Decimal
}
export type BundleFault =
  | 'quotes.unknownBundle'
  | 'quotes.bundleTwice'
  | 'quotes.bundleEmpty'
  | 'quotes.bundleMixed'
  | 'quotes.bundleUnlisted'
  | 'quotes.bundlePrice'
export const bundleFaults = [
  'quotes.unknownBundle', 'quotes.bundleTwice', 'quotes.bundleEmpty', 'quotes.bundleMixed', 'quotes.bundleUnlisted', 'quotes.bundlePrice',
] as const satisfies readonly BundleFault[] // prettier-ignore

/** Places of a unit price that reproduce a share to the penny for any quantity that is sold; more than eight only where that many units need them. */
const places = [8, 12, 18] as const

/**
 * Spreads the prices of bundles over their lines: by what each would cost as listed, without losing a penny. All lines of one are paid in the same rhythm, for a
 * price that is once and every month at a time would be none.
 */
export function spreadBundles(
  bundles: readonly { readonly name: string; readonly price: Decimal }[],
  lines: readonly Bundled[],
  currency: Currency,
): ReadonlyMap<number, Share> | Refusal<BundleFault> {
  const stray = lines.find((line) => line.bundle !== null && !bundles.some(({ name }) => name === line.bundle))
  if (stray) return refuse('quotes.unknownBundle', { bundle: stray.bundle!, line: `${stray.number}` })
  const shares = new Map<number, Share>()
  for (const [index, { name, price }] of bundles.entries()) {
    if (bundles.findIndex((other) => other.name === name) !== index) return refuse('quotes.bundleTwice', { bundle: name })
    const own = lines.filter((line) => line.bundle === name)
    const [first] = own
    if (!first) return refuse('quotes.bundleEmpty', { bundle: name })
    const whole = toMinor(currency, ratioOf(price))
    if (price.lt(0) || !withinLimit(whole)) return refuse('quotes.bundlePrice', { bundle: name, price: decimalText(price) })
    if (own.some(({ per }) => per !== first.per)) return refuse('quotes.bundleMixed', { bundle: name })
    const unlisted = own.find(({ listPrice, quantity }) => listPrice === null || quantity.lte(0))
    if (unlisted) return refuse('quotes.bundleUnlisted', { bundle: name, line: `${unlisted.number}`, product: unlisted.product })
    const weights = own.map(({ listPrice, quantity }) => toMinor(currency, multiply(ratioOf(listPrice!), ratioOf(quantity))))
    // Where nothing has a price of its own, each line counts the same.
    const parts = allocate(money(currency, whole), weights.every((w) => w <= 0n) ? own.map(() => 1n) : weights)
    for (const [i, line] of own.entries()) {
      const { minor } = parts[i]!
      const unitPrice = unitPriceOf(minor, line.quantity, currency)
      if (!unitPrice) return refuse('quotes.bundlePrice', { bundle: name, price: decimalText(price) })
      shares.set(line.number, { minor, unitPrice })
    }
  }
  return shares
}

/** The shortest price of one unit that comes to the share again. */
function unitPriceOf(minor: bigint, quantity: Decimal, currency: Currency): Decimal | undefined {
  for (const many of places) {
    const price = rounded(divide(ofMinor(currency, minor), ratioOf(quantity)), many)
    if (price && toMinor(currency, multiply(ratioOf(price), ratioOf(quantity))) === minor) return price
  }
  return undefined
}
