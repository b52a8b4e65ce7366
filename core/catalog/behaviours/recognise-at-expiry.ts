import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'

/** Earned in one sum when it expires. */
export const recogniseAtExpiry = behaviour({
  key: 'atExpiry',
  terms: shape({}),
  faults: ['catalog.neverExpires'],
  check: (_terms, { sell }) =>
    sell.kind === 'consumption' ? refuse('catalog.neverExpires', { section: 'recognise', field: 'recognition' }) : undefined,
  read: () => [step('catalog.recognise.atExpiry')],
  words: {
    en: {
      'choice.recognition.atExpiry': 'At expiry',
      'catalog.recognise.atExpiry': 'Its revenue is earned on the day on which it expires.',
      'catalog.neverExpires': 'What is billed by consumption is used already, so it never expires. Choose another way to earn the revenue.',
    },
    de: {
      'choice.recognition.atExpiry': 'Beim Verfall',
      'catalog.recognise.atExpiry': 'Der Erlös ist an dem Tag verdient, an dem es verfällt.',
      'catalog.neverExpires':
        'Was nach Verbrauch abgerechnet wird, ist schon verbraucht und verfällt nie. Bitte den Erlös anders verdienen.',
    },
  },
  examples: [
    { terms: {}, says: ['Its revenue is earned on the day on which it expires.'] },
    { terms: {}, beside: { sell: { kind: 'consumption', measure: 'counted' } }, refused: 'catalog.neverExpires' },
  ],
})
