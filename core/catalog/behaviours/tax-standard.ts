import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { readCodes, taxTerms, taxWords } from './tax-terms.ts'

/** Taxed at the standard rate of the country. */
export const taxStandard = behaviour({
  key: 'standard',
  terms: shape(taxTerms),
  faults: [],
  check: () => undefined,
  read: (terms) => [step('catalog.tax.standard'), ...readCodes(terms)],
  words: {
    en: { ...taxWords.en, 'choice.taxClass.standard': 'Standard rate', 'catalog.tax.standard': 'It is taxed at the standard rate.' },
    de: { ...taxWords.de, 'choice.taxClass.standard': 'Regelsatz', 'catalog.tax.standard': 'Es wird zum Regelsatz besteuert.' },
  },
  examples: [
    {
      terms: {},
      says: [
        'It is taxed at the standard rate.',
        'The contract line says which tax codes apply; where it says none, the tax rules decide.',
      ],
    },
    {
      terms: { serviceCode: '998313' },
      says: [
        'It is taxed at the standard rate.',
        'The contract line says which tax codes apply; where it says none, the tax rules decide.',
        'Where an invoice must show a national service code, as in India, it shows 998313.',
      ],
    },
  ],
})
