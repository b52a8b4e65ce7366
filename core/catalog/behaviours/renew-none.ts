import { step } from '../../kernel/explanation.ts'
import { count, maybe, shape } from '../../kernel/shape.ts'
import { behaviour, counted } from '../behaviour.ts'
import { checkRenewal, readPriceTerms, renewFaults, renewTerms, renewWords } from './renew-terms.ts'

const open = { coTermAllowed: true, decreaseAllowed: true } as const

/** Runs until somebody ends it, or for one term and no longer. */
export const renewNone = behaviour({
  key: 'none',
  terms: shape({ initialMonths: maybe(count), ...renewTerms }),
  faults: renewFaults,
  check: (terms) => checkRenewal(terms, { initialMonths: terms.initialMonths }, {}),
  read: (terms, { document: { sell } }) => {
    // What is sold once has no term that could be renewed.
    if (sell.kind === 'oneOff' || sell.kind === 'prepay') return [step('catalog.renew.once')]
    return [
      terms.initialMonths === null ? step('catalog.renew.open') : counted('catalog.renew.fixed', 'months', terms.initialMonths),
      ...readPriceTerms(terms),
    ]
  },
  words: {
    en: {
      ...renewWords.en,
      'choice.mode.none': 'Not at all',
      'catalog.renew.once': 'It has no term that could be renewed.',
      'catalog.renew.open': 'It has no term: it runs until it is ended.',
      'catalog.renew.fixed.one': 'It runs for one month and then ends.',
      'catalog.renew.fixed.other': 'It runs for {{months}} months and then ends.',
    },
    de: {
      ...renewWords.de,
      'choice.mode.none': 'Gar nicht',
      'catalog.renew.once': 'Es hat keine Laufzeit, die sich verlängern könnte.',
      'catalog.renew.open': 'Es hat keine Laufzeit: Es läuft, bis es beendet wird.',
      'catalog.renew.fixed.one': 'Es läuft einen Monat und endet dann.',
      'catalog.renew.fixed.other': 'Es läuft {{months}} Monate und endet dann.',
    },
  },
  examples: [
    {
      terms: open,
      says: [
        'It has no term: it runs until it is ended.',
        'A line may be made to end with the other lines of its contract.',
        'The quantity may go down within a term.',
      ],
    },
    {
      terms: { coTermAllowed: false, decreaseAllowed: false, initialMonths: 6 },
      says: [
        'It runs for 6 months and then ends.',
        'A line keeps a term of its own, whatever the other lines of its contract have.',
        'Within a term the quantity only goes up.',
      ],
    },
    { terms: open, beside: { sell: { kind: 'oneOff' } }, says: ['It has no term that could be renewed.'] },
    { terms: { ...open, noticeDays: 30 }, refused: 'catalog.termStray' },
    { terms: { ...open, initialMonths: 0 }, refused: 'catalog.badTerm' },
  ],
})
