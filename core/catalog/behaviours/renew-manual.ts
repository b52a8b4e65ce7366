import { step } from '../../kernel/explanation.ts'
import { count, shape } from '../../kernel/shape.ts'
import { behaviour, counted } from '../behaviour.ts'
import { checkRenewal, noticeTerms, noticeWords, readNotice, readPriceTerms, renewFaults, renewTerms, renewWords } from './renew-terms.ts'

const threeYears = {
  initialMonths: 36,
  extensionMonths: 12,
  noticeDays: 60,
  priceBindingMonths: 12,
  coTermAllowed: true,
  decreaseAllowed: true,
} as const

/** Ends with its term unless both sides renew it. */
export const renewManual = behaviour({
  key: 'manual',
  terms: shape({ initialMonths: count, extensionMonths: count, ...noticeTerms, ...renewTerms }),
  faults: renewFaults,
  check: (terms) => {
    const { initialMonths, extensionMonths, noticeDays, supplierNoticeDays, cancelDays } = terms
    return checkRenewal(terms, { initialMonths, extensionMonths }, { noticeDays, supplierNoticeDays, cancelDays })
  },
  read: (terms) => [
    counted('catalog.renew.first', 'months', terms.initialMonths),
    counted('catalog.renew.manual', 'months', terms.extensionMonths),
    ...(terms.noticeDays === 0 ? [] : [step('catalog.renew.manual.ask', { days: ['count', `${terms.noticeDays}`] })]),
    ...readNotice(terms),
    ...readPriceTerms(terms),
  ],
  words: {
    en: {
      ...renewWords.en,
      ...noticeWords.en,
      'choice.mode.manual': 'By agreement',
      'catalog.renew.manual.one': 'It then ends unless it is renewed by agreement, for one month.',
      'catalog.renew.manual.other': 'It then ends unless it is renewed by agreement, for {{months}} months.',
      'catalog.renew.manual.ask': 'The renewal is offered {{days}} days before the end of a term.',
    },
    de: {
      ...renewWords.de,
      ...noticeWords.de,
      'choice.mode.manual': 'Durch Vereinbarung',
      'catalog.renew.manual.one': 'Danach endet es, wenn es nicht durch Vereinbarung um einen Monat verlängert wird.',
      'catalog.renew.manual.other': 'Danach endet es, wenn es nicht durch Vereinbarung um {{months}} Monate verlängert wird.',
      'catalog.renew.manual.ask': 'Die Verlängerung wird {{days}} Tage vor Ende einer Laufzeit angeboten.',
    },
  },
  examples: [
    {
      terms: threeYears,
      says: [
        'The first term is 36 months.',
        'It then ends unless it is renewed by agreement, for 12 months.',
        'The renewal is offered 60 days before the end of a term.',
        'The price is bound for 12 months.',
        'A line may be made to end with the other lines of its contract.',
        'The quantity may go down within a term.',
      ],
    },
    { terms: { ...threeYears, initialMonths: null }, refused: 'catalog.termMissing' },
    { terms: { ...threeYears, supplierNoticeDays: -1 }, refused: 'catalog.badTerm' },
  ],
})
