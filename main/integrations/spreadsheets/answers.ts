import type { Mappings } from '../../../core/imports/columns.ts'
import { sheetFacts, sheetRows, writeRejected, type RejectedRow } from '../../../core/imports/sheet.ts'
import { subjects, type SubjectName } from '../../../core/imports/subjects.ts'
import { surveySheet } from '../../../core/imports/survey.ts'
import type { Plain } from '../../../core/kernel/operation.ts'
import type { FileRef } from '../../../core/kernel/shape.ts'
import { say, type Words } from '../../../core/kernel/words.ts'
import type { Files } from '../../files.ts'
import type { Answerer } from '../../storage/reads/registry.ts'
import { isSheetFault, readSheet } from './read.ts'
import type { Sheet, SheetFault } from './sheet.ts'
import { writeSheet, type WrittenCell } from './write.ts'

/** Sheets that stay open: those that somebody is importing or previewing right now. */
const keptSheets = 3
/** Milliseconds after which an unused sheet is let go. */
const keptFor = 2 * 60_000
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Opening {
  readonly file: FileRef
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheet: string | null
}
/** Whose columns the headings are looked for, and what people said of headings. */
interface Wanted {
  readonly subject: SubjectName
  readonly mappings: Mappings
}
interface Kept {
  readonly sheet: Promise<Sheet | SheetFault | undefined>
  release: NodeJS.Timeout
}

/** Answers the questions of imports about spreadsheet files: what a file is, its rows, and a sheet of rejected rows. */
export function spreadsheetAnswerers(
  files: Pick<Files, 'get' | 'put'>,
  wordsOf: (language: string) => Words,
): Readonly<Record<string, Answerer>> {
  const kept = new Map<string, Kept>()
  const forget = (key: string): void => {
    clearTimeout(kept.get(key)?.release)
    kept.delete(key)
  }
  // An import asks for its rows in portions, so a file is read once and kept while it is in use.
  const open = (about: Opening): Promise<Sheet | SheetFault | undefined> => {
    const key = JSON.stringify([about.file.hash, about.encoding, about.delimiter, about.sheet])
    const sheet = kept.get(key)?.sheet ?? readFile(files, about)
    forget(key)
    const release = setTimeout(() => kept.delete(key), keptFor)
    release.unref()
    kept.set(key, { sheet, release })
    for (const oldest of kept.keys()) if (kept.size > keptSheets) forget(oldest)
    sheet.then(
      (read) => (read === undefined || isSheetFault(read)) && forget(key),
      () => forget(key),
    )
    return sheet
  }

  return {
    [sheetFacts.question]: async (about) => [factsOf(await open(about as unknown as Opening), about as unknown as Wanted)],
    [sheetRows.question]: async (about) => {
      const { after, limit } = about as { readonly after: number; readonly limit: number }
      const sheet = await open(about as unknown as Opening)
      if (sheet === undefined || isSheetFault(sheet)) throw new Error('the spreadsheet cannot be read any more')
      const from = firstAfter(sheet, after)
      return sheet.rows.slice(from, from + limit) as unknown as readonly Plain[]
    },
    [writeRejected.question]: async (about) => [{ file: await writeRejectedRows(files, about as never, wordsOf) }],
  }
}

async function readFile(files: Pick<Files, 'get'>, { file, ...options }: Opening): Promise<Sheet | SheetFault | undefined> {
  const bytes = await files.get(file.hash)
  return bytes && readSheet(bytes, file.name, options)
}

function factsOf(sheet: Sheet | SheetFault | undefined, { subject, mappings }: Wanted): Plain {
  const nothing = { format: '', encoding: null, delimiter: null, sheet: null, lastRow: 0, survey: null }
  if (sheet === undefined) return { ...nothing, fault: 'missing', about: {} }
  if (isSheetFault(sheet)) return { ...nothing, fault: sheet.fault, about: sheet.about }
  const { format, encoding, delimiter, sheetName, rows } = sheet
  return {
    fault: null,
    about: {},
    format,
    encoding,
    delimiter,
    sheet: sheetName,
    lastRow: rows.at(-1)?.row ?? 0,
    survey: surveySheet(rows, subjects[subject].columns, mappings),
  }
}

/** Index of the first row after a number; rows stand in order. */
function firstAfter({ rows }: Sheet, after: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle]!.row <= after) low = middle + 1
    else high = middle
  }
  return low
}

interface Rejection {
  readonly name: string
  readonly language: string
  readonly headings: readonly string[]
  readonly rows: readonly RejectedRow[]
}
/** Characters. */
const narrowest = 10
const widest = 40
const remedyWidth = 60

async function writeRejectedRows(files: Pick<Files, 'put'>, rejection: Rejection, wordsOf: (language: string) => Words): Promise<FileRef> {
  const words = wordsOf(rejection.language)
  const [reasonHeading, remedyHeading] = [say(words, 'imports.sheet.reason'), say(words, 'imports.sheet.remedy')]
  // A sheet of rejected rows that is imported again has the two columns already.
  const repeated = rejection.headings.at(-2) === reasonHeading && rejection.headings.at(-1) === remedyHeading
  const headings = repeated ? rejection.headings.slice(0, -2) : rejection.headings
  const width = headings.length
  const widths = headings.map((heading) => heading.length)
  const rows = rejection.rows.map(({ cells, reason, column, value }) => {
    const written: WrittenCell[] = []
    for (let at = 0; at < width; at++) {
      const cell = cells[at] ?? ''
      const text = typeof cell === 'string' ? cell : cell.text
      widths[at] = Math.max(widths[at]!, text.length)
      written.push(typeof cell === 'string' ? cell : (dayOrNumber(cell) ?? text))
    }
    const about = { column: column ?? '', value: value ?? '' }
    written.push(say(words, `choice.reason.${reason}`), say(words, `imports.remedy.${reason}`, about))
    return written
  })
  const bytes = await writeSheet({
    name: say(words, 'imports.sheet.name'),
    columns: [
      ...headings.map((heading, at) => ({ heading, width: Math.min(widest, Math.max(narrowest, widths[at]! + 2)) })),
      { heading: reasonHeading, width: widest },
      { heading: remedyHeading, width: remedyWidth },
    ],
    rows,
  })
  const base = rejection.name.replace(/\.[^.]{1,5}$/, '')
  return files.put(bytes, `${base} - ${say(words, 'imports.sheet.name')}.xlsx`, xlsx)
}
const dayOrNumber = (cell: { readonly day?: string; readonly number?: string }): WrittenCell | undefined =>
  cell.day !== undefined ? { day: cell.day } : cell.number !== undefined ? { number: cell.number } : undefined
