import type { Change } from '../kernel/operation.ts'
import { assert, refused, type Refusal } from '../kernel/refusal.ts'
import type { Shape, Fields, Of } from '../kernel/shape.ts'
import { headingOf, type Columns } from './columns.ts'
import type { Published, ReadRow, Reason, Verdict } from './subject.ts'
import type { Reading } from './survey.ts'

/** Where a record comes from when the file does not say: from people, as what they record by hand. Counts of one source go on, those of several add up. */
export const importSource = 'hand'
/** Longest id that is made of what a row says. */
const longestId = 400
/** The id of a row whose file gives it none: what it is about. The same row again means the same record. */
export const ownId = (...parts: readonly (string | null)[]): string =>
  parts
    .filter((part) => part !== null && part !== '')
    .join(' · ')
    .slice(0, longestId)

/** The row under a list that adds it up. */
export const isTotal = (text: string): boolean => /^(sub)?(total|sum|summe|gesamt|zwischensumme)\b/i.test(text)

/** Whether a text may be a code at all (see kernel/shape). */
export const isCode = (text: string): boolean => text.length <= 64 && /^[\p{L}\p{N}][\p{L}\p{N}._/+:@ -]*$/u.test(text)

/** What rows ask for, as the inputs of the operation that records one. */
export function inputsOf<F extends Fields>(
  rows: readonly ReadRow[],
  input: Shape<F>,
): { readonly row: ReadRow; readonly input: Of<Shape<F>> }[] {
  return rows.flatMap((row) => (row.meaning === null ? [] : [{ row, input: input.parse(row.meaning, `row ${row.row}`) as Of<Shape<F>> }]))
}

interface Recorded {
  readonly id: string
  readonly contract: string | null
  readonly customer: string | null
}
interface Told {
  readonly source: string
  readonly sourceId: string
}
export interface Recording<Input extends Told, Record extends Recorded> {
  readonly columns: Columns
  readonly reading: Reading
  /** What stood before, by `source` and `sourceId`; what the file adds is put there, row by row. */
  readonly known: Map<string, Record | null>
  judge(input: Input): Record | Refusal
  /** Says what a row's refusal is about: a reason, the column, and what stands there. */
  blame(code: string, input: Input): { readonly reason: Reason; readonly column: string; readonly value: string }
  changes(added: readonly Record[]): readonly Change[]
  /** Told of each record that is added, before the next row is judged. */
  added?(record: Record): void
}

/** What becomes of rows that record something once: added, known already, told before with another content, twice in the file, or refused. */
export function recordedFrom<Input extends Told, Record extends Recorded>(
  rows: readonly { readonly row: ReadRow; readonly input: Input }[],
  { columns, reading, known, judge, blame, changes, added: tellAdded }: Recording<Input, Record>,
): Published {
  const added: Record[] = []
  const verdicts: Verdict[] = []
  const inFile = new Set<string>()
  const seen = { customers: new Set<string>(), contracts: new Set<string>() }
  const counts = { imported: 0, unchanged: 0, conflicts: 0 }
  const heading = (column: string): string => headingOf(reading, column, columns)
  for (const { row, input } of rows) {
    const key = `${input.source}\n${input.sourceId}`
    if (inFile.has(key)) {
      verdicts.push({ id: row.id, outcome: 'rejected', reason: 'duplicate_row', column: heading('sourceId'), value: input.sourceId })
      continue
    }
    const isKnown = known.has(key)
    const record = judge(input)
    if (refused(record)) {
      const isTold = record.refused.endsWith('.sourceIdTaken')
      const { reason, column, value } = isTold
        ? { reason: 'told_before' as const, column: 'sourceId', value: input.sourceId }
        : blame(record.refused, input)
      verdicts.push({
        id: row.id,
        outcome: isTold ? 'conflict' : 'rejected',
        reason,
        column: heading(column),
        value: value === '' ? null : value,
      })
      if (isTold) counts.conflicts++
      continue
    }
    inFile.add(key)
    if (isKnown) {
      counts.unchanged++
      verdicts.push({ id: row.id, outcome: 'unchanged', reason: null, column: null, value: null })
    } else {
      counts.imported++
      added.push(record)
      known.set(key, record)
      tellAdded?.(record)
    }
    if (record.customer !== null) seen.customers.add(record.customer)
    if (record.contract !== null) seen.contracts.add(record.contract)
  }
  assert(added.length === counts.imported, 'one record for each imported row')
  return {
    verdicts,
    counts: { ...counts, customers: seen.customers.size, contracts: seen.contracts.size },
    changes: () => changes(added),
  }
}
