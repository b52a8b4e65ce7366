import { exactly, multiply, ratio, ratioOf, ratioText, type Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { refused } from '../kernel/refusal.ts'
import type { ProductDocument } from '../catalog/document.ts'
import type { Exchange } from '../rates/exchange.ts'
import { replay, traceOf, type Invoiced, type Replacement } from './replaying.ts'

/** Costs are looked at, not booked: so many decimals of a price are enough. */
const places = 12

/**
 * What each charge cost us, by the purchases that the version names, at today's rates; nothing where any of it is unknown: a product that names no purchase, a
 * currency without a rate. A cost is a price of ours, so it is reckoned like one, with the same days and quantities.
 */
export function costsOf(
  charges: readonly Invoiced[],
  documents: ReadonlyMap<string, ProductDocument>,
  exchange: Exchange,
): readonly bigint[] | undefined {
  const known = new Map<string, Replacement | undefined>()
  const costOf = (charge: Invoiced): Replacement | undefined => {
    const key = `${charge.product}@${traceOf(charge).version}`
    if (!known.has(key)) {
      const document = documents.get(key)
      known.set(key, document && costPrice(document, charge.currency, exchange))
    }
    return known.get(key)
  }
  if (charges.length === 0 || charges.some((charge) => costOf(charge) === undefined)) return undefined
  return replay(charges, costOf).map(({ replayed }) => replayed)
}

/** What a month costs: for each unit, and for the line whatever it sells. */
function costPrice({ buy }: ProductDocument, currency: Currency, exchange: Exchange): Replacement | undefined {
  const rhythmic = (buy.purchases ?? []).filter((purchase) => purchase.rhythmMonths !== null)
  if (rhythmic.length === 0) return undefined
  const sum = { perUnit: ratio(0n), fixed: ratio(0n) }
  for (const { quantityRule, unitCost, quantity, currency: from, rhythmMonths } of rhythmic) {
    const rate = exchange.rate(from, currency)
    if (refused(rate)) return undefined
    const monthly = multiply(multiply(ratioOf(unitCost.times(quantity)), ratio(1n, BigInt(rhythmMonths!))), rate)
    sum[quantityRule] = plus(sum[quantityRule], monthly)
  }
  const decimal = (value: Ratio) => exactly(ratioText(value, places))
  const bands = [{ upTo: null, unitPrice: decimal(sum.perUnit), flatFee: decimal(sum.fixed) }]
  return { basis: 'month', tariff: { model: 'fillUp', unitPrice: null, packageSize: null, bands, free: null, chargeAtZero: false } }
}
const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
