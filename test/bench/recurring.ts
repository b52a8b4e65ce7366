import type { Dialect } from '../../main/storage/session.ts'
import { seeded, type BillingOptions } from './billing.ts'
import { inProcess, median, report, type Line } from './measure.ts'
import { acting, open, storesOf, type Spot } from './places.ts'

export interface RecurringErrand {
  readonly does: 'recurring'
  readonly spot: Spot
}
export interface Bridged {
  readonly lines: number
  readonly reading: number
  readonly bridge: number
}
const times = 3
/** The columns that the bridge reads of a line. */
const rows = `select l.id, l.contract, l.number, l.entity, l.customer, l.product, l.version, l.quantity, l.unit_price, l.currency, l."start", l."end", l.life, l.changes, l.added_at
  from contract_lines l where l.kind = 'recurring' order by l.id`

/** A year of recurring revenue over all lines, beside reading the rows that it rests on and nothing else. */
export async function bridgeOnce({ spot }: RecurringErrand): Promise<Bridged> {
  const database = await open(spot)
  const taken = { reading: [] as number[], bridge: [] as number[] }
  let lines = 0
  for (let n = 0; n <= times; n++) {
    const began = performance.now()
    lines = (await database.transact((session) => session.rows(rows), 'all')).length
    if (n > 0) taken.reading.push(performance.now() - began)
  }
  await database.close()
  await acting(spot, async (act) => {
    for (let n = 0; n <= times; n++) {
      const began = performance.now()
      await act('recurring.bridge', { from: '2026-01', to: '2026-12', view: 'effective', rates: 'constant' })
      if (n > 0) taken.bridge.push(performance.now() - began)
    }
  })
  return { lines, reading: median(taken.reading), bridge: median(taken.bridge) }
}

async function measureOn(dialect: Dialect, invoices: number): Promise<Line> {
  const stores = await storesOf(dialect)
  try {
    const { spot } = await seeded(stores, invoices)
    const { lines, reading, bridge } = await inProcess<Bridged>({ does: 'recurring', spot })
    return { database: dialect, lines, 'reading the rows, ms': Math.round(reading), 'twelve months, ms': Math.round(bridge), ratio: Math.round((bridge / reading) * 10) / 10 } // prettier-ignore
  } finally {
    await stores.end()
  }
}

/** The bridge over a tenth of the lines and over all of them: what a line costs may not grow with their number. */
export async function recurring(options: BillingOptions): Promise<void> {
  const lines: Line[] = []
  for (const dialect of options.dialects)
    for (const invoices of [Math.ceil(options.invoices / 10), options.invoices]) lines.push(await measureOn(dialect, invoices))
  report('recurring revenue, twelve months', { invoices: options.invoices }, lines)
}
