import { step } from '../../kernel/explanation.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'

/** We make it ourselves. */
export const buyNothing = behaviour({
  key: 'nothing',
  terms: shape({}),
  faults: [],
  check: () => undefined,
  read: () => [step('catalog.buy.nothing')],
  words: {
    en: { 'catalog.buy.nothing': 'Nothing has to be bought for it.', 'choice.buying.nothing': 'Nothing' },
    de: { 'catalog.buy.nothing': 'Dafür muss nichts eingekauft werden.', 'choice.buying.nothing': 'Nichts' },
  },
  examples: [{ terms: {}, says: ['Nothing has to be bought for it.'] }],
})
