import { one } from '../kernel/decimal.ts'
import { aStep } from '../kernel/explanation.ts'
import { calculator } from '../kernel/operation.ts'
import { refused } from '../kernel/refusal.ts'
import { aCurrency, aDecimal, choice, many, maybe, minorIn, shape } from '../kernel/shape.ts'
import { cliffsOf, explainCliffs } from './cliff.ts'
import { priceModels } from './rating.ts'
import { givenBands, givenTerms, pricingFaults, tariffGiven } from './tariff.ts'

/** The quantities that cost more than a greater one, and which that is. */
export const findCliffs = calculator({
  name: 'pricing.cliffs',
  zone: 'sales',
  permit: null,
  input: shape({
    currency: aCurrency,
    model: choice(...priceModels),
    unitPrice: maybe(aDecimal),
    packageSize: maybe(aDecimal),
    bands: givenBands,
    ...givenTerms,
    /** Quantities come in multiples of this; left out, in whole units. */
    step: maybe(aDecimal),
    /** Looks at quantities up to this one; what is cheaper may lie above it. */
    upTo: maybe(aDecimal),
  }),
  output: shape({
    currency: aCurrency,
    cliffs: many(shape({ from: aDecimal, to: aDecimal, cheaper: aDecimal, amount: minorIn('currency'), highest: minorIn('currency') })),
    steps: many(aStep),
  }),
  refusals: [...pricingFaults, 'pricing.badStep'],
  work: (given) => {
    const { currency, step, upTo } = given
    const tariff = tariffGiven(given)
    if (refused(tariff)) return tariff
    const cliffs = cliffsOf(tariff, currency, step ?? one, upTo)
    return refused(cliffs) ? cliffs : { currency, cliffs, steps: explainCliffs(tariff, currency, cliffs) }
  },
})
