import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { readCodes, taxTerms, taxWords } from './tax-terms.ts'

/** Taxed at the reduced rate of the country. */
export const taxReduced = behaviour({
  key: 'reduced',
  terms: shape(taxTerms),
  faults: [],
  check: () => undefined,
  read: (terms) => [step('catalog.tax.reduced'), ...readCodes(terms)],
  words: {
    en: { ...taxWords.en, 'choice.taxClass.reduced': 'Reduced rate', 'catalog.tax.reduced': 'It is taxed at the reduced rate.' },
    de: { ...taxWords.de, 'choice.taxClass.reduced': 'Ermäßigter Satz', 'catalog.tax.reduced': 'Es wird zum ermäßigten Satz besteuert.' },
  },
  examples: [
    {
      terms: {},
      says: ['It is taxed at the reduced rate.', 'The contract line says which tax codes apply; where it says none, the tax rules decide.'],
    },
    {
      terms: { serviceCode: '998313' },
      says: [
        'It is taxed at the reduced rate.',
        'The contract line says which tax codes apply; where it says none, the tax rules decide.',
        'Where an invoice must show a national service code, as in India, it shows 998313.',
      ],
    },
  ],
})
