import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkTime, deliverTerms, timeWords } from './deliver-terms.ts'

/** It simply runs: there is nothing to hand over. */
export const deliverNone = behaviour({
  key: 'none',
  terms: shape(deliverTerms),
  faults: ['catalog.timeNeedsProject'],
  check: checkTime,
  read: () => [step('catalog.deliver.none')],
  words: {
    en: { ...timeWords.en, 'catalog.deliver.none': 'Nothing has to be delivered.', 'choice.delivery.none': 'Nothing to deliver' },
    de: { ...timeWords.de, 'catalog.deliver.none': 'Es muss nichts geliefert werden.', 'choice.delivery.none': 'Nichts zu liefern' },
  },
  examples: [
    { terms: { withTime: false }, says: ['Nothing has to be delivered.'] },
    { terms: { withTime: true }, refused: 'catalog.timeNeedsProject' },
  ],
})
