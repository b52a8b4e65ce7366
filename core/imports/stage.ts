import { add, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { products } from '../catalog/product.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import type { Id, Wire } from '../kernel/shape.ts'
import { decimal, type Decimal } from '../kernel/decimal.ts'
import { contractLines, contracts, running } from '../contracts/contract.ts'
import { customers } from '../customers/customer.ts'
import { entities } from '../entities/entity.ts'
import { headingOf } from './columns.ts'
import { loadStanding, loadTerms, rowsAfter, type Entity } from './facts.ts'
import { importRows, imports } from './import.ts'
import { isRejected, judging, type Judgement } from './judge.ts'
import { pack, packClaim, unpack, unpackClaim } from './meaning.ts'
import { optionsOf } from './options.ts'
import { publish, shownOf, type Exception, type Publication, type Waiting } from './publish.ts'
import { stagedRows } from './questions.ts'
import type { Cell, SheetRow } from './sheet.ts'
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
  if (subject.state === 'staging') {
    const { chosen, reading } = optionsOf(subject.options)
    const rows = await rowsAfter(subject.file, chosen, subject.marker, portion, read)
    return { subject, does: 'stage' as const, rows, judge: judging(reading, await loadTerms(entity, read)) }
  }
  const waiting = (await read.ask(stagedRows, { import: subject.id })).map(({ id, row, outcome, meaning }): Waiting =>
    outcome === 'pending' ? waitingOf(id, row, meaning) : { id, row, meaning: null, claim: unpackClaim(meaning) },
  )
  const publication = publish(waiting, await loadStanding(subject.entity, waiting, read), now.newId)
  const touched = await read.some(importRows, publication.exceptions.map((e) => e.id)) // prettier-ignore
  const counted = await read.list(products, { where: { field: 'kind', is: 'equal', value: 'consumption' }, limit: 100_000 })
  return { subject, does: 'publish' as const, entity, publication, touched, counted: new Set(counted.map((p) => p.code as string)) }
}
function waitingOf(id: string, row: number, packed: Wire): Waiting {
  const meaning = unpack(packed)
  return { id, row, meaning, claim: meaning }
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
  return facts.does === 'stage' ? stage(subject, facts.rows, facts.judge, now) : published(subject, facts, now)
}

function stage(subject: Import, rows: readonly SheetRow[], judge: (cells: readonly Cell[]) => Judgement, now: Now): Decision<JobState> {
  const { reading, lastRow } = optionsOf(subject.options)
  const changes: Change[] = []
  let rejected = 0
  let ignored = 0
  for (const sheetRow of rows) {
    const judged = judge(sheetRow.cells)
    if (judged === null) ignored++
    else if (isRejected(judged)) rejected++
    changes.push(add(importRows, stagedRow(subject.id, sheetRow, judged, reading, now)))
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

function stagedRow(of: Import['id'], { row, cells }: SheetRow, judged: Judgement, reading: Reading, now: Now): StagedRow {
  const id = now.newId() as Id<'importRows'>
  const kept = keptCells(cells)
  if (judged === null)
    return { id, import: of, row, outcome: 'ignored', reason: null, column: null, value: null, cells: kept, meaning: null }
  if (!isRejected(judged))
    return { id, import: of, row, outcome: 'pending', reason: null, column: null, value: null, cells: kept, meaning: pack(judged) }
  const { reason, value, claim } = judged
  return {
    id,
    import: of,
    row,
    outcome: 'rejected',
    reason,
    column: headingOf(reading, judged.column),
    value: value === '' ? null : value.slice(0, quoted),
    cells: kept,
    meaning: claim ? packClaim(claim) : null,
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
  readonly entity: Entity
  readonly publication: Publication
  readonly touched: ReadonlyMap<string, StagedRow>
  /** Products of consumption. */
  readonly counted: ReadonlySet<string>
}
/** Everything at once: customers, contracts and lines appear together with what is said of the rows, or not at all. */
function published(subject: Import, { entity, publication, touched, counted }: Publishing, now: Now): Decision<JobState> {
  const { reading } = optionsOf(subject.options)
  const { counts } = publication
  const after: Import = {
    ...subject,
    state: 'published',
    accepted: counts.imported,
    unchanged: counts.unchanged,
    conflicts: counts.conflicts,
    rejected: subject.rejected + [...publication.exceptions].filter((e) => newlyRejected(e, touched)).length,
    customers: counts.customers,
    contracts: counts.contracts,
  }
  const changes: Change[] = [...newCustomers(publication, entity), ...newContracts(publication, entity, counted, now)]
  for (const exception of publication.exceptions) changes.push(put(importRows, verdict(exception, touched, reading)))
  changes.push(put(imports, after))
  changes.push(
    tell('imports.published', { import: subject.id, entity: subject.entity, file: subject.file.name, lines: `${counts.imported}` }),
  )
  return { result: stateOf(after), changes }
}
const newlyRejected = (e: Exception, touched: ReadonlyMap<string, StagedRow>): boolean =>
  e.outcome === 'rejected' && touched.get(e.id)?.outcome !== 'rejected'

function verdict(exception: Exception, touched: ReadonlyMap<string, StagedRow>, reading: Reading): StagedRow {
  const row = touched.get(exception.id)
  assert(row, `the staged row ${exception.id}`)
  const { outcome, reason } = exception
  const { column, value } = shownOf(exception, (name) => headingOf(reading, name))
  return { ...row, outcome, reason, column, value: value?.slice(0, quoted) ?? null }
}

function newCustomers({ customers: added }: Publication, entity: Entity): Change[] {
  return added.map(({ id, name, matchName, currency }) =>
    add(customers, {
      id: id as Id<'customers'>,
      code: null,
      name,
      matchName,
      country: entity.country,
      currency,
      language: entity.language,
      culture: entity.culture,
      zone: entity.zone,
      paymentDays: entity.paymentDays,
      taxId: null,
      email: null,
      phone: null,
      address: [],
      poRequired: false,
      note: null,
      family: null,
      invoiceBy: null,
    }),
  )
}

function newContracts({ contracts: added, lines }: Publication, entity: Entity, counted: ReadonlySet<string>, now: Now): Change[] {
  const changes: Change[] = added.map(({ id, number, customer }) =>
    add(contracts, {
      id: id as Id<'contracts'>,
      number,
      entity: entity.code,
      customer: customer as Id<'customers'>,
      state: 'active',
      name: null,
      signedOn: null,
    }),
  )
  for (const { contract, customer, meaning } of lines)
    changes.push(
      add(contractLines, {
        id: now.newId() as Id<'contractLines'>,
        contract: contract as Id<'contracts'>,
        number: meaning.line,
        entity: entity.code,
        customer: customer as Id<'customers'>,
        product: meaning.product as Row<typeof contractLines>['product'],
        version: meaning.version,
        description: null,
        quantity: exact(meaning.quantity),
        unitPrice: meaning.unitPrice === null ? null : exact(meaning.unitPrice),
        currency: meaning.currency,
        months: meaning.months,
        timing: meaning.timing,
        anchor: meaning.anchor,
        start: meaning.start,
        end: meaning.end,
        billedTo: meaning.billedTo,
        taxCodes: meaning.taxCodes as Row<typeof contractLines>['taxCodes'],
        poNumber: meaning.poNumber,
        ...running,
        kind: counted.has(meaning.product) ? 'consumption' : 'recurring',
      }),
    )
  return changes
}
function exact(text: string): Decimal {
  const value = decimal(text)
  assert(value, 'a staged number to be one')
  return value
}
