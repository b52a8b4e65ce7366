import { aDecimal, many, maybe, shape } from '../kernel/shape.ts'

/** Bands as a caller gives them: `upTo` is inclusive, the last one open. */
export const givenBands = maybe(many(shape({ upTo: maybe(aDecimal), unitPrice: aDecimal, flatFee: maybe(aDecimal) }), 1000))

/** What may be wrong with a tariff or a quantity that a caller gives. */
export const pricingFaults = [
  'pricing.missingPrice', 'pricing.negativePrice', 'pricing.missingBands', 'pricing.bandsOverlap', 'pricing.bandsGap', 'pricing.packageSize', 'pricing.negativeFree',
  'pricing.negativeQuantity', 'pricing.amountTooLarge',
] as const // prettier-ignore
