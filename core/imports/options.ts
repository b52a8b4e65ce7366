import type { Of, Wire } from '../kernel/shape.ts'
import { choice, maybe, shape, text } from '../kernel/shape.ts'
import type { Reading } from './survey.ts'

const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const

/** What a person may decide where the detection should not. */
export const importOptions = shape({
  encoding: maybe(text),
  delimiter: maybe(choice('comma', 'semicolon', 'tab', 'bar')),
  /** Name of the sheet; otherwise the first visible one. */
  sheet: maybe(text),
  dateOrder: maybe(choice('dayFirst', 'monthFirst', 'yearFirst')),
  decimalMark: maybe(choice('point', 'comma')),
})
export type ImportOptions = Of<typeof importOptions>
export const noOptions: ImportOptions = { encoding: null, delimiter: null, sheet: null, dateOrder: null, decimalMark: null }

export const openingOf = ({ encoding, delimiter, sheet }: ImportOptions) => ({
  encoding,
  delimiter: delimiter === null ? null : delimiters[delimiter],
  sheet,
})
export const delimiterName = (sign: string | null): keyof typeof delimiters | null =>
  (Object.keys(delimiters) as (keyof typeof delimiters)[]).find((name) => delimiters[name] === sign) ?? null

/** What an import keeps of how it reads its file. */
export interface StoredOptions {
  readonly chosen: ImportOptions
  readonly reading: Reading
  readonly format: string
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheet: string | null
  readonly lastRow: number
}
export const stored = (options: StoredOptions): Wire => options as unknown as Wire
export const optionsOf = (wire: Wire): StoredOptions => wire as unknown as StoredOptions
