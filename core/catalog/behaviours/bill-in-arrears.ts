import { shape } from '../../kernel/shape.ts'
import { behaviour } from '../behaviour.ts'
import { checkPeriods, periodFaults, periodTerms, periodWords, readPeriods } from './bill-terms.ts'

const monthly = { months: 1, anchor: 'calendar', proration: 'full', zeroValue: 'omit' } as const

/** When a period is over, for the period. */
export const billInArrears = behaviour({
  key: 'arrears',
  terms: shape(periodTerms),
  faults: periodFaults,
  check: checkPeriods,
  read: (terms, { document }) => readPeriods('arrears', terms, document),
  words: {
    en: {
      ...periodWords.en,
      'catalog.bill.arrears.monthly': 'Billed monthly in arrears.',
      'catalog.bill.arrears.quarterly': 'Billed quarterly in arrears.',
      'catalog.bill.arrears.halfYearly': 'Billed half-yearly in arrears.',
      'catalog.bill.arrears.yearly': 'Billed yearly in arrears.',
      'catalog.bill.arrears.every': 'Billed every {{months}} months in arrears.',
    },
    de: {
      ...periodWords.de,
      'catalog.bill.arrears.monthly': 'Monatlich nachträglich berechnet.',
      'catalog.bill.arrears.quarterly': 'Vierteljährlich nachträglich berechnet.',
      'catalog.bill.arrears.halfYearly': 'Halbjährlich nachträglich berechnet.',
      'catalog.bill.arrears.yearly': 'Jährlich nachträglich berechnet.',
      'catalog.bill.arrears.every': 'Alle {{months}} Monate nachträglich berechnet.',
    },
  },
  examples: [
    {
      terms: monthly,
      beside: { sell: { kind: 'consumption', measure: 'counted' } },
      says: [
        'Billed monthly in arrears.',
        'Periods are those of the calendar, counted from January.',
        'A part of a period is charged in full, however short it is.',
        'Each charge is rounded once, half up, to the smallest unit of its currency.',
        'A contract line may agree other periods.',
      ],
    },
    { terms: { ...monthly, months: 121 }, refused: 'catalog.badMonths' },
  ],
})
