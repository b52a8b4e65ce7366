import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import {
  brings,
  broughtWords,
  checkBrought,
  checkTime,
  deliverTerms,
  deliveryFirst,
  deliveryFirstWords,
  readBrought,
  timeWords,
} from './deliver-terms.ts'

/** Handed over or sent, without a project. */
export const deliverDirect = behaviour({
  key: 'direct',
  terms: shape({ ...deliverTerms, deliveryFirst, brings }),
  faults: ['catalog.timeNeedsProject', 'catalog.badBrought'],
  check: (terms) => checkTime(terms) ?? checkBrought(terms.brings),
  read: (terms) => [
    step('catalog.deliver.direct'),
    ...(terms.deliveryFirst ? [step('catalog.deliver.first')] : []),
    ...readBrought(terms.brings),
  ],
  words: {
    en: {
      ...timeWords.en,
      ...deliveryFirstWords.en,
      ...broughtWords.en,
      'catalog.deliver.direct': 'It is delivered directly.',
      'choice.delivery.direct': 'Directly',
    },
    de: {
      ...timeWords.de,
      ...deliveryFirstWords.de,
      ...broughtWords.de,
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
    {
      terms: {
        withTime: false,
        deliveryFirst: false,
        brings: [{ product: 'FW-SUP', quantityRule: 'perUnit', quantity: '1', afterMonths: 12 }],
      },
      says: ['It is delivered directly.', 'For each unit, 1 × FW-SUP is prepared as a line from 12 months later on, to be signed.'],
    },
    {
      terms: {
        withTime: false,
        deliveryFirst: false,
        brings: [{ product: 'FW-SUP', quantityRule: 'fixed', quantity: '0', afterMonths: 0 }],
      },
      refused: 'catalog.badBrought',
    },
    { terms: { withTime: true, deliveryFirst: true }, refused: 'catalog.timeNeedsProject' },
    { terms: { withTime: false }, refused: 'catalog.termMissing' },
  ],
})
