import { contractLines } from '../contracts/contract.ts'
import { entities } from '../entities/entity.ts'
import type { Day } from '../kernel/day.ts'
import { money } from '../kernel/money.ts'
import { job, put, tell, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { aDay, count, idOf, maybe, shape, text, type Id } from '../kernel/shape.ts'
import { journalLines, journals } from '../ledger/journal.ts'
import { readExchange, type Exchange } from '../rates/exchange.ts'
import { transferCharges, transferRuns, type TransferRun } from './charge.ts'
import { Charging, exchangeKey, together, type ChargingFacts, type Paid } from './charging.ts'
import { billedParts, uncharged, type DueEntry } from './facts.ts'
import { runNumber } from './own-run.ts'
import { employmentOn, employments, transferPolicies } from './policy.ts'
import { groupCurrencies } from './one-group.ts'
import { Books, holdSeries, type Entity, type SeriesWanted } from './posting.ts'

/** Entries that one transaction charges. */
const portion = 100
const most = 100_000
const firstDay = '0001-01-01' as Day
const begun = '0'

const stateOf = (run: TransferRun): JobState => ({
  subject: run.id,
  marker: run.state === 'posting' ? run.marker : '',
  progress: { phase: 'transfer.charging', done: run.charges, of: run.charges },
})

async function loadBegin({ until }: { readonly until: Day | null }, read: Read, now: Now) {
  return {
    open: await read.list(transferRuns, { where: { field: 'state', is: 'equal', value: 'posting' }, limit: 10 }),
    sameDay: await read.list(transferRuns, { where: { field: 'until', is: 'equal', value: until ?? now.today }, limit: most }),
  }
}
function begin(
  { until }: { readonly until: Day | null },
  { open, sameDay }: Awaited<ReturnType<typeof loadBegin>>,
  now: Now,
): Decision<JobState> | Refusal<'transfer.running' | 'transfer.wholeGroup'> {
  // Work of all entities is charged in one order; who sees some alone would leave holes.
  if (now.caller.entities !== 'all') return refuse('transfer.wholeGroup', {})
  const to = until ?? now.today
  // One that was stopped goes on where it stands.
  const stopped = open.find((run) => run.until === to)
  if (stopped) return { result: stateOf(stopped), changes: [] }
  if (open[0]) return refuse('transfer.running', { run: open[0].number })
  const run: TransferRun = {
    id: now.newId() as TransferRun['id'], number: runNumber(to, sameDay.length), until: to, state: 'posting', marker: begun, portions: 0, charges: 0, journals: 0, waiting: [],
    createdAt: now.at, createdBy: now.caller.name, postedAt: null,
  } // prettier-ignore
  return { result: stateOf(run), changes: [put(transferRuns, run)] }
}

async function loadStep(state: JobState, read: Read) {
  const run = await read.get(transferRuns, state.subject)
  if (!run || run.state !== 'posting' || run.marker !== state.marker) return { run, next: undefined }
  const [afterDay, after] = run.marker === begun ? [firstDay, ''] : ([run.marker.slice(0, 10) as Day, run.marker.slice(11)] as const)
  const due = await read.ask(uncharged, { until: run.until, afterDay, after, limit: portion })
  if (due.length === 0) return { run, next: null }
  const { facts, wanted } = await loadFacts(due, read)
  // Last of all: nobody else numbers a journal of these series until this portion is committed.
  return { run, next: { due, facts, series: await holdSeries(read, wanted) } }
}

async function loadFacts(
  due: readonly DueEntry[],
  read: Read,
): Promise<{ readonly facts: ChargingFacts; readonly wanted: readonly SeriesWanted[] }> {
  const members = new Map((await read.list(entities, { limit: 1000 })).map((entity) => [entity.code as string, entity]))
  const people = await read.list(employments, { limit: most })
  const parts = await read.ask(billedParts, { entries: due.map((entry) => entry.id) })
  const lines = await read.some(contractLines, [...new Set(parts.flatMap((part) => (part.line === null ? [] : [part.line])))])
  const billed = new Map<string, Paid[]>()
  for (const { entry, line: id, quantity, currency, released } of parts) {
    const line = id === null ? undefined : lines.get(id)
    const paid: Paid | undefined =
      currency !== null && released !== null ? { released: money(currency, released) } : line && { line, quantity }
    if (paid) billed.set(entry, [...(billed.get(entry) ?? []), paid])
  }
  const exchanges = new Map<string, Exchange>()
  const wanted: SeriesWanted[] = []
  for (const entry of due) {
    const provider = members.get(employmentOn(people, entry.person, entry.day)?.entity ?? '')
    const receiver = members.get(entry.entity)
    if (!provider || !receiver) continue
    const key = exchangeKey(provider.code, entry.day)
    if (!exchanges.has(key)) exchanges.set(key, await readExchange(read, entry.day, provider.code))
    wanted.push({ entity: provider, document: 'labour', day: entry.day })
    for (const entity of provider === receiver ? [] : [provider, receiver])
      wanted.push({ entity, document: 'intercompany', day: entry.day })
  }
  const originals = await loadOriginals(due, read)
  for (const entry of due)
    for (const { journal } of originals.get(entry.reverses ?? '')?.journals ?? [])
      wanted.push({ entity: members.get(journal.entity) as Entity, document: 'reversal', day: entry.day })
  const policies = await read.list(transferPolicies, { where: { field: 'state', is: 'equal', value: 'approved' }, limit: most })
  return {
    facts: { entities: members, groupCurrencyOf: await groupCurrencies(read), employments: people, policies, billed, exchanges, originals },
    wanted,
  }
}

async function loadOriginals(due: readonly DueEntry[], read: Read): Promise<ChargingFacts['originals']> {
  const taken = due.flatMap((entry) => (entry.reverses === null ? [] : [entry.reverses]))
  if (taken.length === 0) return new Map()
  const charges = await read.list(transferCharges, { where: { field: 'entry', is: 'in', value: taken }, limit: most })
  const ids = charges
    .flatMap(({ costJournal, providerJournal, receiverJournal }) => [costJournal, providerJournal, receiverJournal])
    .filter((id) => id !== null)
  const found = await read.some(journals, ids)
  const lines = ids.length === 0 ? [] : await read.list(journalLines, { where: { field: 'journal', is: 'in', value: ids }, limit: most })
  return new Map(
    charges.map((charge) => [
      charge.entry,
      {
        charge,
        journals: [charge.costJournal, charge.providerJournal, charge.receiverJournal].flatMap((id) => {
          const journal = id === null ? undefined : found.get(id)
          return journal ? [{ journal, lines: lines.filter((line) => line.journal === journal.id) }] : []
        }),
      },
    ]),
  )
}

function step(
  _state: JobState,
  { run, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'transfer.unknownRun'> {
  if (!run) return refuse('transfer.unknownRun', { run: _state.subject })
  // Another worker has charged this portion already.
  if (next === undefined) return { result: stateOf(run), changes: [] }
  if (next === null) {
    const after: TransferRun = { ...run, state: 'posted', marker: '', postedAt: now.at }
    return {
      result: stateOf(after),
      changes: [put(transferRuns, after), tell('transfer.charged', { run: run.id, number: run.number, charges: `${run.charges}` })],
    }
  }
  const books = new Books(next.series, next.facts.groupCurrencyOf, now)
  const charging = new Charging(run.id, next.facts, books, now)
  for (const entry of next.due) charging.charge(entry)
  const last = next.due[next.due.length - 1]!
  const after: TransferRun = {
    ...run, marker: `${last.day}/${last.id}`, portions: run.portions + 1, charges: run.charges + charging.charges, journals: run.journals + books.journals,
    waiting: together(run.waiting, charging.waiting),
  } // prettier-ignore
  return { result: stateOf(after), changes: [...charging.changes(), put(transferRuns, after)] }
}

/** Books what work cost where the person is employed, and charges it to the entity that owns the order. Running it again charges only what came since. */
export const chargeTransfers = job({
  name: 'transfer.charge',
  zone: 'finance',
  permit: 'transfer.post',
  input: shape({ /** Last day of the work; left out: today. */ until: maybe(aDay) }),
  output: shape({ run: idOf('transferRuns'), number: text, charges: count, journals: count, waiting: transferRuns.shape.fields.waiting }),
  refusals: ['transfer.wholeGroup', 'transfer.running', 'transfer.unknownRun'],
  begin: { load: loadBegin, decide: begin },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const run = await read.get(transferRuns, subject)
    assert(run, 'the run')
    const { id, number, charges, journals: posted, waiting } = run
    return { run: id as Id<'transferRuns'>, number, charges, journals: posted, waiting }
  },
})
