import { decimalText, type Decimal } from '../kernel/decimal.ts'
import { exponents, type Currency } from '../kernel/money.ts'
import type { ProductDocument } from '../catalog/document.ts'

/** What a paper says is part of what is signed, so its sentences are here and not in words that somebody edits. */
const sentences = {
  en: {
    consent: 'I have read this order and its terms, and I order on behalf of the customer named above.',
    point: '.',
    priced: (amount: string, currency: string) => `${currency} ${amount}`,
    upTo: (to: string, price: string) => `up to ${to}: ${price} each`,
    beyond: (from: string, price: string) => `beyond ${from}: ${price} each`,
    fee: (fee: string) => `, plus ${fee}`,
    fillUp: 'Each band is filled before the next one begins.',
    lookUp: 'The band that holds the whole quantity prices every unit.',
    package: (size: string) => `In packages of ${size}; a package begun counts as full.`,
    bundle: (name: string, price: string) => `In the bundle “${name}” for ${price}.`,
  },
  de: {
    consent: 'Ich habe diesen Auftrag und seine Bedingungen gelesen und bestelle im Namen des oben genannten Kunden.',
    point: ',',
    priced: (amount: string, currency: string) => `${amount} ${currency}`,
    upTo: (to: string, price: string) => `bis ${to}: je ${price}`,
    beyond: (from: string, price: string) => `über ${from}: je ${price}`,
    fee: (fee: string) => `, dazu ${fee}`,
    fillUp: 'Jede Stufe wird gefüllt, bevor die nächste beginnt.',
    lookUp: 'Die Stufe, in die die ganze Menge fällt, bestimmt den Preis jeder Einheit.',
    package: (size: string) => `In Paketen zu ${size}; ein angefangenes Paket zählt voll.`,
    bundle: (name: string, price: string) => `Im Paket „${name}“ zu ${price}.`,
  },
} as const
const inWords = (language: string) => (language.startsWith('de') ? sentences.de : sentences.en)

export const consentIn = (language: string): string => inWords(language).consent

type Words = ReturnType<typeof inWords>
/** As many places as the currency has, and more only where the price does. */
function priceIn(words: Words, of: Decimal, currency: Currency): string {
  const [whole = '', fraction = ''] = decimalText(of).split('.')
  const places = fraction.padEnd(exponents[currency], '0')
  return words.priced(places === '' ? whole : `${whole}${words.point}${places}`, currency)
}

/** That a line is part of a bundle, and what the bundle costs: the line's own price is but its share. */
export function bundleWords(of: { readonly name: string; readonly price: Decimal }, currency: Currency, language: string): string {
  const words = inWords(language)
  return words.bundle(of.name, priceIn(words, of.price, currency))
}

/** The bands that price a line, each a sentence. */
export function unitPriceWords({ sell }: ProductDocument, currency: Currency, language: string): readonly string[] {
  const words = inWords(language)
  const listed = sell.prices.find((price) => price.currency === currency)
  if (!listed) return []
  const price = (of: Decimal): string => priceIn(words, of, currency)
  const fee = (of: Decimal | null): string => (of === null || of.eq(0) ? '' : words.fee(price(of)))
  const bands = listed.bands.map(({ upTo, unitPrice, flatFee }, i) =>
    upTo === null
      ? `${words.beyond(decimalText(listed.bands[i - 1]?.upTo ?? listed.free ?? unitPrice.times(0)), price(unitPrice))}${fee(flatFee)}`
      : `${words.upTo(decimalText(upTo), price(unitPrice))}${fee(flatFee)}`,
  )
  const model = sell.model === 'fillUp' || sell.model === 'lookUp' ? [words[sell.model]] : []
  const size = sell.model === 'package' && listed.packageSize ? [words.package(decimalText(listed.packageSize))] : []
  return [...model, ...size, ...bands]
}
