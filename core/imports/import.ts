import { record } from '../kernel/record.ts'
import { aFile, anInstant, choice, codeOf, count, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'

/** What can be imported. */
export const subjectNames = ['contracts', 'usage', 'incidents', 'time', 'expenses'] as const

/**
 * A spreadsheet on its way into the product: staged in portions, published in one act. `staged` is whole but not published yet;
 * `reviewed` is published, and somebody has looked at what was rejected.
 */
export const imports = record(
  'imports',
  shape({
    id: idOf('imports'),
    subject: choice(...subjectNames),
    entity: codeOf('entities'),
    file: aFile,
    /** What was detected and chosen: encoding, delimiter, date order, decimal mark, columns. */
    options: someData,
    state: choice('staging', 'staged', 'published', 'reviewed', 'cancelled'),
    /** Row of the file after which staging goes on. */
    marker: count,
    /** Rows after the headings. */
    rows: count,
    /** Lines that were added. */
    accepted: count,
    unchanged: count,
    conflicts: count,
    rejected: count,
    ignored: count,
    /** Customers and contracts of the file's lines, known ones among them. */
    customers: count,
    contracts: count,
    createdAt: anInstant,
    createdBy: text,
  }),
  { key: 'id', entityField: 'entity', personal: { keep: 'books', since: 'createdAt', fields: { file: 'anyone.file' }, not: ['options'] } },
)

/** `pending` becomes an imported line when its import is published; nothing is written for it then, lists read it so. */
export const rowOutcomes = ['pending', 'imported', 'unchanged', 'conflict', 'rejected', 'ignored'] as const
export const rejectReasons = [
  'unknown_product', 'invalid_date', 'missing_quantity', 'negative_quantity', 'end_before_start', 'unknown_currency', 'duplicate_row', 'missing_value', 'invalid_number', 'unknown_value', 'conflict',
  'unknown_contract', 'unknown_line', 'ambiguous_line', 'outside_term', 'register_falls', 'unknown_original', 'told_before',
] as const // prettier-ignore

/** One row of an imported file, as it stood there, and what became of it. */
export const importRows = record(
  'importRows',
  shape({
    id: idOf('importRows'),
    import: idOf('imports'),
    /** As the spreadsheet numbers it. */
    row: count,
    outcome: choice(...rowOutcomes),
    reason: maybe(choice(...rejectReasons)),
    /** Heading of the offending column, as the file has it; of a conflict about several columns the first. */
    column: maybe(text),
    value: maybe(text),
    /** The cells of the row: text, or text with the day or number that the file keeps behind it. */
    cells: someData,
    /** The line that the row asks for, packed (see meaning.ts); of a rejected row the line that it claims. */
    meaning: maybe(someData),
  }),
  {
    key: 'id',
    partOf: 'imports',
    personal: { keep: 'use', fields: { value: 'anyone.words', cells: 'anyone.data', meaning: 'anyone.data' } },
  },
)
