import { add, job, put, tell, type Change, type Decision, type JobState, type Now, type Read } from '../kernel/operation.ts'
import type { Answer, Row } from '../kernel/record.ts'
import { assert, refuse, type Refusal } from '../kernel/refusal.ts'
import { aDay, codeOf, count, idOf, maybe, shape, type Code, type Id, type Wire } from '../kernel/shape.ts'
import type { Day } from '../kernel/day.ts'
import { productVersions } from '../catalog/product.ts'
import { contractLines, type ContractLine } from '../contracts/contract.ts'
import { customers } from '../customers/customer.ts'
import { entities, groups } from '../entities/entity.ts'
import { taxCodes } from '../tax/tax-code.ts'
import { frozenIn, readFrozen } from '../rates/frozen.ts'
import { chargesOf, isBlock, type Block, type Charge, type ChargingFacts, type DueCharge, type TaxCode } from './charging.ts'
import { compareLine, hasHistory, type Compared } from './comparing.ts'
import { concernsOf, lastNetOf, type Review } from './concerns.ts'
import { dropped, openEntities } from './drop.ts'
import { afterAll, beforeAll, dueLines, groupings, lineCount, portionEnd, type DueLine } from './facts.ts'
import { loadHistories } from './histories.ts'
import { exchangesOf } from './rates.ts'
import { recipientKey } from './recipients.ts'
import { billingRuns, blockedLines, charges, wholeRun } from './run.ts'
import { foreignIn } from './scope.ts'
import { settingsOf } from './settings.ts'
import { readTaxing, taxedCharge, type Taxing } from './taxing.ts'
import { countInvoice, noTotals, taxesOf, totalsData, totalsOf, type EntityTotals } from './totals.ts'

export type Run = Row<typeof billingRuns>

/** Lines that one portion of a run reads: large enough for bulk writing, small enough for a flat memory. */
export const portion = 3000

export const runState = (run: Run, phase: 'proposing' | 'posting', done: number, of: number): JobState => ({
  subject: run.id,
  marker: run.state === phase ? run.marker : '',
  progress: { phase: `billing.${phase}`, done, of },
})

/** Proposals that are still open: they are superseded by a new one for the same legal entities. */
async function openRuns(read: Read): Promise<readonly Run[]> {
  return read.list(billingRuns, { where: { field: 'state', is: 'in', value: ['proposing', 'proposed', 'posting'] }, limit: 1000 })
}

async function loadBegin(input: { readonly asOf: Day; readonly entity: string | null }, read: Read) {
  const mine = await read.list(entities, { order: ['code'], limit: 1000 })
  const chosen = input.entity === null ? mine : mine.filter((e) => e.code === input.entity)
  return {
    chosen,
    open: await openRuns(read),
    sameDay: await read.list(billingRuns, { where: { field: 'asOf', is: 'equal', value: input.asOf }, limit: 1000 }),
    rates: await readFrozen(read, input.asOf),
    lines: await read.ask(lineCount, { entities: chosen.map((e) => e.code) }),
  }
}

function begin(
  input: { readonly asOf: Day; readonly entity: string | null },
  facts: Awaited<ReturnType<typeof loadBegin>>,
  now: Now,
): Decision<JobState> | Refusal<'billing.unknownEntity' | 'billing.runIsPosting' | 'billing.foreignEntity'> {
  if (facts.chosen.length === 0) return refuse('billing.unknownEntity', { entity: input.entity ?? '' })
  const codes = facts.chosen.map((e) => e.code)
  const touched = facts.open.filter((run) => openEntities(run).some((e) => codes.includes(e)))
  const posting = touched.find((run) => run.state === 'posting')
  if (posting) return refuse('billing.runIsPosting', { run: posting.number })
  // A newer proposal takes the place of an open one, and that is wholly one's own or nobody's to take away.
  for (const old of touched) {
    const foreign = foreignIn(old, now.caller)
    if (foreign !== undefined) return refuse('billing.foreignEntity', { run: old.number, entity: foreign })
  }
  const nth = facts.sameDay.length + 1
  const run: Run = {
    id: now.newId() as Id<'billingRuns'>,
    number: nth === 1 ? `BR-${input.asOf}` : `BR-${input.asOf}-${nth}`,
    asOf: input.asOf,
    entities: codes,
    state: 'proposing',
    marker: `${codes[0]}|${beforeAll}`,
    charges: 0,
    invoices: 0,
    posted: 0,
    blocked: 0,
    totals: {},
    rates: facts.rates as unknown as Wire,
    createdAt: now.at,
    createdBy: now.caller.name,
    postedAt: null,
    ...wholeRun,
    proposer: now.caller.user,
  }
  const superseded = touched.flatMap((old) => dropped(old, 'superseded'))
  return {
    result: runState(run, 'proposing', 0, facts.lines[0]?.lines ?? 0),
    changes: [...superseded, put(billingRuns, run), tell('billing.proposing', { run: run.id, number: run.number })],
  }
}

/** The lines of the next customers of one entity: whole customers only, so that each invoice is complete. `upTo` is the last of them, `null` at the end. */
export async function nextLines(
  run: Pick<Run, 'asOf'>,
  entity: Code<'entities'>,
  afterCustomer: Id<'customers'>,
  read: Read,
): Promise<{ readonly lines: readonly DueLine[]; readonly upTo: Id<'customers'> | null }> {
  const [end] = await read.ask(portionEnd, { entity, afterCustomer, lines: portion - 1 })
  const upTo = end?.customer ?? null
  const upToCustomer = upTo ?? (afterAll as Id<'customers'>)
  const lines = await read.ask(dueLines, { entity, asOf: run.asOf, afterCustomer, upToCustomer })
  return { lines, upTo }
}

/** Rows of lines that are looked back at: most of them only to see that all is well, so none is guarded that is not written. */
async function recheckedLines(lines: readonly DueLine[], read: Read): Promise<ReadonlyMap<string, ContractLine>> {
  const ids = lines.filter((line) => line.recheckFrom !== null).map((line) => line.id)
  if (ids.length === 0) return new Map()
  const rows = await read.list(contractLines, { where: { field: 'id', is: 'in', value: ids }, limit: ids.length })
  return new Map(rows.map((row) => [row.id as string, row]))
}

/** What the charges of a portion are looked at by. Customers are read only where they owe the tax themselves. */
async function loadReview(read: Read, entity: Code<'entities'>, lines: readonly DueLine[], codes: readonly TaxCode[]): Promise<Review> {
  const { changeThreshold: threshold } = await settingsOf(read, entity)
  const reversed = new Set(codes.filter((code) => code.category === 'AE').map((code) => code.code as string))
  const owing = new Set(lines.filter((line) => line.taxCodes.some((code) => reversed.has(code))).map((line) => line.customer))
  const where = {
    all: [
      { field: 'id', is: 'in', value: [...owing] },
      { field: 'taxId', is: 'empty' },
    ],
  } as const
  const found = owing.size === 0 ? [] : await read.list(customers, { where, limit: owing.size })
  return { threshold, reversed, untaxed: new Set(found.map((customer) => customer.id)) }
}

async function loadStep(state: JobState, read: Read) {
  const run = await read.get(billingRuns, state.subject)
  if (!run || run.state !== 'proposing' || run.marker !== state.marker) return { run, next: undefined }
  const [code, afterCustomer] = run.marker.split('|') as [Code<'entities'>, Id<'customers'>]
  const entity = await read.get(entities, code)
  assert(entity, `the entity ${code} of the run`)
  const group = await read.get(groups, entity.group)
  assert(group, `the group of ${code}`)
  const versions = await read.list(productVersions, { limit: 100_000 })
  const codes = await read.list(taxCodes, { limit: 100_000 })
  const { lines, upTo } = await nextLines(run, code, afterCustomer, read)
  const shared = await read.ask(groupings, { afterCustomer, upToCustomer: upTo ?? (afterAll as Id<'customers'>) })
  const histories = await loadHistories(read, lines, run.asOf)
  const rechecked = await recheckedLines(lines, read)
  const review = await loadReview(read, code, lines, codes)
  const taxing = await readTaxing(read, entity, lines.map((line) => line.customer), run.asOf, codes, true) // prettier-ignore
  return { run, next: { entity, group, versions, codes, lines, upTo, histories, rechecked, review, taxing, groupings: new Map(shared.map((g) => [g.customer as string, g.invoiceBy])) } } // prettier-ignore
}

function step(
  state: JobState,
  { run, next }: Awaited<ReturnType<typeof loadStep>>,
  now: Now,
): Decision<JobState> | Refusal<'billing.unknownRun' | 'billing.notOpen'> {
  if (!run) return refuse('billing.unknownRun', { run: state.subject })
  if (run.state === 'cancelled' || run.state === 'superseded') return refuse('billing.notOpen', { run: run.number })
  // Another worker has done this portion already: go on where the run stands.
  if (!next) return { result: runState(run, 'proposing', state.progress.done, state.progress.of), changes: [] }
  const { entity, group } = next
  const rates = frozenIn(run.rates)
  const facts: ChargingFacts = {
    entity,
    groupCurrency: group.currency,
    asOf: run.asOf,
    source: rates.source,
    versions: new Map(next.versions.map((v) => [`${v.product}@${v.version}`, v])),
    taxCodes: new Map(next.codes.map((c) => [c.code, c])),
    exchanges: exchangesOf(rates, entity.code),
  }
  const totals = totalsOf(run.totals)
  const own = (totals[entity.code] ??= noTotals(entity.currency, group.currency))
  const made = chargeCustomers(run, entity.code, next, facts, own, now)
  const here = run.entities.indexOf(entity.code)
  const following = run.entities[here + 1]
  const done = next.upTo === null && following === undefined
  const { of } = state.progress
  const after: Run = {
    ...run,
    state: done ? 'proposed' : 'proposing',
    marker: done ? '' : next.upTo === null ? `${following}|${beforeAll}` : `${entity.code}|${next.upTo}`,
    charges: run.charges + made.charges,
    invoices: run.invoices + made.invoices,
    blocked: run.blocked + made.blocked,
    totals: totalsData(totals),
  }
  return {
    result: runState(after, 'proposing', done ? of : Math.min(of, state.progress.done + portion), of),
    changes: [
      ...made.changes,
      put(billingRuns, after),
      ...(done ? [tell('billing.proposed', { run: run.id, number: run.number, charges: `${after.charges}` })] : []),
    ],
  }
}

type Portion = NonNullable<Awaited<ReturnType<typeof loadStep>>['next']>

/** What charges of one customer and currency have in common when they share an invoice. */
export function sharedBy(
  line: Pick<DueLine, 'poNumber' | 'contract' | 'life'>,
  by: Answer<typeof groupings>['invoiceBy'] | undefined,
): string {
  if (by === 'one') return ''
  if (by === 'contract') return line.contract
  if (by === 'project') return line.life?.project ?? ''
  if (by === 'costCentre') return line.life?.costCentre ?? ''
  return line.poNumber ?? ''
}

const plainly = (found: readonly DueCharge[] | Block): Compared =>
  isBlock(found) ? { due: [], block: found } : { due: found, block: null }

/** The charges of a line with their taxes; one that cannot be taxed blocks the line. */
function taxedAll(line: DueLine, { due, block }: Compared, { versions }: ChargingFacts, taxing: Taxing): Compared {
  const out: DueCharge[] = []
  for (const one of due) {
    const found = taxedCharge(one, line, versions.get(`${line.product}@${one.trace.version}`), taxing)
    if (isBlock(found)) return { due: [], block: found }
    out.push(found)
  }
  return { due: out, block }
}

/** What a line owes as of the day, with its taxes: plain lines from their row, all others by comparing. */
export const owedBy = (line: DueLine, histories: Portion['histories'], facts: ChargingFacts, taxing: Taxing): Compared =>
  taxedAll(line, hasHistory(line) ? compareLine(line, facts, histories.get(line.id)!) : plainly(chargesOf(line, facts)), facts, taxing)

interface Group {
  readonly currency: DueLine['currency']
  readonly poNumber: string | null
  readonly charges: { readonly line: DueLine; readonly due: DueCharge }[]
}

interface Proposed extends Pick<Charge, 'invoice' | 'entity' | 'customer' | 'lastNet' | 'concerns'> {
  readonly run: Run
  readonly line: DueLine
  readonly due: DueCharge
}
/** A charge of a proposal. Field by field: so many are made in a run that spreading them would be felt. */
const proposedCharge = (id: string, { run, invoice, entity, customer, line, due, lastNet, concerns }: Proposed): Charge => ({
  id: id as Charge['id'],
  run: run.id,
  invoice,
  entity,
  customer,
  contract: line.contract,
  line: line.id,
  product: line.product,
  poNumber: line.poNumber,
  from: due.from,
  to: due.to,
  quantity: due.quantity,
  currency: due.currency,
  net: due.net,
  taxCodes: due.taxCodes,
  revenue: due.revenue,
  mark: due.mark,
  nth: due.nth,
  kind: due.kind,
  corrects: due.corrects,
  trace: due.trace as unknown as Wire,
  lastNet,
  concerns,
})

/** Charges of whole customers, invoice by invoice: ids are made in this order, so the charges of an invoice lie side by side. */
function chargeCustomers(
  run: Run,
  entity: Code<'entities'>,
  { lines, histories, rechecked, review, taxing, groupings: sharing }: Portion,
  facts: ChargingFacts,
  totals: EntityTotals,
  now: Now,
) {
  const changes: Change[] = []
  const count = { charges: 0, invoices: 0, blocked: 0 }
  const finish = (customer: Answer<typeof dueLines>['customer'], groups: Iterable<Group>): void => {
    for (const group of groups) {
      const invoice = now.newId() as Id<'invoices'>
      for (const { line, due } of group.charges) {
        const lastNet = lastNetOf(due, line, hasHistory(line) ? histories.get(line.id)!.charges : null)
        const concerns = concernsOf(due, line, lastNet, review)
        changes.push(add(charges, proposedCharge(now.newId(), { run, invoice, entity, customer, line, due, lastNet, concerns })))
      }
      const taxes = taxesOf(group.charges.map((c) => c.due), facts.taxCodes, taxing.rounding) // prettier-ignore
      countInvoice(totals, group.currency, group.charges.reduce((sum, c) => sum + c.due.net, 0n), taxes, group.charges.length, facts.exchanges) // prettier-ignore
      count.charges += group.charges.length
      count.invoices += 1
    }
  }
  let customer: DueLine['customer'] | undefined
  let groups = new Map<string, Group>()
  for (const line of lines) {
    if (customer !== undefined && line.customer !== customer) {
      finish(customer, groups.values())
      groups = new Map()
    }
    customer = line.customer
    const { due, block } = owedBy(line, histories, facts, taxing)
    if (block) {
      count.blocked += 1
      const { reason, about } = block
      changes.push(
        add(blockedLines, { run: run.id, line: line.id, entity, customer, contract: line.contract, product: line.product, reason, about }),
      )
    }
    // Compared, and everything is as it should be: the next run has no reason to look back again.
    const settled = due.length === 0 && !block ? rechecked.get(line.id) : undefined
    if (settled) changes.push(put(contractLines, { ...settled, recheckFrom: null }))
    for (const one of due) {
      const key = `${line.currency}|${sharedBy(line, sharing.get(line.customer))}|${recipientKey(line.contract, taxing.recipients)}`
      let group = groups.get(key)
      if (!group) groups.set(key, (group = { currency: line.currency, poNumber: line.poNumber, charges: [] }))
      group.charges.push({ line, due: one })
    }
  }
  if (customer !== undefined) finish(customer, groups.values())
  return { changes, ...count }
}

export const proposeBilling = job({
  name: 'billing.propose',
  zone: 'finance',
  permit: 'billing.propose',
  input: shape({ asOf: aDay, entity: maybe(codeOf('entities')) }),
  output: shape({ run: idOf('billingRuns'), charges: count, invoices: count }),
  refusals: ['billing.unknownEntity', 'billing.runIsPosting', 'billing.foreignEntity', 'billing.unknownRun', 'billing.notOpen'],
  begin: { load: loadBegin, decide: begin },
  step: { load: loadStep, decide: step },
  finish: async (subject, read) => {
    const run = await read.get(billingRuns, subject)
    assert(run, 'the run that was proposed')
    return { run: run.id, charges: run.charges, invoices: run.invoices }
  },
})
