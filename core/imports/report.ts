import { listing } from '../kernel/listing.ts'
import { query } from '../kernel/operation.ts'
import { refuse } from '../kernel/refusal.ts'
import { aFile, choice, count, idOf, many, maybe, shape, text } from '../kernel/shape.ts'
import { imports, rejectReasons } from './import.ts'
import { optionsOf } from './options.ts'
import { correctableRows, exceptionalRows, importList, importRowList } from './questions.ts'
import { writeRejected, type RejectedRow } from './sheet.ts'
import { importSummary, summaryOf } from './importing.ts'

/** The result row by row: every row that became no line, with column, reason and value. `rows` = `lines` + `rejected` + `ignored`; conflicts are among the rejected. */
export const importReport = query({
  name: 'imports.report',
  zone: 'operations',
  permit: 'imports.read',
  input: shape({ import: idOf('imports') }),
  output: shape({
    rows: count,
    customers: count,
    contracts: count,
    lines: count,
    unchanged: count,
    conflicts: count,
    rejected: many(shape({ row: count, column: maybe(text), reason: choice(...rejectReasons), value: maybe(text) })),
    ignored: many(count),
  }),
  refusals: ['imports.unknown'],
  ask: async (input, read) => {
    const found = await read.get(imports, input.import)
    if (!found) return refuse('imports.unknown', { import: input.import })
    const { rows, customers, contracts, accepted, unchanged, conflicts } = found
    const rejected: { row: number; column: string | null; reason: (typeof rejectReasons)[number]; value: string | null }[] = []
    const ignored: number[] = []
    for (const { row, outcome, reason, column, value } of await read.ask(exceptionalRows, { import: found.id })) {
      if (outcome === 'ignored') ignored.push(row)
      else if (reason !== null) rejected.push({ row, column, reason, value })
    }
    return { rows, customers, contracts, lines: accepted + unchanged, unchanged, conflicts, rejected, ignored }
  },
})

/** One import in numbers. */
export const getImport = query({
  name: 'imports.get',
  zone: 'operations',
  permit: 'imports.read',
  input: shape({ import: idOf('imports') }),
  output: importSummary,
  refusals: ['imports.unknown'],
  ask: async (input, read) =>
    (await read.get(imports, input.import)) ? summaryOf(input.import, read) : refuse('imports.unknown', { import: input.import }),
})

/** The rows that became no line, as a spreadsheet with the headings of the file and a column each for reason and remedy: to be corrected and imported again. */
export const rejectedSheet = query({
  name: 'imports.rejectedSheet',
  zone: 'operations',
  permit: 'imports.read',
  input: shape({ import: idOf('imports') }),
  output: shape({ file: aFile }),
  refusals: ['imports.unknown', 'imports.nothingRejected'],
  ask: async (input, read, now) => {
    const found = await read.get(imports, input.import)
    if (!found) return refuse('imports.unknown', { import: input.import })
    const rows = await read.ask(correctableRows, { import: found.id })
    if (rows.length === 0) return refuse('imports.nothingRejected', { file: found.file.name })
    const [written] = await read.ask(writeRejected, {
      name: found.file.name,
      language: now.caller.language,
      headings: optionsOf(found.options).reading.headings,
      rows: rows.map(({ cells, reason, column, value }) => ({ cells, reason, column, value }) as unknown as RejectedRow) as never,
    })
    return written ?? refuse('imports.nothingRejected', { file: found.file.name })
  },
})

export const listImports = listing({ name: 'imports.list', zone: 'operations', permit: 'imports.read', view: importList })
export const listImportRows = listing({ name: 'imports.rows', zone: 'operations', permit: 'imports.read', view: importRowList })
