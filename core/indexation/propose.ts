import { addMonths, daysInMonth, monthOf, yearOf, type Day } from '../kernel/day.ts'
import { add, job, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import type { Answer } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { aDay, choice, codeOf, count, idOf, maybe, shape, type Code, type Id } from '../kernel/shape.ts'
import { productVersions } from '../catalog/product.ts'
import { lineChanges, type LineChange } from '../contracts/line-change.ts'
import { dueOn, dueWithin, type Due } from '../contracts/rises.ts'
import { entities } from '../entities/entity.ts'
import { indexBook, judge, letterDay, type Clause, type Judging } from './judge.ts'
import { dueBys, priceBatches, priceProposals, type PriceBatch, type PriceProposal, type ProposalState } from './proposal.ts'
import { clauseCount, clauseLines } from './reads.ts'
import { indexSeries, indexValues } from './series.ts'

/** Lines that one portion looks at. */
const portion = 500
/** Longest window of one batch, in months: a line is due once a year. */
const longestWindow = 12
/** Days of notice where neither the contract nor the person says any. */
const usualNotice = 30
const longestNotice = 730

export interface ProposeInput {
  readonly effective: Day
  readonly until: Day | null
  readonly dueBy: (typeof dueBys)[number] | null
  readonly knownOn: Day | null
  readonly letterDays: number | null
  readonly entity: Code<'entities'> | null
  readonly index: Code<'indexSeries'> | null
  readonly product: Code<'products'> | null
  readonly customer: Id<'customers'> | null
}
export const batchState = (batch: PriceBatch, done: number, of: number): JobState => ({
  subject: batch.id,
  marker: batch.state === 'proposing' ? `${batch.portions}` : '',
  progress: { phase: 'indexation.propose', done, of },
})

async function loadBegin(input: ProposeInput, read: Read) {
  const { entity, product, customer } = input
  return {
    entity: input.entity === null ? undefined : await read.get(entities, input.entity),
    index: input.index === null ? undefined : await read.get(indexSeries, input.index),
    sameDay: await read.list(priceBatches, { where: { field: 'effective', is: 'equal', value: input.effective }, limit: 1000 }),
    lines: await read.ask(clauseCount, { entity, product, customer }),
  }
}

/** A batch begins at nothing; ids of lines are made in the order of time, so one that is added meanwhile comes last. */
const beforeAll = '00000000-0000-0000-0000-000000000000'
const endOfMonth = (of: Day): Day => `${of.slice(0, 8)}${daysInMonth(yearOf(of), monthOf(of))}` as Day

type BeginFault =
  'indexation.unknownEntity' | 'indexation.unknownIndex' | 'indexation.badWindow' | 'indexation.badNotice' | 'indexation.knownLater'
function begin(input: ProposeInput, facts: Awaited<ReturnType<typeof loadBegin>>, now: Now): Decision<JobState> | Refusal<BeginFault> {
  const { effective, entity, index, product, customer } = input
  if (entity !== null && !facts.entity) return refuse('indexation.unknownEntity', { entity })
  if (index !== null && !facts.index) return refuse('indexation.unknownIndex', { index })
  const dueBy = input.dueBy ?? 'anniversary'
  const until = dueBy === 'day' ? effective : (input.until ?? endOfMonth(effective))
  if (until < effective || until >= addMonths(effective, longestWindow))
    return refuse('indexation.badWindow', { effective, until, months: `${longestWindow}` })
  const letterDays = input.letterDays ?? usualNotice
  if (letterDays < 0 || letterDays > longestNotice)
    return refuse('indexation.badNotice', { days: `${letterDays}`, limit: `${longestNotice}` })
  const knownOn = input.knownOn ?? now.today
  if (knownOn > now.today) return refuse('indexation.knownLater', { day: knownOn, today: now.today })
  const numbers = new Set(facts.sameDay.map((batch) => batch.number))
  let nth = 1
  while (numbers.has(numberOf(effective, nth))) nth += 1
  const batch: PriceBatch = {
    id: now.newId() as Id<'priceBatches'>,
    number: numberOf(effective, nth),
    effective,
    until,
    dueBy,
    knownOn,
    letterDays,
    entity,
    index,
    product,
    customer,
    state: 'proposing',
    marker: beforeAll,
    portions: 0,
    looked: 0,
    createdAt: now.at,
    createdBy: now.caller.name,
  }
  return {
    result: batchState(batch, 0, facts.lines[0]?.lines ?? 0),
    changes: [add(priceBatches, batch), tell('indexation.proposing', { batch: batch.id, number: batch.number })],
  }
}
const numberOf = (effective: Day, nth: number): string => (nth === 1 ? `UP-${effective}` : `UP-${effective}-${nth}`)

type ClauseLine = Answer<typeof clauseLines>

async function loadStep(state: JobState, read: Read) {
  const batch = await read.get(priceBatches, state.subject)
  if (!batch || batch.state !== 'proposing' || `${batch.portions}` !== state.marker) return { batch, next: undefined }
  const { entity, product, customer } = batch
  const lines = await read.ask(clauseLines, { entity, product, customer, after: batch.marker as Id<'contractLines'>, limit: portion })
  const ids = lines.map((line) => line.id)
  const series = [...new Set(lines.flatMap((line) => line.life?.uplift?.index ?? []))]
  const changed = lines.filter((line) => line.changes > 0).map((line) => line.id)
  const none: readonly never[] = []
  return {
    batch,
    next: {
      lines,
      // None asked for is none read, not all.
      changes:
        changed.length === 0 ? none : await read.list(lineChanges, { where: { field: 'line', is: 'in', value: changed }, limit: 100_000 }),
      values:
        series.length === 0 ? none : await read.list(indexValues, { where: { field: 'index', is: 'in', value: series }, limit: 100_000 }),
      versions: await read.list(productVersions, { limit: 100_000 }),
      before: ids.length === 0 ? none : await read.list(priceProposals, { where: { field: 'line', is: 'in', value: ids }, limit: 100_000 }),
    },
  }
}

function step(
  state: JobState,
  { batch, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'indexation.unknownBatch'> {
  if (!batch) return refuse('indexation.unknownBatch', { batch: state.subject })
  // Another worker has done this portion already: go on where the batch stands.
  if (!next) return { result: batchState(batch, state.progress.done, state.progress.of), changes: [] }
  const { lines } = next
  const changesOf = Map.groupBy(next.changes as readonly LineChange[], (change) => change.line)
  const before = Map.groupBy(next.before as readonly PriceProposal[], (proposal) => proposal.line)
  const shared = {
    versions: new Map(next.versions.map((v) => [`${v.product}@${v.version}`, v])),
    book: indexBook(next.values, batch.knownOn),
  }
  const proposed = lines.flatMap((line) => {
    const clause = line.life?.uplift
    if (!clause || (batch.index !== null && clause.index !== batch.index)) return []
    return proposalOf(batch, { line, clause, changes: changesOf.get(line.id) ?? [], ...shared }, before.get(line.id) ?? [], now)
  })
  const done = lines.length < portion
  const after: PriceBatch = {
    ...batch,
    state: done ? 'proposed' : 'proposing',
    marker: done ? '' : lines.at(-1)!.id,
    portions: batch.portions + 1,
    looked: batch.looked + lines.length,
  }
  return {
    result: batchState(after, done ? state.progress.of : after.looked, state.progress.of),
    changes: [
      ...proposed,
      put(priceBatches, after),
      ...(done ? [tell('indexation.proposed', { batch: batch.id, number: batch.number })] : []),
    ],
  }
}

/** What stood in the way may be gone, and a rise that was in force may have been taken back. */
const mayBeJudgedAgain = (present: PriceProposal, changes: readonly LineChange[]): boolean =>
  (present.state === 'excepted' && present.reason !== 'byHand') ||
  (present.state === 'applied' && changes.some((change) => change.retracts !== null && change.retracts === present.change))

/** Where a price is on its way and no change of the line says so yet. */
const underWay: readonly ProposalState[] = ['proposed', 'approved', 'lettered', 'accepted']
const isWithinYear = (a: Day, b: Day): boolean => a > addMonths(b, -12) && a < addMonths(b, 12)

/** The proposal for a line, where it is due. What was decided for that year stands; only what stood in the way is looked at again. */
function proposalOf(
  batch: PriceBatch,
  judging: Judging & { readonly line: ClauseLine; readonly clause: Clause },
  before: readonly PriceProposal[],
  now: Now,
): Change[] {
  const { line } = judging
  const due: Due | undefined = batch.dueBy === 'day' ? dueOn(line, batch.effective) : dueWithin(line, batch)
  if (!due) return []
  const calendarYear = yearOf(due.on)
  const present = before.find((proposal) => proposal.calendarYear === calendarYear)
  if (present && !mayBeJudgedAgain(present, judging.changes)) return []
  if (before.some((other) => underWay.includes(other.state) && isWithinYear(other.effective, due.on))) return []
  const judged = judge(judging, due)
  const row: PriceProposal = {
    id: present?.id ?? (now.newId() as Id<'priceProposals'>),
    batch: batch.id,
    line: line.id,
    calendarYear,
    contract: line.contract,
    customer: line.customer,
    entity: line.entity,
    product: line.product,
    effective: due.on,
    letterOn: letterDay(line, due.on, batch.letterDays),
    currency: line.currency,
    ...judged,
    index: judged.trace.index as PriceProposal['index'],
    state: judged.reason === null ? 'proposed' : 'excepted',
    note: null,
    letter: null,
    change: null,
    decidedAt: null,
    decidedBy: null,
  }
  return [present ? put(priceProposals, row) : add(priceProposals, row)]
}

/** Looks for every price that a clause raises in some days, and proposes the new ones for review. */
export const proposePrices = job({
  name: 'indexation.propose',
  zone: 'finance',
  permit: 'indexation.write',
  input: shape({
    /** First day on which the prices rise. */
    effective: aDay,
    /** Last one; left out, the last day of that month. */
    until: maybe(aDay),
    dueBy: maybe(choice(...dueBys)),
    /** Indices as they were published by this day; left out, today. */
    knownOn: maybe(aDay),
    letterDays: maybe(count),
    entity: maybe(codeOf('entities')),
    index: maybe(codeOf('indexSeries')),
    product: maybe(codeOf('products')),
    customer: maybe(idOf('customers')),
  }),
  output: shape({ batch: idOf('priceBatches'), looked: count }),
  refusals: [
    'indexation.unknownEntity', 'indexation.unknownIndex', 'indexation.badWindow', 'indexation.badNotice', 'indexation.knownLater', 'indexation.unknownBatch',
  ],
  begin: { load: loadBegin, decide: begin },
  step: { load: loadStep, decide: step },
  finish,
}) // prettier-ignore

/** Goes on with a batch that a stop left half done. */
export const resumeBatch = job({
  name: 'indexation.resume',
  zone: 'finance',
  permit: 'indexation.write',
  input: shape({ batch: idOf('priceBatches') }),
  output: shape({ batch: idOf('priceBatches'), looked: count }),
  refusals: ['indexation.unknownBatch'],
  begin: {
    load: async ({ batch: id }, read) => {
      const batch = await read.get(priceBatches, id)
      return (
        batch && { batch, lines: await read.ask(clauseCount, { entity: batch.entity, product: batch.product, customer: batch.customer }) }
      )
    },
    decide: ({ batch }, facts) =>
      facts
        ? { result: batchState(facts.batch, facts.batch.looked, facts.lines[0]?.lines ?? 0), changes: [] }
        : refuse('indexation.unknownBatch', { batch }),
  },
  step: { load: loadStep, decide: step },
  finish,
})

async function finish(subject: string, read: Read) {
  const batch = await read.get(priceBatches, subject)
  assert(batch, 'the batch that was proposed')
  return { batch: batch.id, looked: batch.looked }
}
