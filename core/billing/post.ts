import { job, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { count, idOf, shape, type Id } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups, numberSeries } from '../entities/entity.ts'
import { fiscalYear, seriesKey } from '../entities/rules.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { beforeAll, runCharges, type RunCharge } from './facts.ts'
import { postInvoice, type Series } from './posting.ts'
import { runState, type Run } from './propose.ts'
import { exchangesOf, ratesOf } from './rates.ts'
import { billingRuns } from './run.ts'
import { foreignIn, runFor } from './scope.ts'

/** Charges that one portion of a posting reads, about a thousand invoices. */
const portion = 3000

const beginRun = (input: { readonly run: Id<'billingRuns'> }, read: Read, now: Now): Promise<Run | undefined> =>
  runFor(read, input.run, now.caller)

function begin(
  input: { readonly run: string },
  run: Run | undefined,
  now: Now,
): Decision<JobState> | Refusal<'billing.unknownRun' | 'billing.notReady' | 'billing.foreignEntity'> {
  if (!run) return refuse('billing.unknownRun', { run: input.run })
  const foreign = foreignIn(run, now.caller)
  if (foreign !== undefined) return refuse('billing.foreignEntity', { run: run.number, entity: foreign })
  // Posted already, or on the way: the same call goes on where it stands and posts nothing twice.
  if (run.state === 'posted' || run.state === 'posting') return { result: runState(run, 'posting', run.posted, run.invoices), changes: [] }
  if (run.state !== 'proposed') return refuse('billing.notReady', { run: run.number, state: run.state })
  // Nothing to post is posted at once.
  const none = run.charges === 0
  const after: Run = { ...run, state: none ? 'posted' : 'posting', marker: none ? '' : beforeAll, postedAt: none ? now.at : null }
  return {
    result: runState(after, 'posting', 0, run.invoices),
    changes: [put(billingRuns, after), tell('billing.posting', { run: run.id, number: run.number })],
  }
}

/** The charges of the next invoices, as far as they are of one entity: whole invoices only. */
async function nextCharges(run: Run, read: Read): Promise<readonly RunCharge[]> {
  for (let limit = portion; ; limit *= 4) {
    const found = await read.ask(runCharges, { run: run.id, afterInvoice: run.marker as Id<'invoices'>, limit })
    const full = found.length === limit
    const cut = full ? found[found.length - 1]!.invoice : undefined
    const end = found.findIndex((c) => c.entity !== found[0]!.entity || c.invoice === cut)
    if (end !== 0) return end < 0 ? found : found.slice(0, end)
  }
}

async function loadStep(state: JobState, read: Read) {
  const run = await read.get(billingRuns, state.subject)
  if (!run || run.state !== 'posting' || run.marker !== state.marker) return { run, next: undefined }
  const charges = await nextCharges(run, read)
  const first = charges[0]
  if (!first) return { run, next: null }
  const entity = await read.get(entities, first.entity)
  assert(entity, `the entity ${first.entity}`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${entity.code}`)
  const buyers = await read.some(customers, [...new Set(charges.map((c) => c.customer))])
  const codes = await read.list(taxCodes, { limit: 100_000 })
  const year = fiscalYear(entity.fiscalYearStart, run.asOf)
  const key = seriesKey(entity.code, 'invoice', year)
  // Last of all: nobody else numbers a document of this series until this portion is committed.
  const series: Series = (await read.hold(numberSeries, key)) ?? {
    series: key as Series['series'],
    entity: entity.code,
    document: 'invoice',
    year,
    next: 1,
    seal: null,
  }
  return { run, next: { charges, entity, group, buyers, codes, series } }
}

function step(
  state: JobState,
  { run, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'billing.unknownRun'> {
  if (!run) return refuse('billing.unknownRun', { run: state.subject })
  // Another worker has posted this portion already.
  if (next === undefined) return { result: runState(run, 'posting', run.posted, run.invoices), changes: [] }
  if (next === null) {
    const after: Run = { ...run, state: 'posted', marker: '', postedAt: now.at }
    return {
      result: runState(after, 'posting', run.posted, run.invoices),
      changes: [put(billingRuns, after), tell('billing.posted', { run: run.id, number: run.number, invoices: `${run.posted}` })],
    }
  }
  const { charges, entity, group, buyers, codes } = next
  const rates = ratesOf(run.rates)
  const facts = {
    run: run.id,
    entity,
    groupCurrency: group.currency,
    issued: run.asOf,
    postedAt: now.at,
    rates: run.rates,
    exchanges: exchangesOf(rates),
    taxCodes: new Map(codes.map((c) => [c.code as string, c])),
    balances: new BalanceSheet(),
    digest: now.digest,
  }
  const changes: Change[] = []
  let series = next.series
  let posted = 0
  for (let from = 0; from < charges.length;) {
    let to = from + 1
    while (to < charges.length && charges[to]!.invoice === charges[from]!.invoice) to += 1
    const customer = buyers.get(charges[from]!.customer)
    assert(customer, `the customer ${charges[from]!.customer}`)
    const one = postInvoice(charges.slice(from, to), customer, series, facts)
    changes.push(...one.changes)
    series = one.series
    posted += 1
    from = to
  }
  const after: Run = { ...run, marker: charges[charges.length - 1]!.invoice, posted: run.posted + posted }
  return {
    result: runState(after, 'posting', after.posted, run.invoices),
    changes: [...changes, ...facts.balances.changes(), put(billingRuns, after), put(numberSeries, series)],
  }
}

export const postBilling = job({
  name: 'billing.post',
  zone: 'finance',
  permit: 'billing.post',
  input: shape({ run: idOf('billingRuns') }),
  output: shape({ run: idOf('billingRuns'), posted: count }),
  refusals: ['billing.unknownRun', 'billing.notReady', 'billing.foreignEntity'],
  begin: { load: beginRun, decide: begin },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const run = await read.get(billingRuns, subject)
    assert(run, 'the run that was posted')
    return { run: run.id, posted: run.posted }
  },
})
