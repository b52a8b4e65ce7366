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

/** Switched on: the line waits until somebody activates it. */
export const deliverActivation = behaviour({
  key: 'activation',
  terms: shape({ ...deliverTerms, deliveryFirst, brings }),
  faults: ['catalog.timeNeedsProject', 'catalog.badBrought'],
  check: (terms) => checkTime(terms) ?? checkBrought(terms.brings),
  read: (terms) => [
    step('catalog.deliver.activation'),
    ...(terms.deliveryFirst ? [step('catalog.deliver.first')] : []),
    ...readBrought(terms.brings),
  ],
  words: {
    en: {
      ...timeWords.en,
      ...deliveryFirstWords.en,
      ...broughtWords.en,
      'catalog.deliver.activation': 'It is switched on: a signed contract line waits until it is activated.',
      'choice.delivery.activation': 'By activation',
    },
    de: {
      ...timeWords.de,
      ...deliveryFirstWords.de,
      ...broughtWords.de,
      'catalog.deliver.activation': 'Es wird freigeschaltet: Eine unterschriebene Vertragsposition wartet, bis sie aktiviert wird.',
      'choice.delivery.activation': 'Durch Aktivierung',
    },
  },
  examples: [
    {
      terms: { withTime: false, deliveryFirst: true },
      says: [
        'It is switched on: a signed contract line waits until it is activated.',
        'Its delivery must be recorded before a contract line can be activated.',
      ],
    },
    { terms: { withTime: true, deliveryFirst: false }, refused: 'catalog.timeNeedsProject' },
  ],
})
