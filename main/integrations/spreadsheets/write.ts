import { decimalText, withoutExponent } from './numbers.ts'

/** A text, an exact decimal, an ISO day, or nothing. */
export type WrittenCell = string | { readonly number: string } | { readonly day: string } | null

export interface WrittenSheet {
  readonly name: string
  /** Widths in characters. */
  readonly columns: readonly { readonly heading: string; readonly width: number }[]
  readonly rows: readonly (readonly WrittenCell[])[]
}

/** What a cell can hold; a longer text makes the whole file unreadable for spreadsheet programs. */
const LONGEST_TEXT = 32_767
const LONGEST_NAME = 31
/** Shows a date the way the reader's system does. */
const SYSTEM_DATE = 'mm-dd-yy'
const FIRST_DAY = '1900-03-01'
/** What would be taken for a formula if a person edited the cell; the format "text" keeps it a text even then. */
const FORMULA_START = /^[=+\-@\t\r]/
const AS_TEXT = '@'

/**
 * An xlsx of one sheet: bold headings that stay in view, a filter on every column. Text is written as text (a shared string), so that no
 * content can become a formula, whatever it begins with.
 */
export async function writeSheet(sheet: WrittenSheet): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const worksheet = workbook.addWorksheet(sheetName(sheet.name), { views: [{ state: 'frozen', ySplit: 1 }] })
  worksheet.columns = sheet.columns.map((column) => ({ width: column.width }))
  const headings = worksheet.getRow(1)
  sheet.columns.forEach((column, index) => {
    headings.getCell(index + 1).value = storedText(column.heading)
  })
  headings.font = { bold: true }
  if (sheet.columns.length > 0)
    worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: sheet.rows.length + 1, column: sheet.columns.length } }
  sheet.rows.forEach((cells, index) => {
    const row = worksheet.getRow(index + 2)
    cells.forEach((written, column) => {
      if (written === null || written === '') return
      const { value, format } = stored(written)
      const cell = row.getCell(column + 1)
      cell.value = value
      if (format !== null) cell.numFmt = format
    })
  })
  return new Uint8Array(await workbook.xlsx.writeBuffer({ useSharedStrings: true, useStyles: true }))
}

function stored(cell: string | { readonly number: string } | { readonly day: string }): {
  value: string | number | Date
  format: string | null
} {
  if (typeof cell === 'string') return { value: storedText(cell), format: FORMULA_START.test(cell) ? AS_TEXT : null }
  if ('number' in cell) {
    const value = Number(cell.number)
    // A number that the file's binary form cannot hold exactly is written as the text it is.
    return decimalText(value) === withoutExponent(cell.number) ? { value, format: null } : { value: cell.number, format: AS_TEXT }
  }
  const instant = Date.parse(`${cell.day}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(cell.day) || Number.isNaN(instant) || cell.day < FIRST_DAY) return { value: cell.day, format: AS_TEXT }
  return { value: new Date(instant), format: SYSTEM_DATE }
}

/** Characters that XML cannot hold, and texts that look like their escape, are written as _xHHHH_ (ECMA-376 part 1, 22.9.2.19). */
function storedText(text: string): string {
  const whole = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT - 1)}…` : text
  // eslint-disable-next-line no-control-regex
  return whole.toWellFormed().replace(/_(?=x[0-9A-Fa-f]{4})|[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]/g, (character) => {
    return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
  })
}

function sheetName(name: string): string {
  const usable = name
    .replace(/[[\]:*?/\\]/g, ' ')
    .slice(0, LONGEST_NAME)
    .replace(/^[\s']+|[\s']+$/g, '')
  return usable === '' ? 'Sheet1' : usable.toLowerCase() === 'history' ? `${usable} 1` : usable
}
