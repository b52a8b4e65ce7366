import { exponents, isCurrency } from '../../../core/kernel/money.ts'
import { decimalIn, moneyIn } from '../../app/culture.ts'
import { minorOf } from '../billing/amounts.ts'

/** A unit price on paper in the culture of the paper, which may be another than that of the screen. */
export function majorText(culture: string, currency: string, text: string): string {
  const places = isCurrency(currency) ? exponents[currency] : 2
  const [whole = '0', fraction = ''] = text.split('.')
  if (fraction.length > places) return `${decimalIn(culture, text)} ${currency}`
  return moneyIn(culture, currency, minorOf(`${whole}${places ? `.${fraction.padEnd(places, '0')}` : ''}`))
}
