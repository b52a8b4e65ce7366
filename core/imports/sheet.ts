import { question } from '../kernel/record.ts'
import { aFile, choice, count, many, maybe, shape, someData, text } from '../kernel/shape.ts'

/** A cell as the file has it: the text that a person sees and, where the file itself says so, the day or the exact number behind it. */
export interface Cell {
  readonly text: string
  readonly day?: string
  readonly number?: string
}
export interface SheetRow {
  /** As the spreadsheet numbers it, first row = 1. */
  readonly row: number
  readonly cells: readonly Cell[]
}

/** What is wrong with a file before anything in it is read. */
export const sheetFaults = ['missing', 'tooLarge', 'notASpreadsheet', 'encrypted', 'brokenArchive', 'unknownSheet', 'empty'] as const
export type SheetFaultName = (typeof sheetFaults)[number]

/** How the file is to be opened, where it should not be detected. */
const opening = { encoding: maybe(text), delimiter: maybe(text), sheet: maybe(text) }

/** What a spreadsheet file is, and what its headings, numbers and dates look like. Answered by the host's spreadsheet reader. */
export const sheetFacts = question(
  'imports.sheetFacts',
  /** `subject`: whose columns its headings are looked for; `mappings`: see `Mappings`. */
  shape({ file: aFile, ...opening, subject: text, mappings: someData }),
  shape({
    fault: maybe(choice(...sheetFaults)),
    about: someData,
    format: text,
    encoding: maybe(text),
    delimiter: maybe(text),
    sheet: maybe(text),
    /** Last row of the sheet. */
    lastRow: count,
    /** See `Survey`. */
    survey: someData,
  }),
)

/** Rows after a row, in order. `cells` is a list of `Cell`. */
export const sheetRows = question(
  'imports.sheetRows',
  shape({ file: aFile, ...opening, after: count, limit: count }),
  shape({ row: count, cells: someData }),
)

/** Makes a spreadsheet of rejected rows: the headings of the file, and each row with its reason and remedy in words of the language. */
export const writeRejected = question(
  'imports.writeRejected',
  shape({ name: text, language: text, headings: many(text), rows: someData }),
  shape({ file: aFile }),
)
/** A row of `writeRejected`. */
export interface RejectedRow {
  readonly cells: readonly (string | Cell)[]
  readonly reason: string
  readonly column: string | null
  readonly value: string | null
}
