import { exponents, isCurrency } from '../../../core/kernel/money.ts'
import type { CultureFormats } from '../../app/harmony.tsx'
import type { Say } from '../../app/words.ts'
import type { Step, StepValue } from './types.ts'

/** Major units as text in minor units: what totals bring and formats take. */
export const minorOf = (major: string): string => major.replace('.', '').replace(/^(-?)0+(?=\d)/, '$1')

/** An exact decimal with its currency: `9.00 GBP`, and `0.005 GBP` where two places do not suffice. */
export function price(culture: CultureFormats, currency: string, text: string): string {
  const places = isCurrency(currency) ? exponents[currency] : 2
  const [whole = '0', fraction = ''] = text.split('.')
  if (fraction.length <= places) return culture.money(currency, minorOf(`${whole}${places ? `.${fraction.padEnd(places, '0')}` : ''}`))
  return `${culture.decimal(text)} ${currency}`
}

function valueText(culture: CultureFormats, { kind, value, currency }: StepValue): string {
  if (kind === 'money') return culture.money(currency ?? '', value)
  if (kind === 'decimal') return currency ? price(culture, currency, value) : culture.decimal(value)
  if (kind === 'percent') return `${culture.decimal(value)} %`
  if (kind === 'day') return culture.day(value)
  if (kind === 'count') return culture.count(Number(value))
  return value
}
/** One step of an explanation as a sentence in the reader's language and culture. */
export const sentence = (say: Say, culture: CultureFormats, step: Step): string =>
  (say as (key: string, about: Readonly<Record<string, string>>) => string)(
    step.say,
    Object.fromEntries(step.values.map((v) => [v.name, valueText(culture, v)])),
  )
