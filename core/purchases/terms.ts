import { addDays, later, type Day } from '../kernel/day.ts'
import { decimalText, exactly } from '../kernel/decimal.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import type { ChangeOrder } from './change-order.ts'
import { termsOf, type CostLine, type CostTerms } from './cost-line.ts'

/** Terms of a cost line from one day to another: `[from, to)`, `to` is `null` while no end is known. */
export interface CostStretch {
  readonly from: Day
  readonly to: Day | null
  readonly terms: CostTerms
}
export type Order = Pick<ChangeOrder, 'number' | 'effective' | 'changes'>

/**
 * What a cost line costs over its whole life. One that is bought once costs what was agreed last; of one that is bought again and again each change holds
 * from its effective day on. An end holds for the whole line.
 */
export function stretchesOf(cost: CostLine, orders: readonly Order[]): readonly CostStretch[] {
  if (cost.state === 'dropped') return []
  const now = termsOf(cost)
  const stop = now.end === null ? null : addDays(now.end, 1)
  if (cost.months === null) return stop !== null && stop <= cost.start ? [] : [{ from: cost.start, to: null, terms: now }]
  const days: { from: Day; terms: CostTerms }[] = [{ from: cost.start, terms: cost.signed ?? now }]
  const named = [...orders].sort((a, b) => a.number - b.number)
  for (const { effective, changes } of named)
    for (const { costLine, termsBefore, termsAfter } of changes) {
      // What it began with is its first stretch; what took it off is its end.
      if (costLine !== cost.id || termsBefore === null || termsAfter === null) continue
      const from = later(cost.start, effective)
      if (days.at(-1)!.from === from) days[days.length - 1] = { from, terms: termsAfter }
      else days.push({ from, terms: termsAfter })
    }
  return days.flatMap(({ from, terms }, i) => {
    const next = days[i + 1]?.from ?? null
    const to = stop === null ? next : next === null || stop < next ? stop : next
    return to !== null && to <= from ? [] : [{ from, to, terms }]
  })
}

/** What it cost as it was signed, before anybody ordered a change; nothing where a change order brought it. */
export function signedStretches(cost: CostLine): readonly CostStretch[] {
  if (cost.addedBy !== null || (cost.state === 'dropped' && cost.signed === null)) return []
  return stretchesOf({ ...cost, ...cost.signed, signed: null, state: 'planned' }, [])
}

/** Longest rhythm and longest notice that can be agreed. */
const longest = { months: 120, noticeDays: 1_095 } as const
/** Units of money that one purchase may come to, so that no amount in any currency outgrows the books. */
const largest = exactly('1000000000')

export type CostFault =
  | 'purchases.negativeCost'
  | 'purchases.badQuantity'
  | 'purchases.tooLarge'
  | 'purchases.badMonths'
  | 'purchases.badNotice'
  | 'purchases.endBeforeStart'
  | 'purchases.termBeforeStart'
  | 'purchases.perUnitOfNothing'
export const costFaults = [
  'purchases.negativeCost', 'purchases.badQuantity', 'purchases.tooLarge', 'purchases.badMonths', 'purchases.badNotice', 'purchases.endBeforeStart',
  'purchases.termBeforeStart', 'purchases.perUnitOfNothing',
] as const satisfies readonly CostFault[] // prettier-ignore

/** May something be bought like this? */
export function costFault(cost: CostLine): Refusal<CostFault> | undefined {
  const { item, line, quantityRule, quantity, unitCost, currency, months, extensionMonths, start, end, termEnd, noticeDays } = cost
  if (unitCost.lt(0)) return refuse('purchases.negativeCost', { item, cost: decimalText(unitCost), currency })
  if (quantity.lte(0)) return refuse('purchases.badQuantity', { item, quantity: decimalText(quantity) })
  if (quantity.times(unitCost).gte(largest))
    return refuse('purchases.tooLarge', { item, cost: decimalText(quantity.times(unitCost)), currency })
  if (quantityRule === 'perUnit' && line === null) return refuse('purchases.perUnitOfNothing', { item })
  for (const given of [months, extensionMonths])
    if (given !== null && (given < 1 || given > longest.months))
      return refuse('purchases.badMonths', { item, months: `${given}`, limit: `${longest.months}` })
  if (noticeDays !== null && (noticeDays < 0 || noticeDays > longest.noticeDays))
    return refuse('purchases.badNotice', { item, days: `${noticeDays}`, limit: `${longest.noticeDays}` })
  if (end !== null && end < start) return refuse('purchases.endBeforeStart', { item, start, end })
  return termEnd !== null && termEnd < start ? refuse('purchases.termBeforeStart', { item, start, end: termEnd }) : undefined
}
