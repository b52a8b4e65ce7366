import { setImmediate as nextTurn } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { declaredDelimiter, detectDelimiter } from './delimiter.ts'
import { decode } from './encoding.ts'
import { CellStore, LIMITS, NO_CELLS, SheetTrouble, type Sheet, type SheetOptions, type SheetRow } from './sheet.ts'

/** Parsed in portions, so that other work of the process goes on in between; a portion takes about 10 ms. */
const PORTION = 262_144
const SAMPLE = 800_000

export async function readCsv(bytes: Uint8Array, options: SheetOptions): Promise<Sheet> {
  refuseOtherKinds(bytes)
  const decoded = await decode(bytes, options.encoding ?? null)
  if (decoded === null) throw new SheetTrouble('notASpreadsheet', { unknownEncoding: options.encoding ?? '' })
  refuseBinary(decoded.utf8)
  const start = decoded.utf8.toString('utf8', 0, SAMPLE)
  const declared = declaredDelimiter(start)
  // Old programs end a text with Ctrl-Z; it is no row.
  const end = decoded.utf8.at(-1) === 0x1a ? decoded.utf8.length - 1 : decoded.utf8.length
  const data = decoded.utf8.subarray(declared === null ? 0 : Buffer.byteLength(start.slice(0, declared.length)), end)
  const delimiter = options.delimiter ?? declared?.delimiter ?? detectDelimiter(start)
  if (delimiter === '' || /["\r\n]/.test(delimiter)) throw new SheetTrouble('notASpreadsheet', { unusableDelimiter: delimiter })
  const rows = await parseRecords(data, delimiter)
  return { format: 'csv', encoding: decoded.encoding, delimiter, sheetName: null, rows }
}

async function parseRecords(data: Buffer, delimiter: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  const cells = new CellStore()
  let kept = 0
  const keep = (record: string[]): null => {
    kept += record.length
    if (kept > LIMITS.cells) throw new SheetTrouble('tooLarge', { cells: String(kept), limit: String(LIMITS.cells) })
    const blank = record.length === 1 && record[0] === ''
    rows.push({ row: rows.length + 1, cells: blank ? NO_CELLS : record.map((text) => cells.text(text)) })
    return null
  }
  // Quotes inside an unquoted field (5" disk) are text; every way of ending a line is one, also mixed in a file.
  const parser = parse({
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: LIMITS.recordBytes,
    on_record: keep,
  })
  const ended = new Promise<void>((resolve, reject) => {
    parser.on('end', resolve)
    parser.on('error', reject)
  })
  parser.resume()
  try {
    for (let from = 0; from < data.length && !parser.destroyed; from += PORTION) {
      parser.write(data.subarray(from, from + PORTION))
      await Promise.race([nextTurn(), ended])
    }
    parser.end()
    await ended
  } catch (error) {
    if (error instanceof CsvError)
      throw new SheetTrouble('notASpreadsheet', { why: error.message, code: error.code, row: String(rows.length + 1) })
    throw error
  }
  return rows
}

const OTHER_KINDS: readonly (readonly [kind: string, start: RegExp])[] = [
  ['pdf', /^%PDF-/],
  ['html', /^\s*<(!doctype html|html|table|head|body|meta)\b/i],
  ['xml', /^\s*<\?xml\b/i],
  ['rtf', /^\{\\rtf/],
]

/** Some programs call a web page or XML ".xls"; opened as text it would only yield nonsense rows. */
function refuseOtherKinds(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 512))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
  const kind = OTHER_KINDS.find(([, pattern]) => pattern.test(start))?.[0]
  if (kind !== undefined) throw new SheetTrouble('notASpreadsheet', { looksLike: kind })
}

function refuseBinary(text: Buffer): void {
  const sample = text.subarray(0, 65_536)
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) throw new SheetTrouble('notASpreadsheet', { looksLike: 'binary' })
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 26) controls += 1
  }
  if (controls > sample.length / 100) throw new SheetTrouble('notASpreadsheet', { looksLike: 'binary' })
}
