import { daysBetween, monthOf, yearOf, type Day } from '../kernel/day.ts'
import { one, zero, type Decimal } from '../kernel/decimal.ts'
import type { IncidentPriceList, priorities } from './incident.ts'

export interface PricedBy {
  readonly entity: string
  readonly contract: string
  readonly type: string
  readonly day: Day
}

/** Types of incident are compared without case and stray spaces. */
export const sameType = (a: string, b: string): boolean => folded(a) === folded(b)
const folded = (type: string): string => type.trim().replace(/\s+/g, ' ').toLowerCase()

/** How specific a list is for an incident; `undefined` where it does not apply. The contract counts before the product, the place before the type. */
function rankOf(list: IncidentPriceList, of: PricedBy, productsOfContract: ReadonlySet<string>): number | undefined {
  if (list.entity !== of.entity || list.validFrom > of.day) return undefined
  if (list.contract !== null && list.contract !== of.contract) return undefined
  if (list.product !== null && !productsOfContract.has(list.product)) return undefined
  if (list.type !== null && !sameType(list.type, of.type)) return undefined
  return (list.contract === null ? 0 : 4) + (list.product === null ? 0 : 2) + (list.type === null ? 0 : 1)
}

/** The list that prices an incident: the most specific one that is valid on its day; of equals the latest, and of these the one recorded last. */
export function listFor(
  lists: readonly IncidentPriceList[],
  of: PricedBy,
  productsOfContract: ReadonlySet<string> = new Set(),
): IncidentPriceList | undefined {
  let best: { readonly list: IncidentPriceList; readonly rank: number } | undefined
  for (const list of lists) {
    const rank = rankOf(list, of, productsOfContract)
    if (rank === undefined) continue
    const order = best === undefined ? 1 : rank - best.rank || compared(list, best.list)
    if (order > 0) best = { list, rank }
  }
  return best?.list
}
const compared = (a: IncidentPriceList, b: IncidentPriceList): number =>
  a.validFrom === b.validFrom ? (a.recordedAt === b.recordedAt ? order(a.id, b.id) : order(a.recordedAt, b.recordedAt)) : order(a.validFrom, b.validFrom) // prettier-ignore
const order = (a: string, b: string): number => (a > b ? 1 : a < b ? -1 : 0)

/** First day of the period that includes so many incidents. */
export function includedFrom(list: Pick<IncidentPriceList, 'includedPer'>, day: Day): Day {
  const first = (month: number): Day => `${yearOf(day)}-${month < 10 ? '0' : ''}${month}-01` as Day
  if (list.includedPer === 'year') return first(1)
  return first(list.includedPer === 'quarter' ? monthOf(day) - ((monthOf(day) - 1) % 3) : monthOf(day))
}

export interface IncidentPrice {
  readonly unit: IncidentPriceList['unit']
  readonly currency: IncidentPriceList['currency']
  /** Units of the fund, or money in the currency of the list: nothing for what is included and for what is not charged at all. */
  readonly price: Decimal
  /** Of its priority, before everything else; and times what. */
  readonly listed: Decimal
  readonly factor: Decimal
  readonly why: 'charged' | 'included' | 'duplicate' | 'reopened'
}

/** What an incident costs by a list, given how many incidents of the period were charged or included before it; `undefined` where the list has no price for its priority. */
export function priceOf(
  incident: {
    readonly priority: (typeof priorities)[number]
    readonly outOfHours: boolean
    readonly standing: 'charged' | 'duplicate' | 'reopened'
  },
  list: IncidentPriceList,
  before: number,
): IncidentPrice | undefined {
  const listed = list.prices.find((p) => p.priority === incident.priority)?.price
  if (listed === undefined) return undefined
  const factor = incident.outOfHours ? list.outOfHoursFactor : one
  const free = before < list.includedCount
  const why = incident.standing !== 'charged' ? incident.standing : free ? 'included' : 'charged'
  return { unit: list.unit, currency: list.currency, price: why === 'charged' ? listed.times(factor) : zero, listed, factor, why }
}

/** Is an incident that came back on a day still the one that was closed? */
export const isWithin = (closed: Day, back: Day, reopenDays: number): boolean => back >= closed && daysBetween(closed, back) <= reopenDays
