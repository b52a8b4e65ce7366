import { count, shape } from '../../kernel/shape.ts'
import { refuse } from '../../kernel/refusal.ts'
import { behaviour, counted } from '../behaviour.ts'
import { checkRenewal, noticeTerms, noticeWords, readNotice, readPriceTerms, renewFaults, renewTerms, renewWords } from './renew-terms.ts'

const yearly = {
  initialMonths: 12, extensionMonths: 12, noticeDays: 90, uplift: { by: 'index', index: 'UK-CPI', margin: '1', floorPercent: '2', capPercent: '5', ratchet: true }, coTermAllowed: true,
  decreaseAllowed: true,
} as const // prettier-ignore

/** Goes on by itself unless somebody gives notice. */
export const renewAuto = behaviour({
  key: 'auto',
  terms: shape({ initialMonths: count, extensionMonths: count, ...noticeTerms, ...renewTerms }),
  faults: [...renewFaults, 'catalog.noticeTooLong'],
  check: (terms) => {
    const { initialMonths, extensionMonths, noticeDays, supplierNoticeDays, cancelDays } = terms
    const fault = checkRenewal(terms, { initialMonths, extensionMonths }, { noticeDays, supplierNoticeDays, cancelDays })
    if (fault) return fault
    // A month has 28 days at least: a notice that fits so many always finds its day within the term.
    return noticeDays > initialMonths * 28 || noticeDays > extensionMonths * 28
      ? refuse('catalog.noticeTooLong', { section: 'renew', field: 'noticeDays' })
      : undefined
  },
  read: (terms) => [
    counted('catalog.renew.first', 'months', terms.initialMonths),
    terms.noticeDays === 0
      ? counted('catalog.renew.auto.end', 'months', terms.extensionMonths)
      : counted('catalog.renew.auto.notice', 'months', terms.extensionMonths, { days: ['count', `${terms.noticeDays}`] }),
    ...readNotice(terms),
    ...readPriceTerms(terms),
  ],
  words: {
    en: {
      ...renewWords.en,
      ...noticeWords.en,
      'choice.mode.auto': 'By itself',
      'catalog.renew.auto.notice.one': 'It renews month by month unless cancelled {{days}} days before the end of the month.',
      'catalog.renew.auto.notice.other':
        'It renews for {{months}} months at a time unless cancelled {{days}} days before the end of a term.',
      'catalog.renew.auto.end.one': 'It renews month by month unless cancelled before the end of the month.',
      'catalog.renew.auto.end.other': 'It renews for {{months}} months at a time unless cancelled before the end of a term.',
      'catalog.noticeTooLong': 'The notice is longer than a term, so nobody could ever give it in time. Shorten it, or lengthen the term.',
    },
    de: {
      ...renewWords.de,
      ...noticeWords.de,
      'choice.mode.auto': 'Von selbst',
      'catalog.renew.auto.notice.one': 'Es verlängert sich Monat für Monat, wenn nicht {{days}} Tage vor Monatsende gekündigt wird.',
      'catalog.renew.auto.notice.other':
        'Es verlängert sich um jeweils {{months}} Monate, wenn nicht {{days}} Tage vor Ende einer Laufzeit gekündigt wird.',
      'catalog.renew.auto.end.one': 'Es verlängert sich Monat für Monat, wenn nicht vor Monatsende gekündigt wird.',
      'catalog.renew.auto.end.other': 'Es verlängert sich um jeweils {{months}} Monate, wenn nicht vor Ende einer Laufzeit gekündigt wird.',
      'catalog.noticeTooLong':
        'Die Kündigungsfrist ist länger als eine Laufzeit; niemand könnte sie je einhalten. Bitte kürzen oder die Laufzeit verlängern.',
    },
  },
  examples: [
    {
      terms: yearly,
      says: [
        'The first term is 12 months.',
        'It renews for 12 months at a time unless cancelled 90 days before the end of a term.',
        'The price follows the index UK-CPI, plus 1.',
        'It rises by at least 2.',
        'It rises by at most 5.',
        'It never falls.',
        'A line may be made to end with the other lines of its contract.',
        'The quantity may go down within a term.',
      ],
    },
    {
      terms: { initialMonths: 1, extensionMonths: 1, noticeDays: 0, supplierNoticeDays: 30, cancelDays: 7, priceBindingMonths: 12, uplift: { by: 'fixed', margin: '3', ratchet: false }, coTermAllowed: false, decreaseAllowed: false }, // prettier-ignore
      says: [
        'The first term is one month.',
        'It renews month by month unless cancelled before the end of the month.',
        'We may end it with 30 days’ notice.',
        'The customer may step back within 7 days of the beginning or a renewal.',
        'The price is bound for 12 months.',
        'The price rises by 3 a year.',
        'A line keeps a term of its own, whatever the other lines of its contract have.',
        'Within a term the quantity only goes up.',
      ],
    },
    { terms: { ...yearly, noticeDays: 400 }, refused: 'catalog.noticeTooLong' },
    { terms: { ...yearly, extensionMonths: 0 }, refused: 'catalog.badTerm' },
    { terms: { ...yearly, uplift: { by: 'index', margin: '1', ratchet: false } }, refused: 'catalog.noSeries' },
    { terms: { ...yearly, uplift: { ...yearly.uplift, floorPercent: '6' } }, refused: 'catalog.badUplift' },
    { terms: { ...yearly, noticeDays: null }, refused: 'catalog.termMissing' },
  ],
})
