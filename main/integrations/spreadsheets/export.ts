import type { WrittenCell } from './write.ts'

export interface CsvForm {
  readonly delimiter: string
  /** Any that iconv-lite knows; the Unicode ones get a byte-order mark, by which spreadsheet programs recognise them. Others show `?` for what they lack. */
  readonly encoding: string
  /** `.` unless told; a list that is opened under a culture with decimal comma needs that. */
  readonly decimalMark?: '.' | ','
  /** False only for files that programs read, never for people. */
  readonly guarded?: boolean
}

/**
 * Cells beginning with one of these are run as formulas by spreadsheet programs, which can send data away or start programs. OWASP's advice
 * (CSV Injection) is a leading apostrophe, which shows that the cell is text. It stays visible there: the price of csv having no types; xlsx
 * has none of that. The wide forms count where East Asian input is usual.
 */
const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/
/** A signed number is what it looks like. */
const SIGNED_NUMBER = /^[+-]\d[\d.,]*$/
const UNICODE = /^utf-?(8|16(le|be)?)$/i

export function guardedText(text: string): string {
  return FORMULA_START.test(text) && !SIGNED_NUMBER.test(text) ? `'${text}` : text
}

/** One record with its line end (RFC 4180): quoted where it holds a delimiter, a quote, a line break or outer white space. */
export function csvRecord(cells: readonly WrittenCell[], form: CsvForm): string {
  const fields = cells.map((cell) => {
    const text = fieldText(cell, form)
    const plain = !text.includes(form.delimiter) && !/["\r\n]|^\s|\s$/.test(text) && !(text === '' && cells.length === 1)
    return plain ? text : `"${text.replaceAll('"', '""')}"`
  })
  return `${fields.join(form.delimiter)}\r\n`
}

export async function writeCsv(rows: Iterable<readonly WrittenCell[]>, form: CsvForm): Promise<Uint8Array> {
  if (form.delimiter === '' || /["\r\n]/.test(form.delimiter)) throw new RangeError(`no delimiter: ${JSON.stringify(form.delimiter)}`)
  let text = ''
  for (const row of rows) text += csvRecord(row, form)
  if (/^utf-?8$/i.test(form.encoding)) return Buffer.from(`\ufeff${text}`, 'utf8')
  const { default: iconv } = await import('iconv-lite')
  return iconv.encode(text, form.encoding, { addBOM: UNICODE.test(form.encoding) })
}

function fieldText(cell: WrittenCell, form: CsvForm): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return form.guarded === false ? cell : guardedText(cell)
  if ('day' in cell) return cell.day
  return form.decimalMark === ',' ? cell.number.replace('.', ',') : cell.number
}
