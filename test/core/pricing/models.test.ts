import { decimalText } from '../../../core/kernel/decimal.ts'
import { languages } from '../../../core/language.ts'
import { measureExamples, priceTerms, termExamples, workedExamples } from '../../../core/pricing/examples.ts'
import { measures } from '../../../core/pricing/measures.ts'
import { priceModels } from '../../../core/pricing/rating.ts'
import { price } from '../../../core/pricing/trace.ts'
import { calculate } from '../calculate.ts'

const rows = priceModels.flatMap((model) => workedExamples[model].map((e) => [model, decimalText(e.quantity), e.currency, e] as const))

describe('the worked examples of the price models', () => {
  it.each(rows)('%s: %s cost what the example says in %s', (model, _quantity, currency, { tariff, quantity, costs }) => {
    expect([tariff.model, price(tariff, currency, quantity)]).toMatchObject([model, { minor: costs }])
  })
  it.each(priceTerms.flatMap((term) => termExamples[term].map((e) => [term, decimalText(e.quantity), e] as const)))(
    '%s: %s cost what the example says',
    (_term, _quantity, { tariff, currency, quantity, costs }) => {
      expect(price(tariff, currency, quantity)).toMatchObject({ minor: costs })
    },
  )
  it('of terms and measures cost what they say', async () => {
    const { terms, measures: told } = await calculate('pricing.models', {})
    expect(terms.map((t: any) => [t.term, t.examples.map((e: any) => BigInt(e.amount))])).toEqual(
      priceTerms.map((term) => [term, termExamples[term].map((e) => e.costs)]),
    )
    expect(told.map((m: any) => [m.measure, m.examples.map((e: any) => BigInt(e.amount))])).toEqual(
      measures.map((measure) => [measure, measureExamples[measure].map((e) => e.costs)]),
    )
  })
  it('are told by pricing.models, band by band, in words that there are', async () => {
    const { models, terms, measures: measured } = await calculate('pricing.models', {})
    expect(models.map((m: any) => [m.model, m.examples.length])).toEqual(priceModels.map((m) => [m, workedExamples[m].length]))
    const told = [...models, ...terms, ...measured].flatMap((m: any) => [...m.steps, ...m.examples.flatMap((e: any) => e.steps)])
    for (const words of [languages.en, languages.de])
      for (const { say, values } of told) {
        const holes = [...words[say]!.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
        expect([say, holes.sort()]).toEqual([say, values.map((v: any) => v.name).sort()])
      }
    expect(models[1].examples[2].steps.map((s: any) => s.say)).toEqual([
      'pricing.costs', 'pricing.sum.units.band', 'pricing.sum.units.band', 'pricing.sum.units.band', 'pricing.sum.units.above',
    ]) // prettier-ignore
  })
})
