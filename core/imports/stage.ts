import { add, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { entities } from '../entities/entity.ts'
import { headingOf, type Columns } from './columns.ts'
import { rowsAfter } from './facts.ts'
import { importRows, imports } from './import.ts'
import { optionsOf } from './options.ts'
import { stagedRows } from './questions.ts'
import type { Cell, SheetRow } from './sheet.ts'
import { isRejectedRow, type Published, type ReadRow, type RowJudgement, type Verdict } from './subject.ts'
import { subjects } from './subjects.ts'
import type { Reading } from './survey.ts'

export type Import = Row<typeof imports>
type StagedRow = Row<typeof importRows>

/** Rows that one portion stages. */
export const portion = 2000
/** Longest value that a row's verdict quotes. */
const quoted = 200

export const stepRefusals = ['imports.unknown', 'imports.cancelled'] as const
export const stateOf = (subject: Import): JobState => ({
  subject: subject.id,
  marker: subject.state === 'staging' ? `${subject.marker}` : subject.state === 'staged' ? 'publish' : '',
  progress: {
    phase: subject.state === 'staging' ? 'imports.reading' : 'imports.publishing',
    done: subject.rows,
    of: Math.max(subject.rows, optionsOf(subject.options).lastRow - optionsOf(subject.options).reading.row),
  },
})

/** Reads what the next portion needs: rows of the sheet while they are staged, then all that was staged. */
export async function loadStep(state: JobState, read: Read, now: Now) {
  const subject = await read.get(imports, state.subject)
  if (!subject || stateOf(subject).marker !== state.marker || state.marker === '') return { subject, does: 'nothing' as const }
  const entity = await read.get(entities, subject.entity)
  assert(entity, `the entity ${subject.entity} of the import`)
  const { chosen, reading } = optionsOf(subject.options)
  const { judging, publishing, columns } = subjects[subject.subject]
  if (subject.state === 'staging') {
    const rows = await rowsAfter(subject.file, chosen, subject.marker, portion, read)
    return { subject, does: 'stage' as const, columns, rows, judge: await judging(entity, reading, read) }
  }
  const rows = (await read.ask(stagedRows, { import: subject.id })).map(({ id, row, outcome, meaning }): ReadRow =>
    outcome === 'pending' ? { id, row, meaning, claim: null } : { id, row, meaning: null, claim: meaning },
  )
  const published = await publishing(rows, entity, reading, read, now)
  const touched = await read.some(importRows, published.verdicts.map((verdict) => verdict.id)) // prettier-ignore
  return { subject, does: 'publish' as const, published, touched }
}

export function step(
  state: JobState,
  facts: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<(typeof stepRefusals)[number]> {
  const { subject } = facts
  if (!subject) return refuse('imports.unknown', { import: state.subject })
  if (subject.state === 'cancelled') return refuse('imports.cancelled', { file: subject.file.name })
  // Another worker has done this portion already: go on where the import stands.
  if (facts.does === 'nothing') return { result: stateOf(subject), changes: [] }
  return facts.does === 'stage' ? stage(subject, facts, now) : published(subject, facts)
}

interface Staging {
  readonly rows: readonly SheetRow[]
  readonly judge: (cells: readonly Cell[]) => RowJudgement
  readonly columns: Columns
}
function stage(subject: Import, { rows, judge, columns }: Staging, now: Now): Decision<JobState> {
  const { reading, lastRow } = optionsOf(subject.options)
  const changes: Change[] = []
  let rejected = 0
  let ignored = 0
  for (const sheetRow of rows) {
    const judged = judge(sheetRow.cells)
    if (judged === null) ignored++
    else if (isRejectedRow(judged)) rejected++
    changes.push(add(importRows, stagedRow(subject.id, sheetRow, judged, reading, columns, now)))
  }
  const done = rows.length < portion
  const after: Import = {
    ...subject,
    state: done ? 'staged' : 'staging',
    marker: rows.at(-1)?.row ?? Math.max(subject.marker, lastRow),
    rows: subject.rows + rows.length,
    rejected: subject.rejected + rejected,
    ignored: subject.ignored + ignored,
  }
  return { result: stateOf(after), changes: [...changes, put(imports, after)] }
}

function stagedRow(
  of: Import['id'],
  { row, cells }: SheetRow,
  judged: RowJudgement,
  reading: Reading,
  columns: Columns,
  now: Now,
): StagedRow {
  const id = now.newId() as Id<'importRows'>
  const kept = keptCells(cells)
  if (judged === null)
    return { id, import: of, row, outcome: 'ignored', reason: null, column: null, value: null, cells: kept, meaning: null }
  if (!isRejectedRow(judged))
    return { id, import: of, row, outcome: 'pending', reason: null, column: null, value: null, cells: kept, meaning: judged.meaning }
  const { reason, value, claim } = judged
  return {
    id,
    import: of,
    row,
    outcome: 'rejected',
    reason,
    column: headingOf(reading, judged.column, columns),
    value: value === '' ? null : value.slice(0, quoted),
    cells: kept,
    meaning: claim ?? null,
  }
}

/** Text alone where the file has nothing behind it; without the empty cells at the end. */
function keptCells(cells: readonly Cell[]): Wire {
  let length = cells.length
  while (length > 0 && cells[length - 1]!.text === '') length--
  const kept: Wire[] = []
  for (let i = 0; i < length; i++) {
    const cell = cells[i]!
    kept.push(cell.day === undefined && cell.number === undefined ? cell.text : (cell as unknown as Wire))
  }
  return kept
}

interface Publishing {
  readonly published: Published
  readonly touched: ReadonlyMap<string, StagedRow>
}
/** Everything at once: what the rows ask for appears together with what is said of the other rows, or not at all. */
function published(subject: Import, { published: { counts, verdicts, changes: made }, touched }: Publishing): Decision<JobState> {
  const after: Import = {
    ...subject,
    state: 'published',
    accepted: counts.imported,
    unchanged: counts.unchanged,
    conflicts: counts.conflicts,
    rejected: subject.rejected + verdicts.filter((verdict) => newlyRejected(verdict, touched)).length,
    customers: counts.customers,
    contracts: counts.contracts,
  }
  const changes: Change[] = [...made()]
  for (const verdict of verdicts) changes.push(put(importRows, judgedRow(verdict, touched)))
  changes.push(put(imports, after))
  changes.push(
    tell('imports.published', { import: subject.id, entity: subject.entity, file: subject.file.name, lines: `${counts.imported}` }),
  )
  return { result: stateOf(after), changes }
}
const newlyRejected = (verdict: Verdict, touched: ReadonlyMap<string, StagedRow>): boolean =>
  verdict.outcome === 'rejected' && touched.get(verdict.id)?.outcome !== 'rejected'

function judgedRow({ id, outcome, reason, column, value }: Verdict, touched: ReadonlyMap<string, StagedRow>): StagedRow {
  const row = touched.get(id)
  assert(row, `the staged row ${id}`)
  return { ...row, outcome, reason, column, value: value?.slice(0, quoted) ?? null }
}
