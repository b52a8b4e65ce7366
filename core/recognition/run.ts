import { entities, groups, numberSeries } from '../entities/entity.ts'
import { add, job, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { codeOf, count, idOf, maybe, shape, text, type Code, type Id } from '../kernel/shape.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { postJournal, seriesFor } from '../ledger/post-journal.ts'
import { pendingGroups } from './facts.ts'
import { recognitionRuns, recognitions, type RecognitionRun } from './recognition.ts'
import { prepaidCosts } from './prepaid-cost.ts'
import { beforeAll, costsOf, earningsOf, release, releaseCosts } from './releasing.ts'
import { periodOf } from './rules.ts'

interface Asked {
  readonly period: string
  readonly entity: Code<'entities'> | null
}

const stateOf = (run: RecognitionRun, left: number): JobState => ({
  subject: run.id,
  marker: run.state === 'posting' ? run.marker : '',
  progress: { phase: 'recognition.posting', done: run.charges, of: run.charges + left },
})

async function loadBegin({ period: named, entity }: Asked, read: Read) {
  const period = periodOf(named)
  const mine = await read.list(entities, { order: ['code'], limit: 1000 })
  const chosen = (entity === null ? mine : mine.filter((e) => e.code === entity)).map((e) => e.code)
  const pending = period && chosen.length > 0 ? await read.ask(pendingGroups, { entities: chosen, asOf: period.asOf }) : []
  return {
    period,
    chosen,
    left: pending.reduce((sum, group) => sum + group.charges, 0),
    open: await read.list(recognitionRuns, { where: { field: 'state', is: 'equal', value: 'posting' }, limit: 1000 }),
    sameMonth: await read.list(recognitionRuns, { where: { field: 'period', is: 'equal', value: named }, limit: 1000 }),
  }
}

function begin(
  input: Asked,
  { period, chosen, left, open, sameMonth }: Awaited<ReturnType<typeof loadBegin>>,
  now: Now,
): Decision<JobState> | Refusal<'recognition.invalidPeriod' | 'recognition.unknownEntity' | 'recognition.runIsPosting'> {
  if (!period) return refuse('recognition.invalidPeriod', { period: input.period })
  if (chosen.length === 0) return refuse('recognition.unknownEntity', { entity: input.entity ?? '' })
  // One that was stopped goes on where it stands.
  const stopped = open.find((run) => run.period === input.period && run.entities.join() === chosen.join())
  if (stopped) return { result: stateOf(stopped, left), changes: [] }
  const other = open.find((run) => run.entities.some((entity) => chosen.includes(entity)))
  if (other) return refuse('recognition.runIsPosting', { run: other.number, period: other.period })
  const nth = sameMonth.length + 1
  const none = left === 0
  const run: RecognitionRun = {
    id: now.newId() as Id<'recognitionRuns'>,
    number: nth === 1 ? `RR-${input.period}` : `RR-${input.period}-${nth}`,
    period: input.period,
    entities: chosen,
    state: none ? 'posted' : 'posting',
    marker: none ? '' : 'portion-1',
    portions: 0,
    charges: 0,
    journals: 0,
    createdAt: now.at,
    createdBy: now.caller.name,
    postedAt: none ? now.at : null,
  }
  return {
    result: stateOf(run, left),
    changes: [add(recognitionRuns, run), tell('recognition.posting', { run: run.id, number: run.number })],
  }
}

async function loadStep(state: JobState, read: Read) {
  const run = await read.get(recognitionRuns, state.subject)
  if (!run || run.state !== 'posting' || run.marker !== state.marker) return { run, next: undefined }
  const period = periodOf(run.period)
  assert(period, `the month ${run.period}`)
  const pending = await read.ask(pendingGroups, { entities: run.entities, asOf: period.asOf })
  const [first] = pending
  if (!first) return { run, next: null }
  const due = await earningsOf(read, first.entity, first.currency, period.asOf, beforeAll as Id<'charges'>)
  const rows = await read.some(recognitions, due.map((d) => d.id)) // prettier-ignore
  const dueCosts = await costsOf(read, first.entity, first.currency, period.asOf)
  const costs = await read.some(prepaidCosts, dueCosts.map((d) => d.id)) // prettier-ignore
  const entity = await read.get(entities, first.entity)
  assert(entity, `the entity ${first.entity}`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const left = pending.reduce((sum, { charges }) => sum + charges, 0)
  // Last of all: nobody else numbers a journal of this series until this portion is committed.
  const series = await seriesFor(read, entity, 'recognition', period.last)
  return { run, next: { period, due, rows, dueCosts, costs, entity, group, currency: first.currency, left, series } }
}

function step(
  state: JobState,
  { run, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'recognition.unknownRun'> {
  if (!run) return refuse('recognition.unknownRun', { run: state.subject })
  // Another worker has posted this portion already.
  if (next === undefined) return { result: stateOf(run, 0), changes: [] }
  if (next === null) {
    const after: RecognitionRun = { ...run, state: 'posted', marker: '', postedAt: now.at }
    return {
      result: stateOf(after, 0),
      changes: [put(recognitionRuns, after), tell('recognition.posted', { run: run.id, number: run.number, journals: `${run.journals}` })],
    }
  }
  const { period, due, dueCosts, entity, group, currency, left } = next
  const { releases, rows } = release(due, next.rows, period.asOf)
  const costs = releaseCosts(dueCosts, next.costs, period.asOf, releases)
  const balances = new BalanceSheet()
  const changes: Change[] = [...rows.map((row) => put(recognitions, row)), ...costs.map((row) => put(prepaidCosts, row))]
  const { lines } = releases
  let journals = 0
  if (lines.length > 0) {
    const posted = postJournal({
      id: now.newId(), entity, groupCurrency: group.currency, document: 'recognition', series: next.series, postedOn: period.last, postedAt: now.at, currency, lines,
      exchanges: null, rates: {}, source: run.id, narrative: run.number, balances, digest: now.digest,
    }) // prettier-ignore
    assert(!refused(posted), 'amounts that were booked together once balance')
    changes.push(...posted.changes, put(numberSeries, posted.series))
    journals = 1
  }
  const portions = run.portions + 1
  const after: RecognitionRun = {
    ...run,
    marker: `portion-${portions + 1}`,
    portions,
    charges: run.charges + rows.length + costs.length,
    journals: run.journals + journals,
  }
  return {
    result: stateOf(after, left - rows.length - costs.length),
    changes: [...changes, ...balances.changes(), put(recognitionRuns, after)],
  }
}

/** Recognises a month: what of the deferred charges was earned by its last day, and what of prepaid costs is cost of it. Running it again posts only what came since. */
export const runRecognition = job({
  name: 'recognition.run',
  zone: 'finance',
  permit: 'recognition.run',
  input: shape({ period: text, entity: maybe(codeOf('entities')) }),
  output: shape({ run: idOf('recognitionRuns'), number: text, charges: count, journals: count }),
  refusals: ['recognition.invalidPeriod', 'recognition.unknownEntity', 'recognition.runIsPosting', 'recognition.unknownRun'],
  begin: { load: loadBegin, decide: begin },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const run = await read.get(recognitionRuns, subject)
    assert(run, 'the month that was recognised')
    return { run: run.id, number: run.number, charges: run.charges, journals: run.journals }
  },
})
