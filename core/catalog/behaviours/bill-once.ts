import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { zeroValue } from './bill-terms.ts'

/** One charge, on the first day. */
export const billOnce = behaviour({
  key: 'once',
  terms: shape({ zeroValue }),
  faults: ['catalog.billedOnce'],
  check: (_terms, { sell }) =>
    sell.kind === 'oneOff' || sell.kind === 'prepay' ? undefined : refuse('catalog.billedOnce', { section: 'bill', field: 'timing' }),
  read: (terms) => [
    step('catalog.bill.once'),
    ...(terms.zeroValue === 'show' ? [step('catalog.bill.zero')] : []),
    step('catalog.bill.rounded'),
  ],
  words: {
    en: {
      'choice.timing.once': 'Once',
      'catalog.bill.once': 'Billed once.',
      'catalog.billedOnce':
        'What recurs or is billed by consumption is billed period by period. Choose in advance or in arrears, or another kind of sale.',
    },
    de: {
      'choice.timing.once': 'Einmalig',
      'catalog.bill.once': 'Einmal berechnet.',
      'catalog.billedOnce':
        'Was wiederkehrt oder nach Verbrauch abgerechnet wird, wird Zeitraum für Zeitraum berechnet. Bitte im Voraus, nachträglich oder eine andere Art des Verkaufs wählen.',
    },
  },
  examples: [
    {
      terms: { zeroValue: 'omit' },
      beside: { sell: { kind: 'oneOff' } },
      says: ['Billed once.', 'Each charge is rounded once, half up, to the smallest unit of its currency.'],
    },
    { terms: { zeroValue: 'omit' }, refused: 'catalog.billedOnce' },
    { terms: { zeroValue: 'omit', months: 1 }, beside: { sell: { kind: 'oneOff' } }, refused: 'catalog.termStray' },
  ],
})
