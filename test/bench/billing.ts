import { inProcess, medianCost, Meter, report, type Cost, type Line } from './measure.ts'
import { acting, foundCompanies, open, postmasterOf, storesOf, type Spot, type Stores } from './places.ts'
import { billingDay, generate } from './data.ts'
import { countRows, loadTheSame, type Counts } from './limit.ts'
import type { Dialect } from '../../main/storage/session.ts'

/** What one process does to a store and what it came to. */
export type BillingErrand =
  | { readonly does: 'bill'; readonly spot: Spot }
  | { readonly does: 'load'; readonly from: Spot; readonly into: Spot; readonly before: Counts }

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
    return { propose, post, whole: sum(propose, post), again: repeating.cost(), charges, invoices }
  })
}

export const doBilling = (errand: BillingErrand): Promise<unknown> =>
  errand.does === 'bill' ? bill(errand.spot) : loadTheSame(errand.from, errand.into, errand.before)

export interface BillingOptions {
  readonly dialects: readonly Dialect[]
  readonly invoices: number
  readonly pairs: number
}

/** Companies and contracts, not billed yet. */
export async function seeded(stores: Stores, invoices: number): Promise<{ readonly spot: Spot; readonly lines: number }> {
  const spot = await stores.empty('seeded')
  await foundCompanies(spot)
  const database = await open(spot)
  const lines = await generate(database, invoices)
  await database.close()
  return { spot, lines }
}

const difference = (after: Counts, before: Counts): Counts =>
  Object.fromEntries(Object.entries(after).map(([table, count]) => [table, count - before[table]!]))

async function measureOn(dialect: Dialect, { invoices, pairs }: BillingOptions): Promise<Line[]> {
  const stores = await storesOf(dialect)
  try {
    const { spot, lines } = await seeded(stores, invoices)
    const before = await countRows(spot)
    const ours: Billed[] = []
    const limit: Cost[] = []
    let rows = 0
    for (let pair = 0; pair < pairs; pair++) {
      const mine = await stores.copy(spot, `ours_${pair}`)
      const theirs = await stores.empty(`limit_${pair}`)
      ours.push(await inProcess<Billed>({ does: 'bill', spot: mine }))
      limit.push(await inProcess<Cost>({ does: 'load', from: mine, into: theirs, before }))
      const wrote = difference(await countRows(mine), before)
      const loaded = await countRows(theirs)
      for (const table of ['charges', 'invoices', 'invoice_taxes', 'journals', 'journal_lines', 'open_items', 'changes'])
        if (wrote[table] !== loaded[table]) throw new Error(`${table}: ours wrote ${wrote[table]}, the limit ${loaded[table]}`)
      rows = Object.values(wrote).reduce((a, b) => a + b, 0)
      await stores.drop(mine)
      await stores.drop(theirs)
      process.stderr.write(`${dialect}, pair ${pair + 1}: ${show(ours.at(-1)!.whole)} against ${show(limit.at(-1)!)}\n`)
    }
    return linesOf(dialect, ours, limit, lines, rows)
  } finally {
    await stores.end()
  }
}
const show = ({ wall, cpu }: Cost): string => `${wall.toFixed(2)} s (CPU ${cpu.toFixed(2)})`

function linesOf(dialect: Dialect, ours: readonly Billed[], limit: readonly Cost[], lines: number, rows: number): Line[] {
  const whole = medianCost(ours.map((o) => o.whole))
  const bulk = medianCost(limit)
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
    line('post', medianCost(ours.map((o) => o.post)), bulk),
    { ...line('propose + post', whole, bulk), invoices: ours[0]!.invoices, lines, rows },
    line('limit: bulk load', bulk, bulk),
    line('once more (× of the first)', medianCost(ours.map((o) => o.again)), whole),
  ]
}

export async function billing(options: BillingOptions): Promise<void> {
  const lines: Line[] = []
  for (const dialect of options.dialects) lines.push(...(await measureOn(dialect, options)))
  report('propose and post', { invoices: options.invoices, pairs: options.pairs }, lines)
}
