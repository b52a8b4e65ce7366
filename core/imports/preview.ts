import { query, type Read } from '../kernel/operation.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import { aFile, choice, codeOf, count, many, maybe, shape, text, type FileRef } from '../kernel/shape.ts'
import { headingOf } from './columns.ts'
import { openFile, readingRefusals, rowsAfter, type ReadingRefusal } from './facts.ts'
import { rejectReasons, subjectNames } from './import.ts'
import { delimiterName, importOptions, noOptions, type StoredOptions } from './options.ts'
import type { Cell, SheetRow } from './sheet.ts'
import { isRejectedRow, type Published, type ReadRow, type RowJudgement, type Subject } from './subject.ts'
import { allColumns, subjects } from './subjects.ts'

/** Problems and rows that a preview shows; all of them are counted. */
const shown = 50
const sampled = 20
const portion = 5000

const problem = shape({ row: count, column: maybe(text), reason: choice(...rejectReasons), value: maybe(text) })
interface Problem {
  readonly row: number
  readonly column: string | null
  readonly reason: (typeof rejectReasons)[number]
  readonly value: string | null
}

/** Reads a file and says what importing it would do, without writing anything. */
export const previewImport = query({
  name: 'imports.preview',
  zone: 'operations',
  permit: 'imports.write',
  input: shape({
    file: aFile,
    entity: codeOf('entities'),
    /** Contracts, unless it is said. */
    subject: maybe(choice(...subjectNames)),
    options: maybe(importOptions),
  }),
  output: shape({
    format: choice('xlsx', 'csv'),
    encoding: maybe(text),
    delimiter: maybe(choice('comma', 'semicolon', 'tab', 'bar')),
    sheet: maybe(text),
    dateOrder: choice('dayFirst', 'monthFirst', 'yearFirst'),
    decimalMark: choice('point', 'comma'),
    /** Row of the headings. */
    headingRow: count,
    columns: many(shape({ name: choice(...allColumns), heading: maybe(text) })),
    rows: count,
    customers: count,
    contracts: count,
    /** Lines that would be added. */
    lines: count,
    unchanged: count,
    conflicts: count,
    rejected: count,
    ignored: count,
    /** How often each reason applies. */
    reasons: many(shape({ reason: choice(...rejectReasons), rows: count })),
    problems: many(problem),
    sample: many(shape({ row: count, cells: many(maybe(text)) })),
  }),
  refusals: readingRefusals,
  ask: async (input, read, now): Promise<PreviewResult | Refusal<ReadingRefusal>> => {
    const subject = subjects[input.subject ?? 'contracts']
    const opened = await openFile(input, subject.name, input.options ?? noOptions, read, now)
    if (refused(opened)) return opened
    const { entity, options } = opened
    const judge = await subject.judging(entity, options.reading, read)
    const judged = await judgeAll(input.file, options, subject, judge, read)
    return resultOf(options, subject, judged, await subject.publishing(judged.waiting, entity, options.reading, read, now))
  },
})

interface JudgedFile {
  readonly rows: number
  readonly ignored: number
  readonly waiting: readonly ReadRow[]
  readonly problems: Map<number, Problem>
  readonly sample: readonly SheetRow[]
}
async function judgeAll(
  file: FileRef,
  { chosen, reading }: StoredOptions,
  { columns }: Subject,
  judge: (cells: readonly Cell[]) => RowJudgement,
  read: Read,
): Promise<JudgedFile> {
  const waiting: ReadRow[] = []
  const problems = new Map<number, Problem>()
  const sample: SheetRow[] = []
  let [rows, ignored, after] = [0, 0, reading.row]
  for (;;) {
    const next = await rowsAfter(file, chosen, after, portion, read)
    for (const sheetRow of next) {
      const { row, cells } = sheetRow
      if (sample.length < sampled) sample.push(sheetRow)
      const judged = judge(cells)
      if (judged === null) ignored++
      else if (!isRejectedRow(judged)) waiting.push({ id: `${row}`, row, meaning: judged.meaning, claim: null })
      else {
        problems.set(row, { row, column: headingOf(reading, judged.column, columns), reason: judged.reason, value: judged.value || null })
        if (judged.claim) waiting.push({ id: `${row}`, row, meaning: null, claim: judged.claim })
      }
    }
    rows += next.length
    if (next.length < portion) return { rows, ignored, waiting, problems, sample }
    after = next.at(-1)!.row
  }
}

function resultOf(options: StoredOptions, { columns }: Subject, judged: JudgedFile, { counts, verdicts }: Published) {
  const { reading, format, encoding, delimiter, sheet } = options
  const { problems } = judged
  for (const { id, reason, column, value } of verdicts)
    if (reason !== null) problems.set(Number(id), { row: Number(id), reason, column, value })
  const times = new Map<Problem['reason'], number>()
  for (const { reason } of problems.values()) times.set(reason, (times.get(reason) ?? 0) + 1)
  const inOrder = [...problems.values()].sort((a, b) => a.row - b.row)
  return {
    format: format as 'xlsx' | 'csv',
    encoding,
    delimiter: delimiterName(delimiter),
    sheet,
    dateOrder: reading.order,
    decimalMark: reading.mark,
    headingRow: reading.row,
    columns: columns.names.map((name, i) => ({ name, heading: reading.layout[i] === -1 ? null : reading.headings[reading.layout[i]!]! })),
    rows: judged.rows,
    customers: counts.customers,
    contracts: counts.contracts,
    lines: counts.imported,
    unchanged: counts.unchanged,
    conflicts: counts.conflicts,
    rejected: problems.size - counts.conflicts,
    ignored: judged.ignored,
    reasons: rejectReasons.flatMap((reason) => (times.has(reason) ? [{ reason, rows: times.get(reason)! }] : [])),
    problems: inOrder.slice(0, shown),
    sample: judged.sample.map(({ row, cells }) => ({ row, cells: cells.map((cell: Cell) => cell.text || null) })),
  }
}
type PreviewResult = ReturnType<typeof resultOf>
