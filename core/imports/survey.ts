import { columnOf, contractColumns, findHeadings, type Columns, type Found, type Layout, type Mappings } from './columns.ts'
import { decideMark, markOf, type DecimalMark } from './numbers.ts'
import { decideOrder, orderOf, type DateOrder } from './days.ts'
import type { SheetRow } from './sheet.ts'

/** What the whole file shows of its habits: where its columns are, and how many of its numbers and dates speak for which way of writing. */
export interface Survey extends Found {
  readonly point: number
  readonly comma: number
  readonly dayFirst: number
  readonly monthFirst: number
}

export function surveySheet(rows: readonly SheetRow[], columns: Columns = contractColumns, mappings: Mappings = {}): Survey {
  const found = findHeadings(rows, columns, mappings)
  const votes = { point: 0, comma: 0, dayFirst: 0, monthFirst: 0 }
  const numbers = columns.numbers.map((name) => columnOf(found.layout, name, columns))
  const days = columns.days.map((name) => columnOf(found.layout, name, columns))
  for (const { row, cells } of rows) {
    if (row <= found.row) continue
    for (const at of numbers) {
      const cell = cells[at]
      if (cell === undefined || cell.number !== undefined || cell.text === '') continue
      const mark = markOf(cell.text)
      if (mark !== undefined) votes[mark]++
    }
    for (const at of days) {
      const cell = cells[at]
      if (cell === undefined || cell.text === '') continue
      // What is written of the time says nothing of the day.
      const order = orderOf(cell.text.includes(':') ? { ...cell, text: cell.text.replace(/(?<![T ,])[T ,]+\d{1,2}:\d{2}.*$/, '') } : cell)
      if (order === 'dayFirst' || order === 'monthFirst') votes[order]++
    }
  }
  return { ...found, ...votes }
}

/** How the rows of a file are read: detected, or as the caller chose. Kept with the import, so that a resumed one reads on in the same way. */
export interface Reading {
  readonly row: number
  readonly headings: readonly string[]
  readonly layout: Layout
  readonly mark: DecimalMark
  readonly order: DateOrder
}

export function decideReading(
  survey: Survey,
  habits: { readonly culture: string; readonly dateOrder: DateOrder },
  chosen: { readonly decimalMark: DecimalMark | null; readonly dateOrder: DateOrder | null },
): Reading {
  return {
    row: survey.row,
    headings: survey.headings,
    layout: survey.layout,
    mark: chosen.decimalMark ?? decideMark(survey.point, survey.comma, habits.culture),
    order: chosen.dateOrder ?? decideOrder(survey.dayFirst, survey.monthFirst, habits.dateOrder),
  }
}
