import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { readSheet } from '../../main/integrations/spreadsheets/read.ts'
import type { Sheet, SheetCell, SheetFault, SheetOptions } from '../../main/integrations/spreadsheets/sheet.ts'

/** The lists that a newly bought company hands over. */
export function realFile(name: string): Uint8Array {
  return readFileSync(join(__dirname, '..', 'world', 'import', name))
}

export async function sheetOf(bytes: Uint8Array, options: SheetOptions = {}): Promise<Sheet> {
  const outcome = await readSheet(bytes, 'list', options)
  if ('fault' in outcome) throw new Error(JSON.stringify(outcome))
  return outcome
}

export async function faultOf(bytes: Uint8Array, options: SheetOptions = {}): Promise<SheetFault> {
  const outcome = await readSheet(bytes, 'list', options)
  if (!('fault' in outcome)) throw new Error(`was read: ${outcome.rows.length} rows`)
  return outcome
}

export const textsOf = (sheet: Sheet): string[][] => sheet.rows.map((row) => row.cells.map((cell) => cell.text))

export interface Packed {
  readonly path: string
  readonly content: string | Buffer
  /** What the archive says instead of the truth. */
  readonly claims?: {
    readonly unpacked?: number
    readonly method?: number
    readonly encrypted?: boolean
    readonly damaged?: boolean
    readonly long?: boolean
  }
}

/** A zip written by hand, so that it can also lie. */
export function zip(parts: readonly Packed[]): Buffer {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { path, content, claims = {} } of parts) {
    const data = Buffer.from(content)
    const packed = claims.method === 0 ? data : deflateRawSync(data)
    if (claims.damaged === true) packed.fill(0xff, 0, Math.min(20, packed.length))
    const name = Buffer.from(path)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(claims.encrypted === true ? 1 : 0, 2)
    fields.writeUInt16LE(claims.method ?? 8, 4)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claims.unpacked ?? data.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    const named = Buffer.from(fields)
    const extra = Buffer.alloc(claims.long === true ? 28 : 0)
    if (claims.long === true) {
      // All ones here mean: see the 64-bit fields behind the name (unpacked, packed, offset).
      named.fill(0xff, 14, 22)
      rest.fill(0xff, 10, 14)
      named.writeUInt16LE(extra.length, 24)
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(24, 2)
      ;[data.length, packed.length, at].forEach((value, index) => extra.writeBigUInt64LE(BigInt(value), 4 + index * 8))
    }
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), named, rest, name, extra]))
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), fields, name, packed])
    chunks.push(local)
    at += local.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, entry) => sum + entry.length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...chunks, ...directory, end])
}

export interface Xlsx {
  /** Content of `sheetData`, or a whole part that starts with `<?xml` or `<`name`:worksheet`. */
  readonly data: string
  /** Elements of the shared strings' table. */
  readonly strings?: string
  /** Number formats; cell style 1 has the first, 2 the second and so on. */
  readonly formats?: readonly string[]
  readonly date1904?: boolean
  readonly extra?: readonly Packed[]
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The parts of an xlsx as Excel writes them, in its order: the strings come behind the sheets. */
export function xlsxParts({ data, strings = '', formats = [], date1904 = false, extra = [] }: Xlsx): Packed[] {
  const numbers = formats.map((format, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(format)}"/>`).join('')
  const styles = formats.map((_, index) => `<xf numFmtId="${200 + index}" applyNumberFormat="1"/>`).join('')
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return [
    {
      path: '_rels/.rels',
      content: `<Relationships><Relationship Id="a" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      path: 'xl/workbook.xml',
      content: `<workbook ${MAIN} xmlns:r="${office}">${date1904 ? '<workbookPr date1904="1"/>' : '<workbookPr/>'}<sheets><sheet name="Tom &amp; Jane" sheetId="7" r:id="rId3"/></sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="rId3" Target="/xl/worksheets/sheet7.xml"/></Relationships>',
    },
    {
      path: 'xl/worksheets/sheet7.xml',
      content:
        data.startsWith('<row') || data === ''
          ? `<?xml version="1.0"?><worksheet ${MAIN}><sheetData>${data}</sheetData></worksheet>`
          : data,
    },
    {
      path: 'xl/styles.xml',
      content: `<styleSheet ${MAIN}><numFmts>${numbers}</numFmts><cellXfs><xf numFmtId="0"/>${styles}</cellXfs></styleSheet>`,
    },
    { path: 'xl/sharedStrings.xml', content: `<sst ${MAIN}>${strings}</sst>` },
    ...extra,
  ]
}

export const xlsx = (file: Xlsx): Buffer => zip(xlsxParts(file))

/** Reads one row of cells written in the file's own words. */
export async function cellsOf(cells: string, rest: Omit<Xlsx, 'data'> = {}): Promise<readonly SheetCell[]> {
  const sheet = await sheetOf(xlsx({ data: `<row r="1">${cells}</row>`, ...rest }))
  return sheet.rows[0]?.cells ?? []
}
