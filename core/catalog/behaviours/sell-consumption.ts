import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkSale, plainSale, readSale, sellFaults, sellTerms } from './sell-terms.ts'

const counted = { ...plainSale, unit: { en: 'agents', de: 'Agenten' }, measure: 'counted' } as const

/** Billed by what was used: counted for the month, or measured by readings. */
export const sellConsumption = behaviour({
  key: 'consumption',
  terms: shape(sellTerms),
  faults: [...sellFaults, 'catalog.countedYearly'],
  check: (terms) => {
    // A count belongs to one calendar month, so its price does too.
    if (terms.measure !== 'agreed' && terms.basis === 'year') return refuse('catalog.countedYearly', { section: 'sell', field: 'basis' })
    return checkSale(terms)
  },
  read: (terms, about) => [
    step('catalog.sell.consumption'),
    ...readSale(terms, about),
    step(terms.measure === 'agreed' ? 'catalog.sell.agreed' : `catalog.sell.measure.${terms.measure}`),
  ],
  words: {
    en: {
      'catalog.sell.consumption': 'It is billed by what was used.',
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
      'catalog.sell.consumption': 'Es wird nach Verbrauch abgerechnet.',
      'catalog.sell.measure.counted': 'Die Menge wird für jeden Kalendermonat gezählt.',
      'catalog.sell.measure.snapshot': 'Der letzte Messwert des Zeitraums ist die Menge.',
      'catalog.sell.measure.peak': 'Der höchste Messwert des Zeitraums ist die Menge.',
      'catalog.sell.measure.average': 'Die Menge ist der Durchschnitt der Messwerte; jeder zählt so viele Tage, wie er stand.',
      'catalog.sell.measure.anyTime': 'Alles zählt, was zu irgendeiner Zeit des Zeitraums da war.',
      'catalog.sell.measure.sum': 'Die Messwerte des Zeitraums werden zusammengezählt.',
      'catalog.sell.measure.p95': 'Die Menge ist der Messwert, den 95 von 100 nicht überschreiten.',
      'catalog.countedYearly': 'Was gezählt oder gemessen wird, hat einen Monatspreis. Bitte einen Preis je Monat wählen.',
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
