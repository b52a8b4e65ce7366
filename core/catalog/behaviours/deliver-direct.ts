import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkTime, deliverTerms, deliveryFirst, deliveryFirstWords, timeWords } from './deliver-terms.ts'

/** Handed over or sent, without a project. */
export const deliverDirect = behaviour({
  key: 'direct',
  terms: shape({ ...deliverTerms, deliveryFirst }),
  faults: ['catalog.timeNeedsProject'],
  check: checkTime,
  read: (terms) => [step('catalog.deliver.direct'), ...(terms.deliveryFirst ? [step('catalog.deliver.first')] : [])],
  words: {
    en: {
      ...timeWords.en,
      ...deliveryFirstWords.en,
      'catalog.deliver.direct': 'It is delivered directly.',
      'choice.delivery.direct': 'Directly',
    },
    de: {
      ...timeWords.de,
      ...deliveryFirstWords.de,
      'catalog.deliver.direct': 'Es wird direkt geliefert.',
      'choice.delivery.direct': 'Direkt',
    },
  },
  examples: [
    { terms: { withTime: false, deliveryFirst: false }, says: ['It is delivered directly.'] },
    {
      terms: { withTime: false, deliveryFirst: true },
      says: ['It is delivered directly.', 'Its delivery must be recorded before a contract line can be activated.'],
    },
    { terms: { withTime: true, deliveryFirst: true }, refused: 'catalog.timeNeedsProject' },
    { terms: { withTime: false }, refused: 'catalog.termMissing' },
  ],
})
