import { aStep, step } from '../kernel/explanation.ts'
import { calculator } from '../kernel/operation.ts'
import { assert, refused } from '../kernel/refusal.ts'
import { aCurrency, aDecimal, choice, many, minorIn, shape } from '../kernel/shape.ts'
import { measureExamples, priceTerms, termExamples, workedExamples, type MeasuredExample, type WorkedExample } from './examples.ts'
import { explainPrice } from './explain.ts'
import { measuredAlike, measures, type Measure } from './measures.ts'
import { priceModels } from './rating.ts'
import { price, priceMeasured, priceTrueUp } from './trace.ts'

const anExample = shape({ currency: aCurrency, quantity: aDecimal, amount: minorIn('currency'), steps: many(aStep) })
const told = { steps: many(aStep), examples: many(anExample) }

/** The price models, the further terms that any of them may have and the measures in words, each with worked examples. */
export const explainModels = calculator({
  name: 'pricing.models',
  zone: 'sales',
  permit: null,
  input: shape({}),
  output: shape({
    models: many(shape({ model: choice(...priceModels), ...told })),
    terms: many(shape({ term: choice(...priceTerms), ...told })),
    measures: many(shape({ measure: choice(...measures), ...told })),
  }),
  refusals: [],
  work: () => ({
    models: priceModels.map((model) => ({ model, steps: [step(`pricing.model.${model}`)], examples: workedExamples[model].map(worked) })),
    terms: priceTerms.map((term) => ({ term, steps: [step(`pricing.term.${term}`)], examples: termExamples[term].map(worked) })),
    measures: measures.map((measure) => ({
      measure,
      steps: [step(`pricing.measured.${measure}`)],
      examples: measureExamples[measure].map((example) => workedFrom(measure, example)),
    })),
  }),
})

function worked({ tariff, currency, quantity }: WorkedExample) {
  const priced = price(tariff, currency, quantity)
  assert(!refused(priced), 'an example that can be worked out')
  return { currency, quantity, amount: priced.minor, steps: explainPrice(priced.trace) }
}

function workedFrom(measure: Measure, { tariff, currency, readings }: MeasuredExample) {
  const found = measuredAlike(measure, readings)
  assert(found, 'an example with readings')
  const priced = tariff.commit ? priceTrueUp(tariff, tariff.commit, currency, found, readings) : priceMeasured(tariff, currency, found)
  assert(!refused(priced), 'an example that can be worked out')
  return { currency, quantity: found.quantity, amount: priced.minor, steps: explainPrice(priced.trace) }
}
