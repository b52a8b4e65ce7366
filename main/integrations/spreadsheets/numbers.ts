/** Decimal text of what a spreadsheet file stores as binary numbers. Text in, text out: no arithmetic is done on the numbers themselves. */

/** A spreadsheet computes with 15 significant digits and neither shows nor accepts more: what follows is noise of binary arithmetic (0.1 + 0.2). */
const SIGNIFICANT_DIGITS = 15

export function decimalText(value: number): string | null {
  if (!Number.isFinite(value)) return null
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value)
  const shortest = String(value)
  const digits = shortest.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '')
  return withoutExponent(digits.length > SIGNIFICANT_DIGITS ? value.toPrecision(SIGNIFICANT_DIGITS) : shortest)
}

/** `1.5e-7` is written out as `0.00000015`, and needless zeros go. */
export function withoutExponent(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const sign = mantissa.startsWith('-') ? '-' : ''
  const [whole = '', fraction = ''] = mantissa.replace(/^[-+]/, '').split('.')
  const point = whole.length + Number(exponent)
  const digits = whole + fraction
  const before = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0')
  const after = point < 0 ? '0'.repeat(-point) + digits : digits.slice(point)
  const kept = after.replace(/(?<!0)0+$/, '')
  const plain = before.replace(/^0+(?=\d)/, '')
  return `${plain === '0' && kept === '' ? '' : sign}${plain}${kept === '' ? '' : `.${kept}`}`
}

/** Half away from zero, as spreadsheets round what they show. The text is a decimal without sign. */
export function roundedText(text: string, places: number): { whole: string; fraction: string } {
  const [whole = '0', fraction = ''] = text.split('.')
  const padded = fraction.padEnd(places + 1, '0')
  let digits = BigInt(whole + padded.slice(0, places))
  if (padded.charCodeAt(places) >= 53 /* 5 */) digits += 1n
  const all = digits.toString().padStart(places + 1, '0')
  return { whole: all.slice(0, all.length - places), fraction: places === 0 ? '' : all.slice(-places) }
}

export function shiftedText(text: string, places: number): string {
  return withoutExponent(`${text}e${places}`)
}
