import type { Caller, Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import type { Id } from '../kernel/shape.ts'
import { blockedView } from './reads.ts'
import { billingRuns } from './run.ts'
import { totalsData, totalsOf } from './totals.ts'

type Run = Row<typeof billingRuns>
type Scoped = Pick<Caller, 'entities'>
type Entities = Pick<Run, 'entities'>

/** The first legal entity of a run that the caller does not work for. Only whose run it wholly is may change it. */
export const foreignIn = ({ entities }: Entities, { entities: mine }: Scoped): string | undefined =>
  mine === 'all' ? undefined : entities.find((entity) => !mine.includes(entity))

/** A run stands above the legal entities: it is there for those who work for one of them, and for nobody else. */
export async function runFor(read: Read, id: Id<'billingRuns'>, { entities: mine }: Scoped): Promise<Run | undefined> {
  const run = await read.get(billingRuns, id)
  return run && (mine === 'all' || run.entities.some((entity) => mine.includes(entity))) ? run : undefined
}

/** A run as far as it is the caller's: what other legal entities bill is not counted in. */
export async function ownPart(read: Read, run: Run, caller: Scoped): Promise<Run> {
  const { entities: mine } = caller
  if (mine === 'all' || foreignIn(run, caller) === undefined) return run
  const totals = Object.fromEntries(Object.entries(totalsOf(run.totals)).filter(([entity]) => mine.includes(entity)))
  const sum = (of: 'charges' | 'invoices'): number => Object.values(totals).reduce((counted, own) => counted + own[of], 0)
  const blocked = await read.browse(blockedView, { where: { field: 'run', is: 'equal', value: run.id }, limit: 1 })
  return {
    ...run,
    entities: run.entities.filter((entity) => mine.includes(entity)),
    charges: sum('charges'),
    invoices: sum('invoices'),
    posted: Math.min(run.posted, sum('invoices')),
    blocked: blocked.total,
    totals: totalsData(totals),
  }
}
