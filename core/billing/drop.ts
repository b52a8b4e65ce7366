import { clear, put, type Change } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { chargeTaxes } from './charge-tax.ts'
import { billingRuns, blockedLines, charges } from './run.ts'
import { totalsData, totalsOf } from './totals.ts'

type Run = Row<typeof billingRuns>

/** The legal entities of a run whose invoices are not posted yet. */
export const openEntities = ({ entities, done }: Pick<Run, 'entities' | 'done'>): Run['entities'] =>
  done.length === 0 ? entities : entities.filter((entity) => !done.includes(entity))

/** Takes back what is proposed and not posted. A run of which some legal entities are posted keeps these, and is then posted whole. */
export function dropped(run: Run, state: 'cancelled' | 'superseded'): Change[] {
  if (run.done.length === 0)
    return [
      clear(charges, 'run', run.id),
      clear(chargeTaxes, 'run', run.id),
      clear(blockedLines, 'run', run.id),
      put(billingRuns, { ...run, state, marker: '', posting: null }),
    ]
  const totals = totalsOf(run.totals)
  const kept = Object.fromEntries(Object.entries(totals).filter(([entity]) => run.done.some((code) => code === entity)))
  const sum = (of: 'charges' | 'invoices'): number => Object.values(kept).reduce((counted, own) => counted + own[of], 0)
  const left: Run = {
    ...run,
    state: 'posted',
    marker: '',
    posting: null,
    entities: run.done,
    charges: sum('charges'),
    invoices: sum('invoices'),
    totals: totalsData(kept),
  }
  return [
    ...openEntities(run).flatMap((entity) => [
      clear(charges, 'run', run.id, entity),
      clear(chargeTaxes, 'run', run.id, entity),
      clear(blockedLines, 'run', run.id, entity),
    ]),
    put(billingRuns, left),
  ]
}
