import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkSale, plainSale, readSale, sellFaults, sellTerms } from './sell-terms.ts'

const firewall = { ...plainSale, unit: { en: 'pairs', de: 'Paare' }, prices: [{ currency: 'GBP', unitPrice: '6400', bands: [] }] } as const

/** Sold once: an item, or time that is worked. */
export const sellOneOff = behaviour({
  key: 'oneOff',
  terms: shape(sellTerms),
  faults: [...sellFaults, 'catalog.countedOnce'],
  check: (terms) => {
    if (terms.measure !== 'agreed') return refuse('catalog.countedOnce', { section: 'sell', field: 'measure' })
    return checkSale(terms)
  },
  read: (terms, about) => [step('catalog.sell.oneOff'), ...readSale(terms, about)],
  words: {
    en: {
      'catalog.sell.oneOff': 'It is sold once.',
      'catalog.countedOnce': 'What is sold once has a quantity that is agreed. Choose that, or sell it by consumption.',
    },
    de: {
      'catalog.sell.oneOff': 'Es wird einmalig verkauft.',
      'catalog.countedOnce': 'Was einmalig verkauft wird, hat eine vereinbarte Menge. Bitte diese wählen oder nach Verbrauch verkaufen.',
    },
  },
  examples: [
    {
      terms: firewall,
      says: ['It is sold once.', 'The unit is “pairs”.', 'Every unit has the same price.', 'GBP 6400 per unit.', 'List prices are in GBP.'],
    },
    { terms: { ...firewall, measure: 'counted' }, refused: 'catalog.countedOnce' },
  ],
})
