import { step } from '../../kernel/explanation.ts'
import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'

/** Earned as a fund is drawn; what lapses is earned then. */
export const recogniseOnDrawDown = behaviour({
  key: 'onDrawDown',
  terms: shape({}),
  faults: ['catalog.nothingDrawn'],
  check: (_terms, { sell }) =>
    sell.kind !== 'prepay' ? refuse('catalog.nothingDrawn', { section: 'recognise', field: 'recognition' }) : undefined,
  read: () => [step('catalog.recognise.onDrawDown')],
  words: {
    en: {
      'choice.recognition.onDrawDown': 'As it is drawn',
      'catalog.recognise.onDrawDown': 'Its revenue is earned as it is drawn; what lapses is earned on that day.',
      'catalog.nothingDrawn': 'Only what is paid ahead is drawn. Choose that kind of sale, or another way to earn the revenue.',
    },
    de: {
      'choice.recognition.onDrawDown': 'Mit der Entnahme',
      'catalog.recognise.onDrawDown': 'Der Erlös wird mit der Entnahme verdient; was verfällt, ist an diesem Tag verdient.',
      'catalog.nothingDrawn': 'Nur Vorausbezahltes wird entnommen. Bitte diese Art des Verkaufs wählen oder den Erlös anders verdienen.',
    },
  },
  examples: [
    { terms: {}, beside: { sell: { kind: 'prepay' } }, says: ['Its revenue is earned as it is drawn; what lapses is earned on that day.'] },
    { terms: {}, refused: 'catalog.nothingDrawn' },
  ],
})
