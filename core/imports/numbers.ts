/** How a file writes its decimals: `1,234.50` or `1.234,50`. */
export type DecimalMark = 'point' | 'comma'

const gaps = /[\s\u00a0\u2007\u2009\u202f'’]/g
const signs = /^(?:[£€₹$¥]|(?:rs|gbp|eur|inr|usd|chf)(?![a-z])\.?)|(?:[£€₹$¥]|(?<![a-z])(?:gbp|eur|inr|usd|chf))$/gi

/** Sign and digits of a written number: minus in front, behind or as brackets; currency signs gone; gaps between groups written as `'`. */
function bare(written: string): { readonly negative: boolean; readonly digits: string } {
  let text = written.trim()
  let negative = false
  const unsign = (): void => {
    if (text.startsWith('(') && text.endsWith(')')) [negative, text] = [true, text.slice(1, -1).trim()]
    else if (/^[-−–]/.test(text)) [negative, text] = [true, text.slice(1).trim()]
    else if (/[-−–]$/.test(text)) [negative, text] = [true, text.slice(0, -1).trim()]
    else if (text.startsWith('+')) text = text.slice(1).trim()
  }
  unsign()
  text = text.replace(signs, '').trim()
  if (!negative) unsign()
  return { negative, digits: text.replace(gaps, "'") }
}

// Groups of three; after a comma also India's groups of two before the last three (1,23,456).
const forms: { readonly [K in DecimalMark]: RegExp } = {
  point: /^(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:'\d{3})+|[1-9]\d?(?:,\d{2})*,\d{3})?(?:\.(\d*))?$/,
  comma: /^(\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:'\d{3})+)?(?:,(\d*))?$/,
}
const simple = /^\d{1,15}$/

/** The number as plain decimal text (`-1234.5`), or `undefined` when it is none under this mark. Nothing is guessed: `20,80` is no number where points are decimal. */
export function readNumber(written: string, mark: DecimalMark): string | undefined {
  if (simple.test(written)) return written
  const { negative, digits } = bare(written)
  const match = forms[mark].exec(digits)
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return undefined
  return `${negative ? '-' : ''}${whole === '' ? '0' : whole.replace(/[.,']/g, '')}${fraction === '' ? '' : `.${fraction}`}`
}

/** Which mark a written number speaks for; `undefined` when it can be read both ways (`1,234`) or has no mark. */
export function markOf(written: string): DecimalMark | undefined {
  if (simple.test(written)) return undefined
  const { digits } = bare(written)
  if (!/^[\d.,']+$/.test(digits)) return undefined
  const point = digits.lastIndexOf('.')
  const comma = digits.lastIndexOf(',')
  if (point < 0 && comma < 0) return undefined
  if (point >= 0 && comma >= 0) return point > comma ? 'point' : 'comma'
  const [sign, other] = point >= 0 ? (['point', 'comma'] as const) : (['comma', 'point'] as const)
  const parts = digits.split(sign === 'point' ? '.' : ',')
  // Several of one kind divide groups, so the other kind is the decimal one.
  if (parts.length > 2) return other
  const [before = '', after = ''] = parts
  return after.length === 3 && /^[1-9]\d{0,2}$/.test(before) ? undefined : sign
}

/** The mark of a file: what most of its numbers speak for; where they say nothing, the habit of the entity's culture. */
export function decideMark(point: number, comma: number, culture: string): DecimalMark {
  if (point !== comma) return point > comma ? 'point' : 'comma'
  return commaCultures.has(culture.slice(0, 2).toLowerCase()) && !commaExceptions.has(culture) ? 'comma' : 'point'
}
// Languages whose cultures write decimals with a comma (Unicode CLDR 46, `symbols/decimal`), and cultures among them that do not.
const commaCultures: ReadonlySet<string> = new Set(['bg', 'ca', 'cs', 'da', 'de', 'el', 'es', 'et', 'fi', 'fr', 'hr', 'hu', 'id', 'is', 'it', 'lt', 'lv', 'nb', 'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'tr', 'uk', 'vi']) // prettier-ignore
const commaExceptions: ReadonlySet<string> = new Set(['de-CH', 'de-LI', 'it-CH', 'es-MX', 'es-US'])
