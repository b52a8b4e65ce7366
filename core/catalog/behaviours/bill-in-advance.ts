import { refuse } from '../../kernel/refusal.ts'
import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkPeriods, periodFaults, periodTerms, periodWords, readPeriods } from './bill-terms.ts'

const monthly = { months: 1, anchor: 'calendar', proration: 'actual', zeroValue: 'omit' } as const

/** At the beginning of each period, for the period. */
export const billInAdvance = behaviour({
  key: 'advance',
  terms: shape(periodTerms),
  faults: [...periodFaults, 'catalog.countedAhead'],
  check: (terms, document) => {
    // What is counted or measured is known only when the period is over.
    if (document.sell.measure !== 'agreed') return refuse('catalog.countedAhead', { section: 'bill', field: 'timing' })
    return checkPeriods(terms, document)
  },
  read: (terms, { document }) => readPeriods('advance', terms, document),
  words: {
    en: {
      ...periodWords.en,
      'catalog.bill.advance.monthly': 'Billed monthly in advance.',
      'catalog.bill.advance.quarterly': 'Billed quarterly in advance.',
      'catalog.bill.advance.halfYearly': 'Billed half-yearly in advance.',
      'catalog.bill.advance.yearly': 'Billed yearly in advance.',
      'catalog.bill.advance.every': 'Billed every {{months}} months in advance.',
      'catalog.countedAhead': 'What is counted or measured is known when the period is over, so it is billed in arrears. Choose that.',
    },
    de: {
      ...periodWords.de,
      'catalog.bill.advance.monthly': 'Monatlich im Voraus berechnet.',
      'catalog.bill.advance.quarterly': 'Vierteljährlich im Voraus berechnet.',
      'catalog.bill.advance.halfYearly': 'Halbjährlich im Voraus berechnet.',
      'catalog.bill.advance.yearly': 'Jährlich im Voraus berechnet.',
      'catalog.bill.advance.every': 'Alle {{months}} Monate im Voraus berechnet.',
      'catalog.countedAhead':
        'Was gezählt oder gemessen wird, steht erst nach dem Zeitraum fest und wird nachträglich berechnet. Bitte das wählen.',
    },
  },
  examples: [
    {
      terms: monthly,
      says: [
        'Billed monthly in advance.',
        'Periods are those of the calendar, counted from January.',
        'A part of a period is charged by the day; a whole period costs the same however many days it has.',
        'Each charge is rounded once, half up, to the smallest unit of its currency.',
        'A contract line may agree other periods.',
      ],
    },
    {
      terms: { months: 24, anchor: 'coTerm', proration: 'monthFraction', zeroValue: 'show' },
      says: [
        'Billed every 24 months in advance.',
        'Periods are those of the contract, whenever a line of it begins.',
        'A period of several months costs as many monthly prices.',
        'A part of a period is charged by whole months and, of the last one, its days.',
        'A charge of nothing stands on the invoice too.',
        'Each charge is rounded once, half up, to the smallest unit of its currency.',
        'A contract line may agree other periods.',
      ],
    },
    { terms: { ...monthly, months: 0 }, refused: 'catalog.badMonths' },
    { terms: monthly, beside: { sell: { kind: 'oneOff' } }, refused: 'catalog.billedPeriodically' },
    { terms: monthly, beside: { sell: { kind: 'consumption', measure: 'counted' } }, refused: 'catalog.countedAhead' },
  ],
})
