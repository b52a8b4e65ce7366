import type { Currency } from '../kernel/money.ts'
import type { Now, Read } from '../kernel/operation.ts'
import { refused, type Refusal } from '../kernel/refusal.ts'
import type { RateFault } from '../rates/exchange.ts'
import { monthTotals, type AccountTotal } from './facts.ts'
import { inHouseCurrency } from './foreign-groups.ts'
import { totalsIn, translated } from './layer.ts'
import { agreedRates, monthRates, rateOfMonth } from './layer-rates.ts'
import { retranslations, type Retranslation } from './retranslation.ts'
import type { Side } from './translating.ts'

/** Retranslations in force, the one that began last first. */
export async function inForce(read: Read): Promise<readonly Retranslation[]> {
  const approved = await read.list(retranslations, { where: { field: 'state', is: 'equal', value: 'approved' }, limit: 1000 })
  return approved.filter(({ group }) => group === null).sort((a, b) => (a.from !== b.from ? (a.from > b.from ? -1 : 1) : (a.decidedAt ?? '') > (b.decidedAt ?? '') ? -1 : 1))
} // prettier-ignore

/** The currency in which the group reports a month: that of the retranslation that had begun by then. */
export const reportedIn = (known: readonly Retranslation[], period: string): Currency | undefined =>
  known.find(({ from }) => from.slice(0, 7) <= period)?.currency

/** The running totals in the currency of a retranslation: months before its first day at the rates that were agreed to, later ones at those of their own. */
export async function totalsOf(
  layer: Retranslation,
  { from, to, sideOf }: { readonly from: string; readonly to: string; readonly sideOf: (account: string) => Side },
  read: Read,
  now: Now,
): Promise<readonly AccountTotal[] | Refusal<RateFault>> {
  const rows = await inHouseCurrency(await read.ask(monthTotals, { to }), read, now)
  if (refused(rows)) return rows
  const agreed = await agreedRates(read, layer.id)
  const missing = [...new Set(rows.map(({ period }) => period))].filter((period) => !agreed.has(`${period}/${layer.standingType}`)).sort() // prettier-ignore
  const later = await monthRates(read, layer, missing, now.today)
  if (refused(later)) return later
  const rates = rateOfMonth(new Map([...later, ...agreed]), layer)
  return totalsIn(translated(rows, layer.currency, sideOf, rates), layer.currency, from)
}
