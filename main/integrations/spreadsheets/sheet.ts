/** What a spreadsheet file holds before anybody interprets it: cells as the file has them, rows numbered as a spreadsheet program numbers them. */

export interface SheetCell {
  /** As a person sees it, trimmed of nothing. */
  readonly text: string
  /** Set when the file says the cell is a real date: ISO day. */
  readonly day?: string
  /** Set when the file holds a number: exact shortest decimal text, never exponent notation. */
  readonly number?: string
}

export interface SheetRow {
  /** The number that the spreadsheet shows, first row = 1. A csv counts every physical record, blank ones included. */
  readonly row: number
  /** Without trailing empty cells in an xlsx; exactly the record's fields in a csv. A blank row has none. */
  readonly cells: readonly SheetCell[]
}

export interface Sheet {
  readonly format: 'xlsx' | 'csv'
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheetName: string | null
  readonly rows: readonly SheetRow[]
}

export interface SheetOptions {
  readonly encoding?: string | null
  readonly delimiter?: string | null
  readonly sheet?: string | null
}

export type SheetFault = {
  fault: 'tooLarge' | 'notASpreadsheet' | 'encrypted' | 'brokenArchive' | 'unknownSheet' | 'empty'
  about: Record<string, string>
}

/** A file is trouble that people cause and repair, so it is handed back as a value; this only carries it up through the readers. */
export class SheetTrouble extends Error {
  readonly fault: SheetFault
  constructor(fault: SheetFault['fault'], about: SheetFault['about'] = {}) {
    super(fault)
    this.fault = { fault, about }
  }
}

/**
 * Sizes are bounded before anything is opened. A 50 MB xlsx unpacks to several hundred MB of XML at the usual ten to one; 200 MB of XML is
 * about 400,000 contract lines, more than any list people keep in a spreadsheet, and still fits the memory of a small server.
 */
export const LIMITS = {
  fileBytes: 50_000_000,
  unpackedBytes: 200_000_000,
  /** Deflate cannot do better than 1032 : 1; real sheets reach about 40 : 1. */
  unpackedRatio: 200,
  /** The ratio says nothing about small parts: an empty style sheet may well shrink 300 : 1. */
  ratioCountsFrom: 5_000_000,
  parts: 10_000,
  /** Cells kept, gaps included: a value in the last column of every row would otherwise cost 16,384 cells a row. */
  cells: 12_000_000,
  /** One record of a csv; without a bound a forgotten quote would gather the rest of the file in one cell. */
  recordBytes: 4_000_000,
  /** As many rows as a spreadsheet program can show. */
  rows: 1_048_576,
} as const

export const EMPTY_CELL: SheetCell = Object.freeze({ text: '' })
export const NO_CELLS: readonly SheetCell[] = Object.freeze([])

/** Lists repeat themselves: equal cells of one file are one object, which takes a third of the memory and spares the garbage collector. */
export class CellStore {
  readonly #texts = new Map<string, SheetCell>()
  readonly #others = new Map<string, SheetCell>()

  text(text: string): SheetCell {
    if (text === '') return EMPTY_CELL
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    const cell = { text }
    if (this.#texts.size < MOST_KEPT) this.#texts.set(text, cell)
    return cell
  }

  keep(key: string, make: () => SheetCell): SheetCell {
    const known = this.#others.get(key)
    if (known !== undefined) return known
    const cell = make()
    if (this.#others.size < MOST_KEPT) this.#others.set(key, cell)
    return cell
  }
}

const MOST_KEPT = 100_000
