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

/** A count or a measure belongs to months, so its price does too. */
export const checkOverTime = (terms: SellTerms): Refusal<(typeof overTimeFaults)[number]> | undefined =>
  terms.measure !== 'agreed' && terms.basis === 'year'
    ? refuse('catalog.countedYearly', { section: 'sell', field: 'basis' })
    : checkSale(terms)
export const overTimeFaults = [...sellFaults, 'catalog.countedYearly'] as const

/** How the quantity of a period comes about. */
export const readMeasure = ({ measure }: SellTerms): Step =>
  step(measure === 'agreed' ? 'catalog.sell.agreed' : `catalog.sell.measure.${measure}`)
export const measureWords = {
  en: {
    'catalog.sell.agreed': 'The quantity is agreed on the contract line.',
    'catalog.sell.measure.counted': 'The quantity is counted for each calendar month.',
    'catalog.sell.measure.snapshot': 'The last reading of the period is the quantity.',
    'catalog.sell.measure.peak': 'The highest reading of the period is the quantity.',
    'catalog.sell.measure.average': 'The quantity is the average of the readings, each counted for as many days as it stood.',
    'catalog.sell.measure.anyTime': 'Everything that was there at any time in the period counts.',
    'catalog.sell.measure.sum': 'The readings of the period are added up.',
    'catalog.sell.measure.p95': 'The quantity is the reading that 95 of 100 do not exceed.',
    'catalog.countedYearly': 'What is counted or measured is priced by the month. Choose a price per month.',
  },
  de: {
    'catalog.sell.agreed': 'Die Menge wird in der Vertragsposition vereinbart.',
    'catalog.sell.measure.counted': 'Die Menge wird für jeden Kalendermonat gezählt.',
    'catalog.sell.measure.snapshot': 'Der letzte Messwert des Zeitraums ist die Menge.',
    'catalog.sell.measure.peak': 'Der höchste Messwert des Zeitraums ist die Menge.',
    'catalog.sell.measure.average': 'Die Menge ist der Durchschnitt der Messwerte; jeder zählt so viele Tage, wie er stand.',
    'catalog.sell.measure.anyTime': 'Alles zählt, was zu irgendeiner Zeit des Zeitraums da war.',
    'catalog.sell.measure.sum': 'Die Messwerte des Zeitraums werden zusammengezählt.',
    'catalog.sell.measure.p95': 'Die Menge ist der Messwert, den 95 von 100 nicht überschreiten.',
    'catalog.countedYearly': 'Was gezählt oder gemessen wird, hat einen Monatspreis. Bitte einen Preis je Monat wählen.',
  },
} as const

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
