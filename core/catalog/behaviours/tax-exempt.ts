import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { readCodes, taxTerms, taxWords } from './tax-terms.ts'

/** Not taxed at all. */
export const taxExempt = behaviour({
  key: 'exempt',
  terms: shape(taxTerms),
  faults: [],
  check: () => undefined,
  read: (terms) => [step('catalog.tax.exempt'), ...readCodes(terms)],
  words: {
    en: { ...taxWords.en, 'choice.taxClass.exempt': 'Exempt', 'catalog.tax.exempt': 'It is exempt from tax.' },
    de: { ...taxWords.de, 'choice.taxClass.exempt': 'Befreit', 'catalog.tax.exempt': 'Es ist von der Steuer befreit.' },
  },
  examples: [
    {
      terms: {},
      says: ['It is exempt from tax.', 'The contract line says which tax codes apply; where it says none, the tax rules decide.'],
    },
    {
      terms: { serviceCode: '998313' },
      says: [
        'It is exempt from tax.',
        'The contract line says which tax codes apply; where it says none, the tax rules decide.',
        'Where an invoice must show a national service code, as in India, it shows 998313.',
      ],
    },
  ],
})
