import type { Dialect } from '../../main/storage/session.ts'
import { seeded, type BillingOptions } from './billing.ts'
import { billingDay, chance } from './data.ts'
import { inProcess, median, report, type Line } from './measure.ts'
import { acting, storesOf, type Spot } from './places.ts'

export interface ExplainErrand {
  readonly does: 'explain'
  readonly spot: Spot
}
interface Explained {
  readonly charges: number
  /** Milliseconds of each question. */
  readonly why: readonly number[]
  readonly difference: readonly number[]
}

/** Charges that are explained, after some that warm it up. */
const times = 200
const warming = 20
/** Times that the first page of the comparison is asked for. */
const pages = 10

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Charges drawn by chance, and a month that is compared with the one before. */
export function explainSome({ spot }: ExplainErrand): Promise<Explained> {
  return acting(spot, async (act, harmony) => {
    const ids = await harmony.database.read((session) => session.rows('select id from charges order by id'))
    const random = chance(7)
    const why: number[] = []
    for (let n = 0; n < warming + times; n++) {
      const [charge] = ids[random(ids.length)]!
      const took = await timed(async () => {
        const told: { holds: boolean } = await act('billing.why', { charge })
        if (!told.holds) throw new Error(`the charge ${charge as string} is not what its trace says`)
      })
      if (n >= warming) why.push(took)
    }
    const { run }: { run: string } = await act('billing.propose', { asOf: '2027-01-01' })
    const difference: number[] = []
    for (let n = 0; n <= pages; n++) {
      const took = await timed(() => act('billing.difference', { run }))
      if (n > 0) difference.push(took)
    }
    return { charges: ids.length, why, difference }
  })
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
const tenths = (ms: number): number => Math.round(ms * 10) / 10

async function measureOn(dialect: Dialect, { invoices, data }: BillingOptions): Promise<Line[]> {
  const stores = await storesOf(dialect)
  try {
    const { spot } = await seeded(stores, invoices, data)
    await acting(spot, async (act) => {
      const { run }: { run: string } = await act('billing.propose', { asOf: billingDay })
      await act('billing.post', { run })
    })
    const { charges, why, difference } = await inProcess<Explained>({ does: 'explain', spot })
    const line = (operation: string, taken: readonly number[]): Line => ({
      database: dialect,
      operation,
      charges,
      times: taken.length,
      median: tenths(median(taken)),
      p95: tenths(percentile(taken, 0.95)),
      most: tenths(Math.max(...taken)),
    })
    return [line('billing.why', why), line('billing.difference, first page', difference)]
  } finally {
    await stores.end()
  }
}

/** How long people wait for the reason of an amount, and of a change. */
export async function explain(options: BillingOptions): Promise<void> {
  const lines: Line[] = []
  for (const dialect of options.dialects) lines.push(...(await measureOn(dialect, options)))
  report('explain, in milliseconds', { data: options.data, invoices: options.invoices }, lines)
}
