import { record } from '../kernel/record.ts'
import { count, idOf, shape, someData, text, type Wire } from '../kernel/shape.ts'
import type { Currency } from '../kernel/money.ts'
import type { Cause, Causes } from './causes.ts'

/** The difference of a run to the last one, in sums: worked out once, and again when something left the proposal. */
export const runChanges = record(
  'runChanges',
  shape({
    run: idOf('billingRuns'),
    /** Where the comparison goes on; `done` when it is complete. */
    marker: text,
    done: count,
    of: count,
    totals: someData,
  }),
  { key: 'run', personal: { keep: 'books', not: ['totals'] } },
)

/** Sums of one legal entity. `own` is in its currency, each line converted by the rates of its charge. */
export interface EntityChanges {
  readonly currency: Currency
  /** Number of the run that it is compared with, of several the last; empty where there is none. */
  against: string
  before: bigint
  now: bigint
  byCurrency: Record<string, { before: bigint; now: bigint }>
  causes: Partial<Record<Cause, { lines: number; own: bigint; byCurrency: Record<string, bigint> }>>
}
export type ChangeTotals = Record<string, EntityChanges>

export const noChanges = (currency: Currency, against: string): EntityChanges => ({
  currency,
  against,
  before: 0n,
  now: 0n,
  byCurrency: {},
  causes: {},
})

/** Counts the difference of one line in. */
export function countChange(
  totals: EntityChanges,
  currency: string,
  line: { readonly before: bigint; readonly now: bigint; readonly causes: Causes },
  own: { readonly before: bigint; readonly now: bigint; readonly causes: Causes },
): void {
  totals.before += own.before
  totals.now += own.now
  const sums = (totals.byCurrency[currency] ??= { before: 0n, now: 0n })
  sums.before += line.before
  sums.now += line.now
  for (const cause of new Set([...Object.keys(line.causes), ...Object.keys(own.causes)] as Cause[])) {
    const counted = (totals.causes[cause] ??= { lines: 0, own: 0n, byCurrency: {} })
    counted.lines += 1
    counted.own += own.causes[cause] ?? 0n
    if (line.causes[cause]) counted.byCurrency[currency] = (counted.byCurrency[currency] ?? 0n) + line.causes[cause]
  }
}

// As the totals of a run: digits with an n behind them.
export const changesData = (totals: ChangeTotals): Wire =>
  JSON.parse(JSON.stringify(totals, (_key, v: unknown) => (typeof v === 'bigint' ? `${v}n` : v))) as Wire
export const changesOf = (data: Wire): ChangeTotals =>
  JSON.parse(JSON.stringify(data), (_key, v: unknown) =>
    typeof v === 'string' && /^-?\d+n$/.test(v) ? BigInt(v.slice(0, -1)) : v,
  ) as ChangeTotals
