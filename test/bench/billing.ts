import { addDays, daysBetween, type Day } from '../../core/kernel/day.ts'
import type { Harmony } from '../../main/compose.ts'
import { inProcess, medianCost, Meter, report, type Cost, type Line } from './measure.ts'
import { acting, foundCompanies, open, postmasterOf, storesOf, type Spot, type Stores } from './places.ts'
import { billingDay, generate, type DataSet } from './data.ts'
import { countRows, loadTheSame, proposing, type Counts } from './limit.ts'
import type { Dialect } from '../../main/storage/session.ts'

/** What one process does to a store and what it came to. */
export type BillingErrand =
  | { readonly does: 'bill'; readonly spot: Spot }
  | { readonly does: 'correct'; readonly spot: Spot }
  | { readonly does: 'load'; readonly from: Spot; readonly into: Spot; readonly before: Counts; readonly leftOut?: readonly string[] }

export interface Billed {
  readonly propose: Cost
  readonly post: Cost
  /** Propose and post. */
  readonly whole: Cost
  /** Proposing the same day once more. */
  readonly again: Cost
  readonly charges: number
  readonly invoices: number
}

interface Proposed {
  readonly run: string
  readonly charges: number
  readonly invoices: number
}
const sum = (a: Cost, b: Cost): Cost => ({
  wall: a.wall + b.wall,
  cpu: a.cpu + b.cpu,
  server: a.server + b.server,
  peak: Math.max(a.peak, b.peak),
})

/** One line of so many is changed after it was billed. */
const correctedOf = 100

/** More units than any line has, from the middle of a period on that was billed: of every hundredth line, by the operation that people use. */
async function correct(act: Parameters<Parameters<typeof acting>[1]>[0], harmony: Harmony): Promise<number> {
  const sold = await harmony.database.read((session) =>
    session.rows(`select c.line, min(c."from"), max(c."to") from charges c join contract_lines l on l.id = c.line
      where l.kind = 'recurring' and c.kind = 'charge' group by c.line order by c.line`),
  )
  const [[all] = []] = await harmony.database.read((session) => session.rows('select count(*) from contract_lines'))
  const wanted = Math.ceil(Number(all) / correctedOf)
  const every = Math.floor(sold.length / wanted)
  for (let n = 0; n < wanted; n++) {
    const [line, from, to] = sold[n * every] as [string, Day, Day]
    const effective = addDays(from, Math.ceil(daysBetween(from, to) / 2))
    await act('contracts.changeQuantity', { line, quantity: '1000', effective })
  }
  return wanted
}

/** Proposes and posts through the real door of the core. */
async function bill(spot: Spot): Promise<Billed> {
  const postmaster = await postmasterOf(spot)
  return acting(spot, async (act) => {
    const [proposing, posting, repeating] = [new Meter(postmaster), new Meter(postmaster), new Meter(postmaster)]
    const proposed: Proposed = await proposing.measure(() => act('billing.propose', { asOf: billingDay }))
    const propose = proposing.cost()
    const posted: { posted: number } = await posting.measure(() => act('billing.post', { run: proposed.run }))
    if (posted.posted !== proposed.invoices) throw new Error(`${posted.posted} of ${proposed.invoices} invoices were posted`)
    const post = posting.cost()
    const again: Proposed = await repeating.measure(() => act('billing.propose', { asOf: billingDay }))
    if (again.charges !== 0) throw new Error(`${again.charges} charges a second time`)
    const { charges, invoices } = proposed
    const whole = sum(propose, post)
    return { propose, post, whole, again: repeating.cost(), charges, invoices }
  })
}

/** Changes 1 % of the lines of a store that was billed, and proposes the day again. */
async function correctSome(spot: Spot): Promise<Cost> {
  const meter = new Meter(await postmasterOf(spot))
  return acting(spot, async (act, harmony) => {
    const changed = await correct(act, harmony)
    const differing: Proposed = await meter.measure(() => act('billing.propose', { asOf: billingDay }))
    if (differing.charges < changed) throw new Error(`${differing.charges} differences of ${changed} changed lines`)
    return meter.cost()
  })
}

export function doBilling(errand: BillingErrand): Promise<unknown> {
  if (errand.does === 'bill') return bill(errand.spot)
  return errand.does === 'correct' ? correctSome(errand.spot) : loadTheSame(errand.from, errand.into, errand.before, [], errand.leftOut)
}

export interface BillingOptions {
  readonly dialects: readonly Dialect[]
  readonly invoices: number
  readonly pairs: number
  readonly data: DataSet
}

/** Companies and contracts, not billed yet. */
export async function seeded(
  stores: Stores,
  invoices: number,
  data: DataSet = 'plain',
): Promise<{ readonly spot: Spot; readonly lines: number }> {
  const spot = await stores.empty('seeded')
  await foundCompanies(spot)
  const database = await open(spot)
  const lines = await generate(database, invoices, data)
  await database.close()
  return { spot, lines }
}

const difference = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(Object.entries(after).map(([table, count]) => [table, count - before[table]!]))

/** Tables that must hold the same on both sides. */
const compared = ['charges', 'invoices', 'invoice_taxes', 'journals', 'journal_lines', 'open_items', 'recognitions', 'fund_lots', 'fund_movements', 'contract_lines', 'changes'] // prettier-ignore

async function measureOn(dialect: Dialect, { invoices, pairs, data }: BillingOptions): Promise<Line[]> {
  const stores = await storesOf(dialect)
  try {
    const { spot, lines } = await seeded(stores, invoices, data)
    const before = await countRows(spot)
    const ours: Billed[] = []
    const limit: Cost[] = []
    const posted: Cost[] = []
    const corrected: Cost[] = []
    let rows = 0
    for (let pair = 0; pair < pairs; pair++) {
      const mine = await stores.copy(spot, `ours_${pair}`)
      const theirs = await stores.empty(`limit_${pair}`)
      ours.push(await inProcess<Billed>({ does: 'bill', spot: mine }))
      limit.push(await inProcess<Cost>({ does: 'load', from: mine, into: theirs, before }))
      const journals = await stores.empty(`posted_${pair}`)
      posted.push(await inProcess<Cost>({ does: 'load', from: mine, into: journals, before, leftOut: proposing }))
      await stores.drop(journals)
      const wrote = difference(await countRows(mine), before)
      const loaded = await countRows(theirs)
      for (const table of compared)
        if (wrote[table] !== loaded[table]) throw new Error(`${table}: ours wrote ${wrote[table]}, the limit ${loaded[table]}`)
      rows = Object.values(wrote).reduce((a, b) => a + b, 0)
      corrected.push(await inProcess<Cost>({ does: 'correct', spot: mine }))
      await stores.drop(mine)
      await stores.drop(theirs)
      process.stderr.write(`${dialect}, pair ${pair + 1}: ${show(ours.at(-1)!.whole)} against ${show(limit.at(-1)!)}\n`)
    }
    return linesOf(dialect, { ours, limit, posted, corrected }, lines, rows)
  } finally {
    await stores.end()
  }
}
const show = ({ wall, cpu }: Cost): string => `${wall.toFixed(2)} s (CPU ${cpu.toFixed(2)})`

interface Measured {
  readonly ours: readonly Billed[]
  readonly limit: readonly Cost[]
  /** Bulk load of what posting alone writes: invoices, their journals, and all that goes with them. */
  readonly posted: readonly Cost[]
  readonly corrected: readonly Cost[]
}
function linesOf(dialect: Dialect, { ours, limit, posted, corrected }: Measured, lines: number, rows: number): Line[] {
  const [whole, post] = [medianCost(ours.map((o) => o.whole)), medianCost(ours.map((o) => o.post))]
  const [bulk, journals] = [medianCost(limit), medianCost(posted)]
  const line = (job: string, cost: Cost, against: Cost): Line => ({
    database: dialect,
    job,
    'wall s': cost.wall,
    'CPU s': cost.cpu,
    'server CPU s': cost.server,
    'peak MB': Math.round(cost.peak),
    'wall ×': cost.wall / against.wall,
    'CPU ×': cost.cpu / against.cpu,
    'CPU with server ×': (cost.cpu + cost.server) / (against.cpu + against.server),
  })
  return [
    line('propose', medianCost(ours.map((o) => o.propose)), bulk),
    line('post', post, bulk),
    { ...line('propose + post', whole, bulk), invoices: ours[0]!.invoices, lines, rows },
    line('limit: bulk load', bulk, bulk),
    line('post, against its own rows', post, journals),
    line('limit: rows of posting', journals, journals),
    line('once more (× of the first)', medianCost(ours.map((o) => o.again)), whole),
    line('1 % corrected (× of the first)', medianCost(corrected), whole),
  ]
}

export async function billing(options: BillingOptions): Promise<void> {
  const lines: Line[] = []
  for (const dialect of options.dialects) lines.push(...(await measureOn(dialect, options)))
  const { invoices, pairs, data } = options
  report('propose and post', { ...(data === 'plain' ? {} : { data }), invoices, pairs }, lines)
}
