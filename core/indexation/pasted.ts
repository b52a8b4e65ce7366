import { day, type Day } from '../kernel/day.ts'
import { decimal, type Decimal } from '../kernel/decimal.ts'
import { month } from './months.ts'

export interface PastedValue {
  /** Its line in the text, from 1. */
  readonly line: number
  readonly month: string
  readonly value: Decimal
  readonly published: Day | null
}
export interface BadLine {
  readonly line: number
  readonly text: string
}

/** The first three letters of the months as statistical offices write them, in English and German. */
const monthNames: Readonly<Record<string, string>> = {
  jan: '01', feb: '02', mar: '03', mär: '03', mrz: '03', apr: '04', may: '05', mai: '05', jun: '06', jul: '07', aug: '08', sep: '09', oct: '10', okt: '10',
  nov: '11', dec: '12', dez: '12',
} // prettier-ignore

/** `2026-10`, `2026/10`, `10/2026`, `10.2026`, `2026 OCT`, `Oktober 2026`, `2026M10`. */
export function readMonth(text: string): string | undefined {
  const yearFirst = /^(\d{4})[-/. ]?M?(\d{1,2})$/i.exec(text)
  if (yearFirst) return month(`${yearFirst[1]}-${yearFirst[2]!.padStart(2, '0')}`)
  const monthFirst = /^(\d{1,2})[-/.](\d{4})$/.exec(text)
  if (monthFirst) return month(`${monthFirst[2]}-${monthFirst[1]!.padStart(2, '0')}`)
  const named = /^(\d{4}) (\p{L}+)\.?$|^(\p{L}+)\.? (\d{4})$/u.exec(text)
  const number = named && monthNames[(named[2] ?? named[3]!).slice(0, 3).toLowerCase()]
  return named && number ? month(`${named[1] ?? named[4]}-${number}`) : undefined
}

const cellsOf = (line: string): string[] => {
  // A comma parts cells only where nothing else does: between figures it is the decimal sign of half of Europe.
  const sign = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ','
  return line.split(sign).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').trim()) // prettier-ignore
}
const readValue = (text: string): Decimal | undefined => decimal(/^\d+,\d+$/.test(text) ? text.replace(',', '.') : text)

/** Reads `month; value; day of publication`, a line each, as they are copied from a statistical office or a spreadsheet. The first line may be a heading. */
export function readPasted(pasted: string): { readonly values: readonly PastedValue[]; readonly bad: BadLine | undefined } {
  const values: PastedValue[] = []
  let bad: BadLine | undefined
  for (const [i, text] of pasted.split(/\r\n|\r|\n/).entries()) {
    if (text.trim() === '') continue
    const [first = '', second = '', third = ''] = cellsOf(text)
    const of = readMonth(first)
    const value = readValue(second)
    const published = third === '' ? null : day(third)
    if (of === undefined || value === undefined || published === undefined) {
      const isHeading = values.length === 0 && !/\d/.test(second) && of === undefined
      if (!isHeading) bad ??= { line: i + 1, text: text.trim().slice(0, 100) }
    } else values.push({ line: i + 1, month: of, value, published })
  }
  return { values, bad }
}
