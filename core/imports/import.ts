import { record } from '../kernel/record.ts'
import { aFile, anInstant, choice, codeOf, count, idOf, maybe, shape, someData, text } from '../kernel/shape.ts'

/** A spreadsheet on its way into the product: staged in portions, published in one act. */
export const imports = record(
  'imports',
  shape({
    id: idOf('imports'),
    subject: choice('contracts'),
    entity: codeOf('entities'),
    file: aFile,
    /** What was detected or chosen: encoding, delimiter, date order, number format, columns. */
    options: someData,
    state: choice('staging', 'staged', 'published', 'cancelled'),
    /** Row of the file after which staging goes on. */
    marker: count,
    rows: count,
    accepted: count,
    unchanged: count,
    conflicts: count,
    rejected: count,
    ignored: count,
    customers: count,
    contracts: count,
    createdAt: anInstant,
    createdBy: text,
  }),
  { key: 'id', entityField: 'entity' },
)

export const rowOutcomes = ['pending', 'imported', 'unchanged', 'conflict', 'rejected', 'ignored'] as const
export const rejectReasons = [
  'unknown_product', 'invalid_date', 'missing_quantity', 'negative_quantity', 'end_before_start', 'unknown_currency', 'duplicate_row', 'missing_value', 'invalid_number', 'unknown_value', 'conflict',
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
    /** Heading of the offending column. */
    column: maybe(text),
    value: maybe(text),
    /** The cells of the row, as text. */
    cells: someData,
    /** What the row means, when it can be read: the line that it asks for. */
    meaning: maybe(someData),
  }),
  { key: 'id', partOf: 'imports' },
)
