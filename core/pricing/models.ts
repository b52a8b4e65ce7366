import { aStep, step } from '../kernel/explanation.ts'
import { calculator } from '../kernel/operation.ts'
import { assert, refused } from '../kernel/refusal.ts'
import { aCurrency, aDecimal, choice, many, minorIn, shape } from '../kernel/shape.ts'
import { workedExamples, type WorkedExample } from './examples.ts'
import { explainPrice } from './explain.ts'
import { priceModels } from './rating.ts'
import { price } from './trace.ts'

/** The price models in words, each with worked examples. */
export const explainModels = calculator({
  name: 'pricing.models',
  zone: 'sales',
  permit: null,
  input: shape({}),
  output: shape({
    models: many(
      shape({
        model: choice(...priceModels),
        steps: many(aStep),
        examples: many(shape({ currency: aCurrency, quantity: aDecimal, amount: minorIn('currency'), steps: many(aStep) })),
      }),
    ),
  }),
  refusals: [],
  work: () => ({
    models: priceModels.map((model) => ({ model, steps: [step(`pricing.model.${model}`)], examples: workedExamples[model].map(worked) })),
  }),
})

function worked({ tariff, currency, quantity }: WorkedExample) {
  const priced = price(tariff, currency, quantity)
  assert(!refused(priced), 'an example that can be worked out')
  return { currency, quantity, amount: priced.minor, steps: explainPrice(priced.trace) }
}
