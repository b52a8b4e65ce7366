import { isArchive } from './archive.ts'
import { readCsv } from './csv.ts'
import { LIMITS, SheetTrouble, type Sheet, type SheetFault, type SheetOptions } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

/** The container of old Office files, and of encrypted new ones (MS-CFB 2.2). */
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')

/** Reads a spreadsheet, known by its content whatever its name says. What is wrong with the file is handed back as a value; `about` always names the file. */
export async function readSheet(bytes: Uint8Array, name: string, options: SheetOptions): Promise<Sheet | SheetFault> {
  try {
    const sheet = await readAny(bytes, options)
    if (sheet.rows.every((row) => row.cells.every((cell) => cell.text.trim() === ''))) throw new SheetTrouble('empty')
    return sheet
  } catch (error) {
    if (error instanceof SheetTrouble) return { fault: error.fault.fault, about: { file: name, ...error.fault.about } }
    throw error
  }
}

export function isSheetFault(outcome: Sheet | SheetFault): outcome is SheetFault {
  return 'fault' in outcome
}

async function readAny(bytes: Uint8Array, options: SheetOptions): Promise<Sheet> {
  if (bytes.length === 0) throw new SheetTrouble('empty')
  if (bytes.length > LIMITS.fileBytes) throw new SheetTrouble('tooLarge', { bytes: String(bytes.length), limit: String(LIMITS.fileBytes) })
  if (isArchive(bytes)) return readWorkbook(bytes, options)
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.subarray(0, COMPOUND_FILE.length).equals(COMPOUND_FILE)) {
    if (data.includes(ENCRYPTED_PACKAGE)) throw new SheetTrouble('encrypted', { how: 'password' })
    throw new SheetTrouble('notASpreadsheet', { looksLike: 'xls' })
  }
  if (data.subarray(0, 4).toString('latin1') === 'PK\u0005\u0006') throw new SheetTrouble('empty')
  return readCsv(bytes, options)
}
