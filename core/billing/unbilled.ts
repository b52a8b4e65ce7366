import { exchangesOf } from './rates.ts'
import type { Currency } from '../kernel/money.ts'
import { query, type Caller, type Read } from '../kernel/operation.ts'
import { question, type Answer, type Row } from '../kernel/record.ts'
import { aCurrency, aDay, codeOf, count, idOf, many, maybe, minorIn, shape, type Code } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import { frozenIn } from '../rates/frozen.ts'
import { blockedView } from './reads.ts'
import { billingRuns } from './run.ts'
import { totalsOf, type EntityTotals } from './totals.ts'

/** What a run that is being posted, or was posted for some of its legal entities, has on invoices already. */
export const postedSums = question(
  'billing.postedSums',
  shape({ run: idOf('billingRuns') }),
  shape({ entity: codeOf('entities'), currency: aCurrency, charges: count, net: minorIn('currency') }),
)
type Posted = Answer<typeof postedSums>
type Run = Row<typeof billingRuns>

const aRow = shape({
  entity: codeOf('entities'),
  run: idOf('billingRuns'),
  number: codeOf('billingRuns'),
  /** Due up to this day. */
  asOf: aDay,
  groupCurrency: aCurrency,
  /** Without tax, at the rates that the run will be posted at. */
  net: minorIn('groupCurrency'),
  charges: count,
  /** Due too, and left out because something is missing: what they come to nobody knows yet. */
  blocked: count,
  byCurrency: many(shape({ currency: aCurrency, net: minorIn('currency') })),
})

const open = { field: 'state', is: 'in', value: ['proposing', 'proposed', 'posting'] } as const

/** What a run still has to post of one legal entity: what it proposed, less what is on invoices. */
function leftOf(run: Run, entity: string, totals: EntityTotals, posted: readonly Posted[]) {
  const exchanges = exchangesOf(frozenIn(run.rates), entity)
  const own = posted.filter((one) => one.entity === entity)
  const byCurrency = Object.entries(totals.byCurrency)
    .map(([code, { net }]) => {
      const currency = code as Currency
      return { currency, net: net - own.filter((one) => one.currency === currency).reduce((sum, one) => sum + one.net, 0n) }
    })
    .filter(({ net }) => net !== 0n)
  // What is proposed has its rates: without them its lines would have been left out.
  const net = byCurrency.reduce((sum, one) => sum + convert(one.net, exchanges(one.currency, totals.groupCurrency)!.rate, one.currency, totals.groupCurrency), 0n) // prettier-ignore
  return { net, byCurrency, charges: totals.charges - own.reduce((sum, one) => sum + one.charges, 0) }
}

async function rowsOf(run: Run, only: Code<'entities'> | null, read: Read, { entities: mine }: Pick<Caller, 'entities'>) {
  const totals = totalsOf(run.totals)
  const chosen = run.entities.filter((code) => (only === null || code === only) && (mine === 'all' || mine.includes(code)))
  const posted = run.posted > 0 ? await read.ask(postedSums, { run: run.id }) : []
  const rows = []
  for (const entity of chosen.filter((code) => !run.done.includes(code))) {
    const own = totals[entity]
    const where = { all: [{ field: 'run', is: 'equal', value: run.id }, { field: 'entity', is: 'equal', value: entity }] } as const // prettier-ignore
    const blocked = run.blocked > 0 ? (await read.browse(blockedView, { where, limit: 1 })).total : 0
    const left = own && leftOf(run, entity, own, posted)
    if (!own || (left!.charges === 0 && blocked === 0)) continue
    rows.push({ entity, run: run.id, number: run.number as Code<'billingRuns'>, asOf: run.asOf, groupCurrency: own.groupCurrency, blocked, ...left! })
  }
  return rows
} // prettier-ignore

/** What is due and stands on no invoice yet, by legal entity: the proposals that block a month's end, in the group's currency at their own rates. */
export const unbilled = query({
  name: 'billing.unbilled',
  zone: 'finance',
  permit: 'billing.read',
  input: shape({ entity: maybe(codeOf('entities')) }),
  output: shape({
    rows: many(aRow),
    /** The latest day up to which anything was ever proposed or billed: what became due since is in no proposal. */
    upTo: maybe(aDay),
  }),
  refusals: [],
  ask: async ({ entity }, read, { caller }) => {
    const runs = await read.list(billingRuns, { where: open, order: ['asOf', 'id'], limit: 100 })
    const rows = []
    for (const run of runs) rows.push(...(await rowsOf(run, entity, read, caller)))
    const where = { all: [{ field: 'kind', is: 'equal', value: 'run' }, { field: 'state', is: 'in', value: ['proposed', 'posting', 'posted'] }] } as const // prettier-ignore
    const seen = (await read.list(billingRuns, { where, order: ['-asOf'], limit: 100 })).find((run) => run.entities.some((code) => (entity === null || code === entity) && (caller.entities === 'all' || caller.entities.includes(code)))) // prettier-ignore
    return { rows, upTo: seen?.asOf ?? null }
  },
})
