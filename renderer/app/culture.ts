import { exponents, isCurrency, majorText } from '../../core/kernel/money.ts'

// Cultures are made of Intl: figures go in as exact decimal text, never as a floating-point number.
type Exact = Intl.StringNumericLiteral

/** Cultures offered by name; any other that the system knows can be taken from the browser. */
export const offeredCultures = ['en-GB', 'de-DE', 'en-IN', 'en-US', 'en-AU', 'de-AT', 'de-CH', 'fr-FR', 'es-ES', 'it-IT', 'nl-NL'] as const

const minus = '−'
const places = { minimumFractionDigits: 0, maximumFractionDigits: 18 } as const
const numbers = new Map<string, Intl.NumberFormat>()
function numberFormat(culture: string, least: number, most: number): Intl.NumberFormat {
  const key = `${culture}/${least}/${most}`
  let made = numbers.get(key)
  if (!made) numbers.set(key, (made = new Intl.NumberFormat(culture, { minimumFractionDigits: least, maximumFractionDigits: most })))
  return made
}
// A true minus is as wide as a figure and never mistaken for a hyphen.
const trueMinus = (text: string): string => text.replace(/^-/, minus)

/** An exact decimal as people of the culture write it, all its digits. */
export const decimalIn = (culture: string, text: string): string =>
  trueMinus(numberFormat(culture, places.minimumFractionDigits, places.maximumFractionDigits).format(text as Exact))
export const countIn = (culture: string, n: number): string => trueMinus(numberFormat(culture, 0, 0).format(n))

/** Figures of an amount in its currency's places, without the currency. `minor` is a whole number as text. */
export function figuresIn(culture: string, currency: string, minor: string): string {
  if (!isCurrency(currency)) return trueMinus(minor)
  const digits = exponents[currency]
  return trueMinus(numberFormat(culture, digits, digits).format(majorText(currency, BigInt(minor)) as Exact))
}
/** `EUR` before or after the figures, as the culture does with its sign; a non-breaking space between. */
export function moneyIn(culture: string, currency: string, minor: string): string {
  const figures = figuresIn(culture, currency, minor)
  return codeComesFirst(culture) ? `${currency}\u00a0${figures}` : `${figures}\u00a0${currency}`
}
const firsts = new Map<string, boolean>()
export function codeComesFirst(culture: string): boolean {
  let first = firsts.get(culture)
  if (first === undefined) {
    const parts = new Intl.NumberFormat(culture, { style: 'currency', currency: 'EUR', currencyDisplay: 'code' }).formatToParts(1)
    first = parts.findIndex((p) => p.type === 'currency') < parts.findIndex((p) => p.type === 'integer')
    firsts.set(culture, first)
  }
  return first
}

interface Separators {
  readonly decimal: string
  readonly group: string
}
const separators = new Map<string, Separators>()
export function separatorsOf(culture: string): Separators {
  let found = separators.get(culture)
  if (!found) {
    const parts = new Intl.NumberFormat(culture, { minimumFractionDigits: 1 }).formatToParts(1234567.5)
    const of = (type: string, otherwise: string): string => parts.find((p) => p.type === type)?.value ?? otherwise
    separators.set(culture, (found = { decimal: of('decimal', '.'), group: of('group', ',') }))
  }
  return found
}

/**
 * Reads a number as people of the culture type it, and as programs write it (`1234.5` pasted into a German field). Exact text comes back, or `undefined`.
 * Where a text could be both, the culture decides: in de-DE `1.234` is one thousand two hundred and thirty-four.
 */
export function parseDecimal(culture: string, typed: string): string | undefined {
  const { decimal, group } = separatorsOf(culture)
  let text = typed.trim().replace(/[−–﹣－]/g, '-').replace(/[\s\u00a0\u202f]/g, '').replace(/[’]/g, "'") // prettier-ignore
  let negative = false
  if (/^\(.*\)$/.test(text)) {
    negative = true
    text = text.slice(1, -1)
  }
  const sign = /^[+-]|[+-]$/.exec(text)?.[0]
  if (sign) {
    if (negative) return undefined
    negative = sign === '-'
    text = text.startsWith(sign) ? text.slice(1) : text.slice(0, -1)
  }
  const plain = ownNumber(text, decimal, group) ?? plainNumber(text, decimal)
  if (plain === undefined) return undefined
  const tidy = plain.replace(/^0+(?=\d)/, '')
  return negative && /[1-9]/.test(tidy) ? `-${tidy}` : tidy
}
function ownNumber(text: string, decimal: string, group: string): string | undefined {
  const normal = group.replace(/[’]/g, "'").replace(/[\s\u00a0\u202f]/g, '')
  const halves = text.split(decimal)
  if (halves.length > 2) return undefined
  const [whole = '', fraction] = halves
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return undefined
  const groups = normal === '' ? [whole] : whole.split(normal)
  // No grouped number begins with 0 (0.125 is pasted plain). Groups of two or three after the first (lakh and crore have two), the last always of three.
  const grouped =
    groups.length === 1 ||
    (/^[1-9]\d{0,2}$/.test(groups[0]!) && /^\d{3}$/.test(groups.at(-1)!) && groups.slice(1, -1).every((g) => /^\d{2,3}$/.test(g)))
  const digits = groups.join('')
  if (!grouped || !/^\d*$/.test(digits) || (digits === '' && !fraction)) return undefined
  return fraction ? `${digits || '0'}.${fraction}` : digits
}
// What a spreadsheet or another program copies: a point, no groups. Only where the point is not the culture's own group of three.
const plainNumber = (text: string, decimal: string): string | undefined =>
  decimal !== '.' && /^\d*\.\d+$/.test(text) ? (text.startsWith('.') ? `0${text}` : text) : undefined

/** Whole minor units of a typed amount; `undefined` when it is no number or has more places than the currency. */
export function parseMinor(culture: string, currency: string, typed: string): string | undefined {
  const text = parseDecimal(culture, typed)
  if (text === undefined || !isCurrency(currency)) return undefined
  const [whole = '0', fraction = ''] = text.split('.')
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > exponents[currency]) return undefined
  const minor = BigInt(`${whole.replace('-', '')}${kept.padEnd(exponents[currency], '0')}`)
  return (text.startsWith('-') ? -minor : minor).toString()
}
/** Plain major units for an editor: no groups, the culture's decimal sign. */
export const editableMinor = (culture: string, currency: string, minor: string): string =>
  isCurrency(currency) ? editableDecimal(culture, majorText(currency, BigInt(minor))) : minor
export const editableDecimal = (culture: string, text: string): string => text.replace('.', separatorsOf(culture).decimal)

const dayFormats = new Map<string, Intl.DateTimeFormat>()
function dateFormat(culture: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const full = `${culture}/${key}`
  let made = dayFormats.get(full)
  if (!made) dayFormats.set(full, (made = new Intl.DateTimeFormat(culture, options)))
  return made
}
const atNoon = (day: string): Date => new Date(`${day}T12:00:00Z`)

/** `30.11.2026`, `30/11/2026`: always four digits of the year, so that no day is read two ways by its year. */
export const dayIn = (culture: string, day: string): string =>
  dateFormat(culture, 'day', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(atNoon(day))
/** `30. Nov. 2026`: the month in letters, for headings and documents. */
export const longDayIn = (culture: string, day: string): string =>
  dateFormat(culture, 'long', { dateStyle: 'long', timeZone: 'UTC' }).format(atNoon(day))
export const monthIn = (culture: string, day: string): string =>
  dateFormat(culture, 'month', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(atNoon(day))
export const instantIn = (culture: string, moment: string, zone?: string): string =>
  dateFormat(culture, `instant/${zone ?? ''}`, {
    day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(moment)) // prettier-ignore
export const clockIn = (culture: string, moment: string, zone?: string): string =>
  dateFormat(culture, `clock/${zone ?? ''}`, { hour: '2-digit', minute: '2-digit', ...(zone ? { timeZone: zone } : {}) }).format(
    new Date(moment),
  )

type DayPart = 'day' | 'month' | 'year'
export const dayOrder = (culture: string): readonly DayPart[] =>
  dateFormat(culture, 'day', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' })
    .formatToParts(atNoon('2026-11-30'))
    .map((p) => p.type)
    .filter((type): type is DayPart => type === 'day' || type === 'month' || type === 'year')

/** Reads a day typed in the culture's order (`30.11.26`, `30/11`, `301126`) or as `2026-11-30`. Without a year it is `today`'s. */
export function parseDay(culture: string, typed: string, today: string): string | undefined {
  const text = typed.trim()
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return dayFrom(...(text.split('-') as [string, string, string]))
  const order = dayOrder(culture)
  const packed = /^\d{6}$|^\d{8}$/.test(text)
  const parts = packed ? unpack(text, order) : text.split(/[./\-\s]+/).filter(Boolean)
  if (parts.some((p) => !/^\d{1,4}$/.test(p)) || parts.length < 2 || parts.length > 3) return undefined
  const named = parts.length === 3 ? order : order.filter((p) => p !== 'year')
  const of = (part: DayPart): string | undefined => parts[named.indexOf(part)]
  const year = of('year') ?? today.slice(0, 4)
  return dayFrom(year.length <= 2 ? `20${year.padStart(2, '0')}` : year, of('month') ?? '', of('day') ?? '')
}
function unpack(text: string, order: readonly DayPart[]): string[] {
  const yearLength = text.length - 4
  let from = 0
  return order.map((part) => {
    const length = part === 'year' ? yearLength : 2
    from += length
    return text.slice(from - length, from)
  })
}
function dayFrom(year: string, month: string, day: string): string | undefined {
  const text = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const made = atNoon(text)
  // A day that the calendar lacks (30 February) rolls over in Date and no longer reads the same.
  return !Number.isNaN(made.getTime()) && made.toISOString().slice(0, 10) === text && Number(year) >= 1900 && Number(year) < 3000
    ? text
    : undefined
}

/** First day of the week, 1 Monday to 7 Sunday. */
export function weekStart(culture: string): number {
  const locale = new Intl.Locale(culture) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } }
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1
}
/** How a person would be shown it in a list of cultures. */
export const cultureSample = (culture: string): string => `${decimalIn(culture, '1234567.89')} · ${dayIn(culture, '2026-11-30')}`
export const cultureName = (culture: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(culture) ?? culture
export function isCulture(text: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf([text]).length === 1
  } catch {
    return false
  }
}
