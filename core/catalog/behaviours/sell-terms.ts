import { inLanguage, isTextByLanguage } from '../../kernel/by-language.ts'
import { step, type Step } from '../../kernel/explanation.ts'
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts'
import { choice, many, someData, type Of, type Shape } from '../../kernel/shape.ts'
import { measures } from '../../pricing/measures.ts'
import { checkTariff, tariffFaults } from '../../pricing/rating.ts'
import type { About } from '../behaviour.ts'
import { readPrices, tariffOf } from '../card-prices.ts'
import { aPrice, priceModels } from '../price.ts'

/** What every product says of its sale. */
export const sellTerms = {
  /** By language. */
  unit: someData,
  model: choice(...priceModels),
  /** A price is for a month or a year of what is sold over time. */
  basis: choice('month', 'year'),
  /** `agreed` on the line, `counted` and entered on the line, or measured by readings. */
  measure: choice('agreed', 'counted', ...measures),
  prices: many(aPrice, 50),
}
type SellTerms = Of<Shape<typeof sellTerms>>

export const sellFaults = ['catalog.badUnit', 'catalog.currencyTwice', ...tariffFaults] as const
export function checkSale({ unit, model, prices }: SellTerms): Refusal<(typeof sellFaults)[number]> | undefined {
  if (!isTextByLanguage(unit) || unit['en'] === undefined) return refuse('catalog.badUnit', { section: 'sell', field: 'unit' })
  const seen = new Set<string>()
  for (const [index, price] of prices.entries()) {
    const place = { section: 'sell', field: `prices.${index}` }
    if (seen.has(price.currency)) return refuse('catalog.currencyTwice', { currency: price.currency, ...place })
    seen.add(price.currency)
    const fault = checkTariff(tariffOf({ model }, price))
    if (refused(fault)) return { ...fault, about: { ...fault.about, ...place } }
  }
  return undefined
}

export const readUnit = ({ unit }: SellTerms, { language }: About): Step =>
  step('catalog.card.unit', { unit: ['unit', inLanguage(unit, language) ?? ''] })

export const readSale = (terms: SellTerms, about: About): readonly Step[] => [
  readUnit(terms, about),
  step(`pricing.model.${terms.model}`),
  ...readPrices(about.document),
]

/** An example of a plain sale, to which others add what they are about. */
export const plainSale = {
  unit: { en: 'users', de: 'Benutzer' },
  model: 'flat',
  basis: 'month',
  measure: 'agreed',
  prices: [{ currency: 'GBP', unitPrice: '38.00', bands: [] }],
} as const
