import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkOverTime, measureWords, overTimeFaults, plainSale, readMeasure, readSale, sellTerms } from './sell-terms.ts'

/** Sold by contract line, at a price for a month or a year, for as long as it runs. */
export const sellRecurring = behaviour({
  key: 'recurring',
  terms: shape(sellTerms),
  faults: overTimeFaults,
  check: checkOverTime,
  read: (terms, about) => [step('catalog.sell.recurring'), ...readSale(terms, about), readMeasure(terms)],
  words: {
    en: {
      ...measureWords.en,
      'catalog.sell.recurring': 'It is recurring: its contract line is billed period by period, for as long as it runs.',
    },
    de: {
      ...measureWords.de,
      'catalog.sell.recurring': 'Es ist wiederkehrend: Die Vertragsposition wird Zeitraum für Zeitraum berechnet, solange sie läuft.',
    },
  },
  examples: [
    {
      terms: plainSale,
      says: [
        'It is recurring: its contract line is billed period by period, for as long as it runs.',
        'The unit is “users”.',
        'Every unit has the same price.',
        'GBP 38 per unit and month.',
        'List prices are in GBP; in any other currency the contract line agrees its price.',
        'A price agreed on the contract line stands in place of the list price.',
        'The quantity is agreed on the contract line.',
      ],
    },
    { terms: { ...plainSale, measure: 'peak', basis: 'year' }, refused: 'catalog.countedYearly' },
    { terms: { ...plainSale, unit: { de: 'Benutzer' } }, refused: 'catalog.badUnit' },
    { terms: { ...plainSale, prices: [...plainSale.prices, ...plainSale.prices] }, refused: 'catalog.currencyTwice' },
    { terms: { ...plainSale, model: 'fillUp' }, refused: 'pricing.missingBands' },
  ],
})
