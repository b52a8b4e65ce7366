// Amounts, quantities and days in a document's culture. Money arrives as integer text of minor units and goes to Intl as an exact
// decimal string (Intl.NumberFormat takes those since ES2023), so no amount is ever a floating-point number.

type Exact = `${number}`

const INTEGER = /^-?\d+$/
const DECIMAL = /^-?\d+(\.\d+)?$/
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** '-12345' with exponent 2 is '-123.45'. */
export function decimalOfMinor(minor: string, exponent: number): string {
  if (!INTEGER.test(minor)) throw new Error(`Not an amount in minor units: ${JSON.stringify(minor)}`)
  const negative = minor.startsWith('-')
  const digits = (negative ? minor.slice(1) : minor).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const decimal = exponent === 0 ? whole : `${whole}.${digits.slice(-exponent)}`
  return negative ? `-${decimal}` : decimal
}

export interface Formats {
  /** With the currency's sign, or its code where the sign would not be at home. */
  money(minor: string): string
  /** Without a currency, for columns whose heading names it. */
  plainMoney(minor: string): string
  unitPrice(decimal: string): string
  quantity(decimal: string): string
  percent(decimal: string): string
  /** '1 December 2026' */
  longDay(iso: string): string
  /** 'December 2026' */
  month(iso: string): string
  /** '1–31 Dec 2026', both ends included */
  period(from: string, to: string): string
  /** What stands in a heading for the currency: '£', 'EUR' */
  currencyMark: string
  country(code: string): string
}

export interface FormatOptions {
  culture: string
  language: string
  currency: string
  exponent: number
  currencyByCode: boolean
}

/** Intl prints a hyphen before negative numbers; a printed document deserves the true minus. */
function withTrueMinus(format: Intl.NumberFormat, decimal: string): string {
  if (!DECIMAL.test(decimal)) throw new Error(`Not a decimal number: ${JSON.stringify(decimal)}`)
  return format
    .formatToParts(decimal as Exact)
    .map((part) => (part.type === 'minusSign' ? '\u2212' : part.value))
    .join('')
}

/** The same grouping as beside the currency, which some cultures group differently (de-AT), without the currency. */
function withoutCurrency(format: Intl.NumberFormat, decimal: string): string {
  if (!DECIMAL.test(decimal)) throw new Error(`Not a decimal number: ${JSON.stringify(decimal)}`)
  return format
    .formatToParts(decimal as Exact)
    .filter((part) => part.type !== 'currency' && part.type !== 'literal')
    .map((part) => (part.type === 'minusSign' ? '\u2212' : part.value))
    .join('')
}

/** Noon UTC of the day, for Intl only: a calendar day has no zone. */
function noon(iso: string): number {
  const match = ISO_DAY.exec(iso)
  if (!match) throw new Error(`Not an ISO day: ${JSON.stringify(iso)}`)
  return Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]), 12)
}

/** Months are named in the language of the document, ordered as in the culture's country: English for Norway is 'en-NO'. */
function dayLocale(culture: string, language: string): string {
  const locale = new Intl.Locale(culture)
  if (locale.language === language) return culture
  return locale.region ? `${language}-${locale.region}` : language
}

const remembered = new Map<string, Formats>()

/** The formats of a document; making Intl objects is slow, so each combination is made once. */
export function formatsOf(options: FormatOptions): Formats {
  const key = JSON.stringify(options)
  let formats = remembered.get(key)
  if (!formats) {
    formats = makeFormats(options)
    if (remembered.size > 100) remembered.clear()
    remembered.set(key, formats)
  }
  return formats
}

function makeFormats({ culture, language, currency, exponent, currencyByCode }: FormatOptions): Formats {
  // Western digits in every culture: our fonts draw no others, and bank and tax office read no others.
  const digits = { numberingSystem: 'latn' } as const
  const fraction = { ...digits, minimumFractionDigits: exponent, maximumFractionDigits: exponent }
  const currencyDisplay = currencyByCode ? 'code' : 'symbol'
  const money = new Intl.NumberFormat(culture, { style: 'currency', currency, currencyDisplay, ...fraction })
  const price = new Intl.NumberFormat(culture, {
    ...digits,
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: 20,
  })
  const number = new Intl.NumberFormat(culture, { ...digits, maximumFractionDigits: 20 })
  const percent = new Intl.NumberFormat(culture, { ...digits, style: 'unit', unit: 'percent', maximumFractionDigits: 6 })
  const locale = dayLocale(culture, language)
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory', ...digits })
  const medium = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC', calendar: 'gregory', ...digits })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC', calendar: 'gregory', ...digits })
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' })
  return {
    money: (minor) => withTrueMinus(money, decimalOfMinor(minor, exponent)),
    plainMoney: (minor) => withoutCurrency(money, decimalOfMinor(minor, exponent)),
    unitPrice: (decimal) => withoutCurrency(price, decimal),
    quantity: (decimal) => withTrueMinus(number, decimal),
    percent: (decimal) => withTrueMinus(percent, decimal),
    longDay: (iso) => long.format(noon(iso)),
    month: (iso) => month.format(noon(iso)),
    period: (from, to) => (from === to ? medium.format(noon(from)) : medium.formatRange(noon(from), noon(to))),
    currencyMark: money.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency,
    country: (code) => countries.of(code) ?? code,
  }
}
