import { roundedText, shiftedText } from './numbers.ts'

/**
 * How a cell looks by its number format (ECMA-376 part 1, 18.8.30 and 18.8.31): a contract number 42 under `00000` is 00042 to the person who typed it.
 * Formats that are seldom met in lists (fractions, exponents, conditions) show the plain number.
 */
interface Piece {
  readonly kind: 'literal' | 'digit' | 'point' | 'comma' | 'percent' | 'letters'
  readonly text: string
}

/** Short dates of the system: each reader sees his own, so the unambiguous one is shown. */
const SYSTEM_DATES = new Set(['mm-dd-yy', 'm/d/yy', 'm/d/yyyy'])
const SYSTEM_MOMENTS = new Set(['m/d/yy h:mm', 'm/d/yy "h":mm', 'm/d/yyyy h:mm'])
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const DAY_MILLISECONDS = 86_400_000
/** Serial 25569 is 1970-01-01 where serial 1 is 1900-01-01; the other date system starts 1,462 days later. */
const EPOCH_SERIAL = 25_569
const LATER_START = 1_462
/** Serial 60 is 29 February 1900, a day that never was: it is kept from the first spreadsheet programs, and serials before it are one day off. */
const DAY_THAT_NEVER_WAS = 60

function pieces(format: string): Piece[] {
  const found: Piece[] = []
  const pattern = /"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([0#?])|(\.)|(,)|(%)|(AM\/PM|A\/P|General|[A-Za-z]+)|([\s\S])/giu
  for (const match of format.matchAll(pattern)) {
    const [all, quoted, escaped, currency, digit, point, comma, percent, letters, other] = match
    const literal = quoted ?? escaped ?? currency ?? other
    if (literal !== undefined) found.push({ kind: 'literal', text: literal })
    else if (digit !== undefined) found.push({ kind: 'digit', text: digit })
    else if (point !== undefined) found.push({ kind: 'point', text: '.' })
    else if (comma !== undefined) found.push({ kind: 'comma', text: ',' })
    else if (percent !== undefined) found.push({ kind: 'percent', text: '%' })
    else if (letters !== undefined) found.push({ kind: 'letters', text: letters })
    else if (/^\[(h+|m+|s+)\]$/i.test(all)) found.push({ kind: 'letters', text: all })
  }
  return found
}

function sections(format: string): string[] {
  return format.match(/(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=;|^)(?=;|$)/gu) ?? ['']
}

/** `number` is a decimal text as `decimalText` gives it. */
export function shownNumber(number: string, format: string | undefined): string {
  if (format === undefined || format === '' || format === '@' || /^general$/i.test(format)) return number
  if (/\[[<>=]/.test(format)) return number
  const parts = sections(format)
  const negative = number.startsWith('-')
  const index = negative && parts.length > 1 ? 1 : number === '0' && parts.length > 2 ? 2 : 0
  const found = pieces(parts[index] ?? '')
  const unsigned = negative ? number.slice(1) : number
  if (found.some((piece) => piece.kind === 'letters' && /^general$/i.test(piece.text)))
    return signed(negative && index === 0, found.map((piece) => (piece.kind === 'letters' ? unsigned : piece.text)).join(''))
  if (
    found.some((piece) => piece.kind === 'letters' || (piece.kind === 'literal' && piece.text === '/')) ||
    !found.some((piece) => piece.kind === 'digit')
  )
    return number
  return signed(negative && index === 0, filledIn(found, unsigned))
}

function signed(negative: boolean, text: string): string {
  return negative && /[1-9]/.test(text) ? `-${text}` : text
}

function filledIn(found: readonly Piece[], number: string): string {
  const pointAt = found.findIndex((piece) => piece.kind === 'point')
  const lastDigit = found.findLastIndex((piece) => piece.kind === 'digit')
  const wholeEnd = pointAt === -1 ? lastDigit + 1 : pointAt
  const firstDigit = found.findIndex((piece) => piece.kind === 'digit')
  const lastWhole = found.slice(0, wholeEnd).findLastIndex((piece) => piece.kind === 'digit')
  const grouped = found.some((piece, at) => piece.kind === 'comma' && at > firstDigit && at < lastWhole)
  // Commas behind the last digit divide by a thousand each.
  const thousands = found.filter((piece, at) => piece.kind === 'comma' && at > (pointAt === -1 ? lastDigit : lastWhole)).length
  const percents = found.filter((piece) => piece.kind === 'percent').length
  const decimals = pointAt === -1 ? [] : found.slice(pointAt).filter((piece) => piece.kind === 'digit')
  const { whole, fraction } = roundedText(shiftedText(number, percents * 2 - thousands * 3), decimals.length)
  const needed = decimals.findLastIndex((piece) => piece.text !== '#') + 1
  const shownFraction = fraction.slice(0, Math.max(needed, fraction.replace(/(?<!0)0+$/, '').length))
  return leftOfPoint(found.slice(0, wholeEnd), whole, grouped) + rightOfPoint(found.slice(wholeEnd), shownFraction)
}

function leftOfPoint(found: readonly Piece[], whole: string, grouped: boolean): string {
  let left = whole === '0' ? '' : whole
  let shown = ''
  let placed = 0
  const place = (digit: string) => {
    if (grouped && placed > 0 && placed % 3 === 0) shown = `,${shown}`
    shown = digit + shown
    placed += 1
  }
  const first = found.findIndex((piece) => piece.kind === 'digit')
  for (let at = found.length - 1; at >= 0; at -= 1) {
    const piece = found[at]
    if (piece === undefined || piece.kind === 'comma') continue
    if (piece.kind !== 'digit') {
      shown = piece.text + shown
      continue
    }
    if (left !== '') place(left.slice(-1))
    else if (piece.text === '0') place('0')
    left = left.slice(0, -1)
    if (at === first) for (; left !== ''; left = left.slice(0, -1)) place(left.slice(-1))
  }
  return shown
}

function rightOfPoint(found: readonly Piece[], fraction: string): string {
  let left = fraction
  let shown = ''
  for (const piece of found) {
    if (piece.kind === 'comma') continue
    if (piece.kind === 'point' && fraction === '' && found.some((other) => other.kind === 'digit' && other.text === '#')) continue
    if (piece.kind !== 'digit') shown += piece.text
    else {
      shown += left.slice(0, 1)
      left = left.slice(1)
    }
  }
  return shown
}

export interface Moment {
  /** Absent for a mere time of day. */
  readonly day: string | null
  readonly text: string
}

/** `serial` counts days from the start of the date system; the fraction is the time of day. */
export function shownMoment(serial: number, format: string, laterStart: boolean): Moment | null {
  const counted = laterStart ? serial + LATER_START : serial
  if (!Number.isFinite(counted) || counted < 0 || counted >= 2_958_466 /* the year 10000 */) return null
  const seconds = Math.round(counted * 86_400)
  const whole = Math.floor(seconds / 86_400)
  const time = seconds % 86_400
  if (!laterStart && whole === DAY_THAT_NEVER_WAS) return null
  const before = !laterStart && whole < DAY_THAT_NEVER_WAS ? 1 : 0
  const date = new Date((whole - EPOCH_SERIAL + before) * DAY_MILLISECONDS)
  const isoDay = date.toISOString().slice(0, 10)
  const found = pieces(sections(format)[0] ?? '')
  const letters = found.filter((piece) => piece.kind === 'letters').map((piece) => piece.text.toLowerCase())
  // A format of hours alone, or a number below one day, is a time and no date; day 0 does not exist in either system.
  const hasDay = letters.some((text) => /[yd]/.test(text) || /m{3,}/.test(text)) || (letters.length === 1 && /^m+$/.test(letters[0] ?? ''))
  const day = hasDay && (laterStart || whole >= 1) ? isoDay : null
  const clock = `${twoDigits(Math.floor(time / 3600))}:${twoDigits(Math.floor(time / 60) % 60)}`
  if (SYSTEM_DATES.has(format) || /^\[\$-F800\]/i.test(format)) return { day, text: isoDay }
  if (SYSTEM_MOMENTS.has(format)) return { day, text: `${isoDay} ${clock}` }
  return { day, text: spelledOut(found, date, seconds, time) }
}

function spelledOut(found: readonly Piece[], date: Date, seconds: number, time: number): string {
  const halves = found.some((piece) => piece.kind === 'letters' && /^(am\/pm|a\/p)$/i.test(piece.text))
  const hours = Math.floor(time / 3600)
  let afterHours = false
  return found
    .map((piece, at) => {
      if (piece.kind !== 'letters')
        return piece.kind === 'digit' || (piece.kind === 'point' && found[at + 1]?.kind === 'digit') ? '' : piece.text
      const token = piece.text.toLowerCase()
      const next = found.slice(at + 1).find((other) => other.kind === 'letters')
      const minutes = /^m{1,2}$/.test(token) && (afterHours || /^\[?s/i.test(next?.text ?? ''))
      afterHours = /^\[?h+/.test(token)
      if (token === 'am/pm') return hours < 12 ? 'AM' : 'PM'
      if (token === 'a/p') return hours < 12 ? 'A' : 'P'
      if (token.startsWith('[h')) return String(Math.floor(seconds / 3600))
      if (token.startsWith('[m')) return String(Math.floor(seconds / 60))
      if (token.startsWith('[s')) return String(seconds)
      if (minutes) return padded(Math.floor(time / 60) % 60, token)
      if (token.startsWith('h')) return padded(halves ? ((hours + 11) % 12) + 1 : hours, token)
      if (token.startsWith('s')) return padded(time % 60, token)
      return token.replace(/y+|m+|d+/g, (run) => ofCalendar(run, date))
    })
    .join('')
}

function ofCalendar(run: string, date: Date): string {
  const month = MONTHS[date.getUTCMonth()] ?? ''
  const weekday = WEEKDAYS[date.getUTCDay()] ?? ''
  if (run.startsWith('y')) return run.length <= 2 ? twoDigits(date.getUTCFullYear() % 100) : String(date.getUTCFullYear()).padStart(4, '0')
  if (run.startsWith('m'))
    return run.length <= 2
      ? padded(date.getUTCMonth() + 1, run)
      : run.length === 3
        ? month.slice(0, 3)
        : run.length === 4
          ? month
          : month.slice(0, 1)
  return run.length <= 2 ? padded(date.getUTCDate(), run) : run.length === 3 ? weekday.slice(0, 3) : weekday
}

function padded(value: number, run: string): string {
  return String(value).padStart(Math.min(run.length, 2), '0')
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
