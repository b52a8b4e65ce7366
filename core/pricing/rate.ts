import { calculator } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDecimal, choice, flag, maybe, shape, someData, someMoney, type Wire } from '../kernel/shape.ts'
import { priceModels } from './rating.ts'
import { givenBands, pricingFaults } from './tariff.ts'
import { price } from './trace.ts'

/** What a quantity costs by a price model, and why. */
export const ratePrice = calculator({
  name: 'pricing.rate',
  zone: 'sales',
  permit: null,
  input: shape({
    model: choice(...priceModels),
    currency: aCurrency,
    quantity: aDecimal,
    unitPrice: maybe(aDecimal),
    packageSize: maybe(aDecimal),
    bands: givenBands,
    free: maybe(aDecimal),
    chargeAtZero: maybe(flag),
  }),
  output: shape({ amount: someMoney, trace: someData }),
  refusals: pricingFaults,
  work: ({ model, currency, quantity, unitPrice, packageSize, bands, free, chargeAtZero }) => {
    const priced = price(
      { model, unitPrice, packageSize, bands: bands ?? [], free, chargeAtZero: chargeAtZero ?? false },
      currency,
      quantity,
    )
    if (refused(priced)) return priced
    return { amount: { currency, minor: priced.minor }, trace: priced.trace as unknown as Wire }
  },
})
