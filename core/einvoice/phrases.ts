import { addDays, type Day } from '../kernel/day.ts'
import { decimalText, type Decimal } from '../kernel/decimal.ts'

// The few sentences inside an e-invoice. They go out with it for good, so that they are data of ours and not words of the screens.

interface Phrases {
  readonly due: (day: string) => string
  readonly discount: (percent: string, day: string) => string
  readonly credited: string
  readonly credit: (reason: string) => string
}
const english: Phrases = {
  due: (day) => `Payable in full by ${day}.`,
  discount: (percent, day) => `${percent} % cash discount for payment by ${day}.`,
  credited: 'Set off against what is owed.',
  credit: (reason) => `Reason of the credit: ${reason}`,
}
const german: Phrases = {
  due: (day) => `Zahlbar ohne Abzug bis ${day}.`,
  discount: (percent, day) => `${percent} % Skonto bei Zahlung bis ${day}.`,
  credited: 'Wird mit offenen Forderungen verrechnet.',
  credit: (reason) => `Grund der Korrektur: ${reason}`,
}
export const phrasesIn = (language: string): Phrases => (language === 'de' ? german : english)

const twoPlaces = (value: Decimal): string => {
  const [whole, fraction = ''] = decimalText(value).split('.')
  return `${whole}.${fraction.padEnd(2, '0')}`
}
export const dayIn = (day: Day, language: string): string => (language === 'de' ? day.split('-').reverse().join('.') : day)
export const percentIn = (percent: Decimal, language: string): string =>
  language === 'de' ? decimalText(percent).replace('.', ',') : decimalText(percent)

/** The line that machines read (BR-DE-18); the new line behind it belongs to it. */
export const skontoLine = (days: number, percent: Decimal): string => `#SKONTO#TAGE=${days}#PROZENT=${twoPlaces(percent)}#\n`

interface Discount {
  readonly cashDiscountDays: number | null
  readonly cashDiscountPercent: Decimal | null
}
/** What the printed page says of a cash discount; nothing where none is granted. */
export const discountOf = ({ cashDiscountDays, cashDiscountPercent }: Discount, issued: Day, language: string): string =>
  cashDiscountDays === null || cashDiscountPercent === null
    ? ''
    : phrasesIn(language).discount(percentIn(cashDiscountPercent, language), dayIn(addDays(issued, cashDiscountDays), language))
