import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkOverTime, measureWords, overTimeFaults, plainSale, readMeasure, readSale, sellTerms } from './sell-terms.ts'

const counted = { ...plainSale, unit: { en: 'agents', de: 'Agenten' }, measure: 'counted' } as const

/** Billed by what was used: counted for the month, or measured by readings. */
export const sellConsumption = behaviour({
  key: 'consumption',
  terms: shape(sellTerms),
  faults: overTimeFaults,
  check: checkOverTime,
  read: (terms, about) => [step('catalog.sell.consumption'), ...readSale(terms, about), readMeasure(terms)],
  words: {
    en: {
      ...measureWords.en,
      'catalog.sell.consumption': 'It is billed by what was used.',
    },
    de: {
      ...measureWords.de,
      'catalog.sell.consumption': 'Es wird nach Verbrauch abgerechnet.',
    },
  },
  examples: [
    {
      terms: {
        ...counted,
        model: 'lookUp',
        prices: [{ currency: 'EUR', bands: [{ upTo: '50', unitPrice: '4.20' }, { unitPrice: '3.60' }] }],
      },
      says: [
        'It is billed by what was used.',
        'The unit is “agents”.',
        'The whole quantity is looked up: the band it falls into prices all units.',
        'In EUR, per unit and month, by quantity:',
        'up to 50: EUR 4.2',
        'over 50: EUR 3.6',
        'List prices are in EUR; in any other currency the contract line agrees its price.',
        'A price agreed on the contract line stands in place of all this: each unit then has that one price.',
        'The quantity is counted for each calendar month.',
      ],
    },
    {
      terms: { ...counted, measure: 'peak', prices: [{ currency: 'GBP', unitPrice: '6', bands: [], minimum: '100', cap: '900', free: '5', commit: { quantity: '50', overage: '6.50' } }] }, // prettier-ignore
      says: [
        'It is billed by what was used.',
        'The unit is “agents”.',
        'Every unit has the same price.',
        'GBP 6 per unit and month.',
        '5 units are included.',
        '50 units are charged in any case; each one beyond them costs GBP 6.5.',
        'A period costs at least GBP 100.',
        'A period costs at most GBP 900.',
        'List prices are in GBP; in any other currency the contract line agrees its price.',
        'A price agreed on the contract line stands in place of the list price.',
        'The highest reading of the period is the quantity.',
      ],
    },
    { terms: { ...counted, basis: 'year' }, refused: 'catalog.countedYearly' },
    {
      terms: { ...counted, prices: [{ currency: 'GBP', unitPrice: '6', bands: [], minimum: '900', cap: '100' }] },
      refused: 'pricing.minimumAboveCap',
    },
  ],
})
