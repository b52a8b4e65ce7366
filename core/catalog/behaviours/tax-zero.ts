import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { readCodes, taxTerms, taxWords } from './tax-terms.ts'

/** Taxable, at nothing. */
export const taxZero = behaviour({
  key: 'zero',
  terms: shape(taxTerms),
  faults: [],
  check: () => undefined,
  read: (terms) => [step('catalog.tax.zero'), ...readCodes(terms)],
  words: {
    en: { ...taxWords.en, 'choice.taxClass.zero': 'Zero rate', 'catalog.tax.zero': 'It is taxed at a rate of zero.' },
    de: { ...taxWords.de, 'choice.taxClass.zero': 'Nullsatz', 'catalog.tax.zero': 'Es wird zum Nullsatz besteuert.' },
  },
  examples: [
    {
      terms: {},
      says: ['It is taxed at a rate of zero.', 'The contract line says which tax codes apply; where it says none, the tax rules decide.'],
    },
    {
      terms: { serviceCode: '998313' },
      says: [
        'It is taxed at a rate of zero.',
        'The contract line says which tax codes apply; where it says none, the tax rules decide.',
        'Where an invoice must show a national service code, as in India, it shows 998313.',
      ],
    },
  ],
})
