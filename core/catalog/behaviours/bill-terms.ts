import { step, type Step } from '../../kernel/explanation.ts'
import { refuse, type Refusal } from '../../kernel/refusal.ts'
import { choice, count, type Of, type Shape } from '../../kernel/shape.ts'
import { prorationMethods } from '../../pricing/proration.ts'
import type { ProductDocument } from '../document.ts'

/** A charge of nothing is left out, or stands on the invoice. */
export const zeroValue = choice('omit', 'show')
/** What every product says that is billed period by period; a contract line may agree otherwise. */
export const periodTerms = {
  /** Months in a period. */
  months: count,
  /** Calendar periods, periods from the line's first day, or those that the contract's other lines have. */
  anchor: choice('calendar', 'anniversary', 'coTerm'),
  proration: choice(...prorationMethods),
  zeroValue,
}
type PeriodTerms = Of<Shape<typeof periodTerms>>

/** Longest billing period that may be agreed, in months. */
const longestPeriod = 120

export const periodFaults = ['catalog.badMonths', 'catalog.billedPeriodically'] as const
export function checkPeriods({ months }: PeriodTerms, { sell }: ProductDocument): Refusal<(typeof periodFaults)[number]> | undefined {
  if (sell.kind === 'oneOff' || sell.kind === 'prepay') return refuse('catalog.billedPeriodically', { section: 'bill', field: 'timing' })
  if (months < 1 || months > longestPeriod)
    return refuse('catalog.badMonths', { section: 'bill', field: 'months', limit: `${longestPeriod}` })
  return undefined
}

const rhythms: Readonly<Record<number, string>> = { 1: 'monthly', 3: 'quarterly', 6: 'halfYearly', 12: 'yearly' }
export function readPeriods(
  timing: 'advance' | 'arrears',
  { months, anchor, proration, zeroValue: zero }: PeriodTerms,
  { sell }: ProductDocument,
): readonly Step[] {
  const rhythm = rhythms[months]
  const metered = sell.measure !== 'agreed'
  return [
    rhythm ? step(`catalog.bill.${timing}.${rhythm}`) : step(`catalog.bill.${timing}.every`, { months: ['count', `${months}`] }),
    step(`catalog.bill.anchor.${anchor}`),
    ...(metered || (sell.basis === 'month' && months === 1) ? [] : [step(`catalog.bill.length.${sell.basis}`)]),
    step(`catalog.bill.proration.${proration}`),
    ...(zero === 'show' ? [step('catalog.bill.zero')] : []),
    step('catalog.bill.rounded'),
    step('catalog.bill.agreed'),
  ]
}

export const periodWords = {
  en: {
    'catalog.bill.anchor.calendar': 'Periods are those of the calendar, counted from January.',
    'catalog.bill.anchor.anniversary': 'Periods are counted from the first day of the contract line.',
    'catalog.bill.anchor.coTerm': 'Periods are those of the contract, whenever a line of it begins.',
    'catalog.bill.length.month': 'A period of several months costs as many monthly prices.',
    'catalog.bill.length.year': 'A period of less or more than a year costs a twelfth of the yearly price for each of its months.',
    'catalog.bill.proration.actual': 'A part of a period is charged by the day; a whole period costs the same however many days it has.',
    'catalog.bill.proration.30/360': 'A part of a period is charged by the day, as if every month had 30.',
    'catalog.bill.proration.monthFraction': 'A part of a period is charged by whole months and, of the last one, its days.',
    'catalog.bill.proration.none': 'A part of a period is not charged: only whole periods are.',
    'catalog.bill.proration.full': 'A part of a period is charged in full, however short it is.',
    'catalog.bill.zero': 'A charge of nothing stands on the invoice too.',
    'catalog.bill.rounded': 'Each charge is rounded once, half up, to the smallest unit of its currency.',
    'catalog.bill.agreed': 'A contract line may agree other periods.',
    'catalog.badMonths': 'A period has between 1 and {{limit}} months. Choose a length in between.',
    'catalog.billedPeriodically': 'What is sold once or paid ahead is billed once. Choose that, or another kind of sale.',
  },
  de: {
    'catalog.bill.anchor.calendar': 'Die Zeiträume sind die des Kalenders, gezählt ab Januar.',
    'catalog.bill.anchor.anniversary': 'Die Zeiträume zählen ab dem ersten Tag der Vertragsposition.',
    'catalog.bill.anchor.coTerm': 'Die Zeiträume sind die des Vertrags, wann immer eine Position beginnt.',
    'catalog.bill.length.month': 'Ein Zeitraum von mehreren Monaten kostet ebenso viele Monatspreise.',
    'catalog.bill.length.year':
      'Ein Zeitraum von weniger oder mehr als einem Jahr kostet für jeden seiner Monate ein Zwölftel des Jahrespreises.',
    'catalog.bill.proration.actual':
      'Ein Teil eines Zeitraums wird taggenau berechnet; ein ganzer kostet gleich viel, wie viele Tage er auch hat.',
    'catalog.bill.proration.30/360': 'Ein Teil eines Zeitraums wird taggenau berechnet, als hätte jeder Monat 30 Tage.',
    'catalog.bill.proration.monthFraction': 'Ein Teil eines Zeitraums wird nach ganzen Monaten und im letzten nach Tagen berechnet.',
    'catalog.bill.proration.none': 'Ein Teil eines Zeitraums wird nicht berechnet, nur ganze Zeiträume.',
    'catalog.bill.proration.full': 'Ein Teil eines Zeitraums wird voll berechnet, so kurz er auch ist.',
    'catalog.bill.zero': 'Auch ein Posten über nichts steht auf der Rechnung.',
    'catalog.bill.rounded': 'Jeder Posten wird einmal kaufmännisch auf die kleinste Einheit seiner Währung gerundet.',
    'catalog.bill.agreed': 'Eine Vertragsposition kann andere Zeiträume vereinbaren.',
    'catalog.badMonths': 'Ein Zeitraum hat zwischen 1 und {{limit}} Monaten. Bitte eine Länge dazwischen wählen.',
    'catalog.billedPeriodically':
      'Was einmalig verkauft oder vorausbezahlt wird, wird einmal berechnet. Bitte das oder eine andere Art des Verkaufs wählen.',
  },
} as const
