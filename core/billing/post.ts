import { job, put, remove, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { codeOf, count, idOf, maybe, shape, type Code, type Id } from '../kernel/shape.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups, numberSeries } from '../entities/entity.ts'
import { fiscalYear, seriesKey } from '../entities/rules.ts'
import { BalanceSheet } from '../ledger/posting.ts'
import { booksOf } from '../funds/posting.ts'
import { bookingsOf } from '../recognition/deferral.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { frozenIn } from '../rates/frozen.ts'
import { chargeTaxes, salesTaxMissing } from './charge-tax.ts'
import { runChanges } from './change-totals.ts'
import { openEntities } from './drop.ts'
import { beforeAll, runCharges, type RunCharge } from './facts.ts'
import { Buying, loadFundPurchases } from './fund-purchases.ts'
import { postInvoice, type Numbering, type Series } from './posting.ts'
import { runState, type Run } from './propose.ts'
import { exchangesOf } from './rates.ts'
import { approvalState, heldCharges } from './reviewing.ts'
import { namedFor, readRecipients } from './recipients.ts'
import { billingRuns, charges as chargeRecords } from './run.ts'
import { foreignIn, runFor } from './scope.ts'
import { settingsOf } from './settings.ts'
import { loadTakenBack } from './taken-back.ts'
import { readRounding } from './taxing.ts'
import { discountInvoice, countInvoice, taxesOf, totalsData, totalsOf } from './totals.ts'

/** Charges that one portion of a posting reads, about a thousand invoices. */
const portion = 3000

interface Asked {
  readonly run: Id<'billingRuns'>
  /** Only the invoices of this legal entity; `null`: all that are not posted yet. */
  readonly entity: Code<'entities'> | null
}

async function loadBegin({ run: id, entity }: Asked, read: Read, now: Now) {
  const run = await runFor(read, id, now.caller)
  if (!run || run.state !== 'proposed') return { run, approvals: [], untaxed: 0 }
  const posted = entity === null ? openEntities(run) : [entity]
  const [missing] = await read.ask(salesTaxMissing, { run: id, entities: posted })
  return { run, approvals: await read.ask(approvalState, { run: id, entities: posted }), untaxed: missing?.charges ?? 0 }
}

type BeginRefusal = 'billing.unknownRun' | 'billing.notReady' | 'billing.foreignEntity' | 'billing.notInRun' | 'billing.postingPart' | 'billing.approvalsMissing' | 'billing.salesTaxMissing' // prettier-ignore

function begin(
  { run: id, entity }: Asked,
  { run, approvals, untaxed }: Awaited<ReturnType<typeof loadBegin>>,
  now: Now,
): Decision<JobState> | Refusal<BeginRefusal> {
  if (!run) return refuse('billing.unknownRun', { run: id })
  if (entity !== null && !run.entities.includes(entity)) return refuse('billing.notInRun', { run: run.number, entity })
  const foreign = foreignIn(entity === null ? run : { entities: [entity] }, now.caller)
  if (foreign !== undefined) return refuse('billing.foreignEntity', { run: run.number, entity: foreign })
  const stands = { result: runState(run, 'posting', run.posted, run.invoices), changes: [] }
  // Posted already, or on the way: the same call goes on where it stands and posts nothing twice.
  if (run.state === 'posted' || (entity !== null && run.done.includes(entity)))
    return { ...stands, result: { ...stands.result, marker: '' } }
  if (run.state === 'posting') return run.posting === entity ? stands : refuse('billing.postingPart', { run: run.number, entity: run.posting ?? '' }) // prettier-ignore
  if (run.state !== 'proposed') return refuse('billing.notReady', { run: run.number, state: run.state })
  const missing = approvals.find((one) => one.missing > 0)
  if (missing)
    return refuse('billing.approvalsMissing', {
      run: run.number,
      entity: missing.entity,
      needed: `${missing.needed}`,
      charges: `${missing.missing}`,
    })
  if (untaxed > 0) return refuse('billing.salesTaxMissing', { run: run.number, charges: `${untaxed}` })
  // Nothing to post is posted at once.
  const none = run.charges === 0
  const started = entity === null ? beforeAll : `${entity}|${beforeAll}`
  const after: Run = none
    ? { ...run, state: 'posted', marker: '', postedAt: now.at, done: run.entities }
    : { ...run, state: 'posting', marker: started, posting: entity }
  return {
    result: runState(after, 'posting', run.posted, run.invoices),
    changes: [put(billingRuns, after), tell('billing.posting', { run: run.id, number: run.number })],
  }
}

/** The last invoice that was posted. Markers name the entity where only its invoices are posted, so that no two postings of a run share one. */
const lastPosted = ({ marker }: Run): Id<'invoices'> => (marker.split('|').at(-1) ?? '') as Id<'invoices'>
const markerAt = ({ posting }: Run, invoice: Id<'invoices'>): string => (posting === null ? invoice : `${posting}|${invoice}`)

/** The charges of the next invoices, as far as they are of one entity: whole invoices only. */
async function nextCharges(run: Run, read: Read): Promise<readonly RunCharge[]> {
  const about = { run: run.id, entities: run.posting === null ? openEntities(run) : [run.posting], afterInvoice: lastPosted(run) }
  for (let limit = portion; ; limit *= 4) {
    const found = await read.ask(runCharges, { ...about, limit })
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
  const recipients = await readRecipients(read, charges.map((c) => c.customer)) // prettier-ignore
  const codes = await read.list(taxCodes, { limit: 100_000 })
  const settings = await settingsOf(read, entity.code)
  const rounded = await readRounding(read, entity.code, run.asOf)
  const held = new Set((await read.ask(heldCharges, { run: run.id })).map((h) => h.charge as string))
  const bookings = await bookingsOf(read, charges, run.asOf)
  const takenBack = await loadTakenBack(read, charges)
  const year = fiscalYear(entity.fiscalYearStart, run.asOf)
  const series = async (document: 'invoice' | 'creditNote'): Promise<Series> => {
    const key = seriesKey(entity.code, document, year)
    const begun = await read.hold(numberSeries, key)
    return begun ?? { series: key as Series['series'], entity: entity.code, document, year, next: 1, seal: null }
  }
  // Last of all, and always in this order: nobody else numbers a document of these series until this portion is committed.
  const invoice = await series('invoice')
  const numbering: Numbering = { invoice, creditNote: charges.some((c) => c.net < 0n) ? await series('creditNote') : null }
  const bought = await loadFundPurchases(read, charges, entity.language)
  const books = bought && (await booksOf(read, entity.code, [run.asOf]))
  return {
    run,
    next: { charges, entity, group, buyers, recipients, codes, settings, rounded, held, bookings, takenBack, numbering, bought, books },
  }
}

/** Whoever holds a charge holds what follows it on the line too: a line is billed without gaps. */
function splitHeld(
  charges: readonly RunCharge[],
  held: ReadonlySet<string>,
): { readonly kept: RunCharge[]; readonly removed: RunCharge[] } {
  const from = new Map<string, string>()
  for (const { id, line, from: begins } of charges) {
    const known = from.get(line)
    if (held.has(id) && (known === undefined || begins < known)) from.set(line, begins)
  }
  const isHeld = ({ line, from: begins }: RunCharge): boolean => {
    const first = from.get(line)
    return first !== undefined && begins >= first
  }
  return { kept: charges.filter((c) => !isHeld(c)), removed: charges.filter(isHeld) }
}

type Next = NonNullable<Awaited<ReturnType<typeof loadStep>>['next']>

/** Posts the invoices of a portion; what is held leaves the proposal, and the totals follow. */
function postPortion(run: Run, next: Next, now: Now) {
  const { charges, entity, group, buyers, codes, settings, rounded, held, bookings, takenBack, numbering } = next
  const buying = next.bought && next.books ? new Buying(next.bought, next.books) : undefined
  const facts = {
    run: run.id, entity, groupCurrency: group.currency, issued: run.asOf, postedAt: now.at, rates: null, exchanges: exchangesOf(frozenIn(run.rates), entity.code),
    taxCodes: new Map(codes.map((c) => [c.code as string, c])), balances: new BalanceSheet(), digest: now.digest, creditPrefix: settings.creditPrefix, bookings, takenBack, ...rounded,
  } // prettier-ignore
  const totals = totalsOf(run.totals)
  const changes: Change[] = []
  const count = { posted: 0, gone: 0, charges: 0 }
  let series = numbering
  for (let from = 0; from < charges.length;) {
    let to = from + 1
    while (to < charges.length && charges[to]!.invoice === charges[from]!.invoice) to += 1
    const proposed = charges.slice(from, to)
    from = to
    const { kept, removed } = held.size === 0 ? { kept: proposed, removed: [] } : splitHeld(proposed, held)
    const omitted = settings.zero === 'omit' && kept.every((c) => c.net === 0n)
    const gone = omitted || kept.length === 0
    if (removed.length > 0 || gone) {
      const own = totals[entity.code]!
      const sum = (some: readonly RunCharge[]): bigint => some.reduce((net, c) => net + c.net, 0n)
      const { currency } = proposed[0]!
      discountInvoice(own, currency, sum(proposed), taxesOf(proposed, facts.taxCodes, facts.rounding), proposed.length, facts.exchanges)
      // Periods of nothing are charged all the same; there is only no document that says so.
      if (!gone) countInvoice(own, currency, sum(kept), taxesOf(kept, facts.taxCodes, facts.rounding), kept.length, facts.exchanges)
      else own.charges += kept.length
      changes.push(...removed.map((c) => remove(chargeRecords, c.id)))
      changes.push(...removed.filter((c) => c.serviceTax !== null).map((c) => remove(chargeTaxes, c.id)))
      count.charges += removed.length
    }
    if (gone) {
      count.gone += 1
      continue
    }
    const customer = buyers.get(kept[0]!.customer)
    assert(customer, `the customer ${kept[0]!.customer}`)
    const one = postInvoice(kept, namedFor(customer, kept[0]!.contract, next.recipients), series, facts)
    changes.push(...one.changes)
    series = one.numbering
    for (const charge of buying ? kept : [])
      buying?.buy(
        charge,
        one.lines.find((l) => l.charge === charge.id)!,
        one.number,
        run.asOf,
        now,
      )
    count.posted += 1
  }
  if (buying) changes.push(...buying.changes(now))
  changes.push(...facts.balances.changes())
  if (series.invoice !== numbering.invoice) changes.push(put(numberSeries, series.invoice))
  if (series.creditNote && series.creditNote !== numbering.creditNote) changes.push(put(numberSeries, series.creditNote))
  // What was compared with the last run is no longer what is posted.
  if (count.charges > 0) changes.push(remove(runChanges, run.id))
  return { changes, count, totals: count.charges + count.gone > 0 ? totalsData(totals) : run.totals }
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
    const done = run.posting === null ? run.entities : [...run.done, run.posting]
    const whole = done.length === run.entities.length
    const after: Run = { ...run, state: whole ? 'posted' : 'proposed', marker: '', posting: null, done, postedAt: whole ? now.at : null }
    return {
      result: runState(after, 'posting', run.posted, run.invoices),
      changes: [put(billingRuns, after), tell('billing.posted', { run: run.id, number: run.number, invoices: `${run.posted}` })],
    }
  }
  const { changes, count: made, totals } = postPortion(run, next, now)
  const last = next.charges[next.charges.length - 1]!.invoice
  const after: Run = {
    ...run,
    marker: markerAt(run, last),
    posted: run.posted + made.posted,
    invoices: run.invoices - made.gone,
    charges: run.charges - made.charges,
    totals,
  }
  return { result: runState(after, 'posting', after.posted, after.invoices), changes: [...changes, put(billingRuns, after)] }
}

export const postBilling = job({
  name: 'billing.post',
  zone: 'finance',
  permit: 'billing.post',
  input: shape({ run: idOf('billingRuns'), entity: maybe(codeOf('entities')) }),
  output: shape({ run: idOf('billingRuns'), posted: count }),
  refusals: [
    'billing.unknownRun',
    'billing.notReady',
    'billing.foreignEntity',
    'billing.notInRun',
    'billing.postingPart',
    'billing.approvalsMissing',
    'billing.salesTaxMissing',
  ],
  begin: { load: loadBegin, decide: begin },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const run = await read.get(billingRuns, subject)
    assert(run, 'the run that was posted')
    return { run: run.id, posted: run.posted }
  },
})
