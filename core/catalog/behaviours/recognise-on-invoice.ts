import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'

/** Earned on the day of the invoice. */
export const recogniseOnInvoice = behaviour({
  key: 'onInvoice',
  terms: shape({}),
  faults: ['catalog.prepaidEarned'],
  // A customer who paid ahead is owed what he has not used.
  check: (_terms, { sell }) =>
    sell.kind === 'prepay' ? refuse('catalog.prepaidEarned', { section: 'recognise', field: 'recognition' }) : undefined,
  read: () => [step('catalog.recognise.onInvoice')],
  words: {
    en: {
      'choice.recognition.onInvoice': 'With the invoice',
      'catalog.recognise.onInvoice': 'Its revenue is earned when the invoice is posted.',
      'catalog.prepaidEarned': 'What is paid ahead is earned as it is drawn, or when it expires. Choose one of these.',
    },
    de: {
      'choice.recognition.onInvoice': 'Mit der Rechnung',
      'catalog.recognise.onInvoice': 'Der Erlös ist verdient, wenn die Rechnung gebucht wird.',
      'catalog.prepaidEarned': 'Was vorausbezahlt ist, wird mit der Entnahme oder beim Verfall verdient. Bitte eines davon wählen.',
    },
  },
  examples: [
    { terms: {}, says: ['Its revenue is earned when the invoice is posted.'] },
    { terms: {}, beside: { sell: { kind: 'prepay' } }, refused: 'catalog.prepaidEarned' },
  ],
})
