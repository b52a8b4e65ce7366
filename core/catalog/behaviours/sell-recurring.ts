import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkSale, plainSale, readSale, sellFaults, sellTerms } from './sell-terms.ts'

/** Sold by contract line, at a price for a month or a year, for as long as it runs. */
export const sellRecurring = behaviour({
  key: 'recurring',
  terms: shape(sellTerms),
  faults: [...sellFaults, 'catalog.countedRecurring'],
  check: (terms) => {
    if (terms.measure !== 'agreed') return refuse('catalog.countedRecurring', { section: 'sell', field: 'measure' })
    return checkSale(terms)
  },
  read: (terms, about) => [step('catalog.sell.recurring'), ...readSale(terms, about), step('catalog.sell.agreed')],
  words: {
    en: {
      'catalog.sell.recurring': 'It is recurring: its contract line is billed period by period, for as long as it runs.',
      'catalog.sell.agreed': 'The quantity is agreed on the contract line.',
      'catalog.countedRecurring': 'What recurs has a quantity that is agreed. Choose that, or sell it by consumption.',
    },
    de: {
      'catalog.sell.recurring': 'Es ist wiederkehrend: Die Vertragsposition wird Zeitraum für Zeitraum berechnet, solange sie läuft.',
      'catalog.sell.agreed': 'Die Menge wird in der Vertragsposition vereinbart.',
      'catalog.countedRecurring': 'Was wiederkehrt, hat eine vereinbarte Menge. Bitte diese wählen oder nach Verbrauch verkaufen.',
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
    { terms: { ...plainSale, measure: 'peak' }, refused: 'catalog.countedRecurring' },
    { terms: { ...plainSale, unit: { de: 'Benutzer' } }, refused: 'catalog.badUnit' },
    { terms: { ...plainSale, prices: [...plainSale.prices, ...plainSale.prices] }, refused: 'catalog.currencyTwice' },
    { terms: { ...plainSale, model: 'fillUp' }, refused: 'pricing.missingBands' },
  ],
})
