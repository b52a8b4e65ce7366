import { addMonths, day as dayOf, dayOfMonth, daysInMonth, monthOf, yearOf, type Day } from '../kernel/day.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { account } from '../ledger/posting.ts'
import type { Adjustment } from './adjustment.ts'

/**
 * Accounts that documents keep: open items, deferred charges, funds, between entities, translation. A line by hand on one of them would be explained by nothing.
 * Money owed is corrected by its own document.
 */
export const kept: ReadonlySet<string> = new Set([
  account('receivable'), account('payable'), account('unapplied'), account('receivedNotInvoiced'), account('intercompanyReceivable'), account('intercompanyPayable'),
  account('intercompanyRevenue'), account('intercompanyCost'), account('intercompanyRevaluation'), account('deferred'), account('prepaidCost'), account('fundLiability'), account('translationReserve'), account('rounding'),
  account('clearing'),
]) // prettier-ignore

type Fault =
  | 'adjustments.oneLine'
  | 'adjustments.unbalanced'
  | 'adjustments.emptyLine'
  | 'adjustments.keptAccount'
  | 'adjustments.unknownAccount'
  | 'adjustments.badMonth'
export const lineFaults = ['adjustments.oneLine', 'adjustments.unbalanced', 'adjustments.emptyLine', 'adjustments.keptAccount', 'adjustments.unknownAccount', 'adjustments.badMonth'] as const satisfies readonly Fault[] // prettier-ignore

/** Why lines cannot be a journal; `undefined` where they can. */
export function faultOf(
  { lines, currency, repeatsUntil, postedOn }: Pick<Adjustment, 'lines' | 'currency' | 'repeatsUntil' | 'postedOn'>,
  known: { readonly has: (account: string) => boolean },
): Refusal<Fault> | undefined {
  if (lines.length < 2) return refuse('adjustments.oneLine', {})
  const empty = lines.findIndex(({ amount }) => amount === 0n)
  if (empty >= 0) return refuse('adjustments.emptyLine', { line: `${empty + 1}` })
  for (const { account: code } of lines) {
    if (kept.has(code)) return refuse('adjustments.keptAccount', { account: code })
    if (!known.has(code)) return refuse('adjustments.unknownAccount', { account: code })
  }
  const left = lines.reduce((sum, { amount }) => sum + amount, 0n)
  if (left !== 0n) return refuse('adjustments.unbalanced', { minor: `${left}`, currency })
  if (repeatsUntil !== null && (!/^\d{4}-(0[1-9]|1[0-2])$/.test(repeatsUntil) || repeatsUntil <= postedOn.slice(0, 7)))
    return refuse('adjustments.badMonth', { month: repeatsUntil })
  return undefined
}

/** The first of the month after a day. */
export const nextFirst = (of: Day): Day => addMonths(dayOf(`${of.slice(0, 7)}-01`)!, 1)

/** The day of a month on which a series is posted: that of its first one, the last of the month where that one was the last of its own, or where the month is shorter. */
export function dayInMonth(first: Day, month: string): Day {
  const start = dayOf(`${month}-01`)!
  const length = daysInMonth(yearOf(start), monthOf(start))
  const wanted = dayOfMonth(first)
  const isLast = wanted === daysInMonth(yearOf(first), monthOf(first))
  return dayOf(`${month}-${`${isLast ? length : Math.min(wanted, length)}`.padStart(2, '0')}`)!
}
