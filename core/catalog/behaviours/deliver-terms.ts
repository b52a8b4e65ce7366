import { decimalText } from '../../kernel/decimal.ts'
import { step, type Step } from '../../kernel/explanation.ts'
import { refuse, type Refusal } from '../../kernel/refusal.ts'
import { aDecimal, choice, codeOf, count, flag, many, shape, type Of } from '../../kernel/shape.ts'
import { counted } from '../behaviour.ts'
import { leftOut } from '../price.ts'

/** What every product says of its delivery. */
export const deliverTerms = {
  /** What is sold is somebody's time. */
  withTime: flag,
}
/** Before a line may be activated. */
export const deliveryFirst = flag

/** Lines that a sale brings with it, to be signed: the support of what is handed over. Absent in what was published before there were any. */
const brought = shape({
  product: codeOf('products'),
  quantityRule: choice('fixed', 'perUnit'),
  quantity: aDecimal,
  /** Months after the first day of what was sold. */
  afterMonths: count,
})
export const brings = leftOut(many(brought, 20))

export const checkBrought = (lines: readonly Of<typeof brought>[] | null): Refusal<'catalog.badBrought'> | undefined =>
  (lines ?? []).some(({ quantity, afterMonths }) => quantity.lte(0) || afterMonths < 0 || afterMonths > 120)
    ? refuse('catalog.badBrought', { section: 'deliver', field: 'brings' })
    : undefined
export const readBrought = (lines: readonly Of<typeof brought>[] | null): readonly Step[] =>
  (lines ?? []).map(({ product, quantity, quantityRule, afterMonths }) => {
    const what = { product: ['product', product], quantity: ['decimal', decimalText(quantity)] } as const
    return afterMonths === 0
      ? step(`catalog.deliver.brings.${quantityRule}.now`, what)
      : counted(`catalog.deliver.brings.${quantityRule}.later`, 'months', afterMonths, what)
  })
export const broughtWords = {
  en: {
    'catalog.deliver.brings.fixed.now': 'A line of {{quantity}} × {{product}} is prepared with it, to be signed.',
    'catalog.deliver.brings.fixed.later.one':
      'A line of {{quantity}} × {{product}} is prepared with it, from a month later on, to be signed.',
    'catalog.deliver.brings.fixed.later.other':
      'A line of {{quantity}} × {{product}} is prepared with it, from {{months}} months later on, to be signed.',
    'catalog.deliver.brings.perUnit.now': 'For each unit, {{quantity}} × {{product}} is prepared as a line, to be signed.',
    'catalog.deliver.brings.perUnit.later.one':
      'For each unit, {{quantity}} × {{product}} is prepared as a line from a month later on, to be signed.',
    'catalog.deliver.brings.perUnit.later.other':
      'For each unit, {{quantity}} × {{product}} is prepared as a line from {{months}} months later on, to be signed.',
    'catalog.badBrought':
      'A line that comes with it needs a quantity of more than zero and starts 0 to 120 months later. Mend the marked line.',
  },
  de: {
    'catalog.deliver.brings.fixed.now': 'Dazu wird eine Position {{quantity}} × {{product}} zur Unterschrift vorbereitet.',
    'catalog.deliver.brings.fixed.later.one':
      'Dazu wird eine Position {{quantity}} × {{product}} ab dem Monat danach zur Unterschrift vorbereitet.',
    'catalog.deliver.brings.fixed.later.other':
      'Dazu wird eine Position {{quantity}} × {{product}} ab {{months}} Monate später zur Unterschrift vorbereitet.',
    'catalog.deliver.brings.perUnit.now': 'Je Einheit wird {{quantity}} × {{product}} als Position zur Unterschrift vorbereitet.',
    'catalog.deliver.brings.perUnit.later.one':
      'Je Einheit wird {{quantity}} × {{product}} als Position ab dem Monat danach zur Unterschrift vorbereitet.',
    'catalog.deliver.brings.perUnit.later.other':
      'Je Einheit wird {{quantity}} × {{product}} als Position ab {{months}} Monate später zur Unterschrift vorbereitet.',
    'catalog.badBrought':
      'Eine Position, die dazukommt, braucht eine Menge über null und beginnt 0 bis 120 Monate später. Bitte die markierte Position berichtigen.',
  },
} as const

/** Time is worked, and work is planned, staffed and recorded in a project. Source: capabilities, section 1. */
export const checkTime = ({ withTime }: { readonly withTime: boolean }): Refusal<'catalog.timeNeedsProject'> | undefined =>
  withTime ? refuse('catalog.timeNeedsProject', { section: 'deliver', field: 'delivery' }) : undefined

export const timeWords = {
  en: { 'catalog.timeNeedsProject': 'Anything with time on it is delivered by a project. Choose delivery by project.' },
  de: { 'catalog.timeNeedsProject': 'Was Arbeitszeit enthält, wird über ein Projekt geliefert. Bitte Lieferung über ein Projekt wählen.' },
} as const
export const deliveryFirstWords = {
  en: { 'catalog.deliver.first': 'Its delivery must be recorded before a contract line can be activated.' },
  de: { 'catalog.deliver.first': 'Die Lieferung muss festgehalten sein, bevor eine Vertragsposition aktiviert werden kann.' },
} as const
