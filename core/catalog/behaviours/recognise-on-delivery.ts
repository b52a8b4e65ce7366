import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'

/** Earned when it is handed over. */
export const recogniseOnDelivery = behaviour({
  key: 'onDelivery',
  terms: shape({}),
  faults: ['catalog.neverDelivered'],
  check: (_terms, { deliver }) =>
    deliver.delivery === 'none' ? refuse('catalog.neverDelivered', { section: 'recognise', field: 'recognition' }) : undefined,
  read: () => [step('catalog.recognise.onDelivery')],
  words: {
    en: {
      'choice.recognition.onDelivery': 'On delivery',
      'catalog.recognise.onDelivery': 'Its revenue is earned when its delivery is recorded.',
      'catalog.neverDelivered':
        'It is never delivered, so its revenue would never be earned. Choose how it is delivered, or another way to earn it.',
    },
    de: {
      'choice.recognition.onDelivery': 'Bei Lieferung',
      'catalog.recognise.onDelivery': 'Der Erlös ist verdient, wenn die Lieferung festgehalten ist.',
      'catalog.neverDelivered':
        'Es wird nie geliefert, also würde der Erlös nie verdient. Bitte wählen, wie geliefert wird, oder den Erlös anders verdienen.',
    },
  },
  examples: [
    {
      terms: {},
      beside: { deliver: { delivery: 'direct', deliveryFirst: false } },
      says: ['Its revenue is earned when its delivery is recorded.'],
    },
    { terms: {}, refused: 'catalog.neverDelivered' },
  ],
})
