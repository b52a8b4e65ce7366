import { addDays, type Day } from '../kernel/day.ts'
import type { Currency } from '../kernel/money.ts'
import type { Change } from '../kernel/operation.ts'
import type { RecordKind, Row } from '../kernel/record.ts'
import type { Fields } from '../kernel/shape.ts'
import type { ContractLine } from '../contracts/contract.ts'
import { isBlock, scheduleOf, versionOf, type Block, type ChargingFacts, type DueCharge } from './charging.ts'
import { comparedCharges, type History } from './comparing.ts'
import type { DueLine } from './facts.ts'
import { spansBetween } from './periods.ts'

/** A line as billing sees it, with all that is known of it. */
export interface Billed {
  readonly line: DueLine
  readonly history: History
}
/** The same line before and after a change; `null` where billing does not see it. */
export interface Rehearsed {
  readonly before: Billed | null
  readonly after: Billed | null
}
/** What one period of a line would cost, before and after. */
export interface PeriodEffect {
  readonly line: DueLine
  readonly from: Day
  readonly to: Day
  readonly before: bigint
  readonly after: bigint
}

/** The rows of a record as a decision leaves them. */
export const rowsOf = <F extends Fields>(kind: RecordKind<string, F>, changes: readonly Change[]): Row<RecordKind<string, F>>[] =>
  changes.flatMap((change) =>
    (change.does === 'add' || change.does === 'put') && change.kind.record === kind.record
      ? [change.row as unknown as Row<RecordKind<string, F>>]
      : [],
  )

/** A line's row with what billing looks up beside it. */
export function asDue(row: ContractLine, beside: Pick<DueLine, 'contractNumber' | 'poRequired' | 'chargedTo'>): DueLine {
  const { id, contract, number, customer, product, version, quantity, unitPrice, currency, months, timing, anchor, start, end } = row
  const { billedTo, taxCodes, poNumber, kind, changes, recheckFrom, life, addedAt, termEnd } = row
  return {
    id, contract, number, customer, product, version, quantity, unitPrice, currency, months, timing, anchor, start, end, billedTo, taxCodes, poNumber, kind,
    changes, recheckFrom, life, addedAt, termEnd, lastNet: null, ...beside,
  } // prettier-ignore
}

/** All that a line should be charged up to the day of the facts, as if nothing had been yet. */
const shouldBe = ({ line, history }: Billed, facts: ChargingFacts): readonly DueCharge[] | Block =>
  comparedCharges({ ...line, chargedTo: null, recheckFrom: line.start }, facts, { ...history, charges: [] })

/** The periods of a line from a day on that differ before and after. */
export function periodEffects({ before, after }: Rehearsed, facts: ChargingFacts, from: Day): PeriodEffect[] {
  const periods = new Map<Day, PeriodEffect>()
  const count = (of: Billed, side: 'before' | 'after'): void => {
    const version = versionOf(of.line, of.line.version, facts)
    const due = shouldBe(of, facts)
    if (!version || isBlock(due)) return
    const schedule = scheduleOf(of.line, version)
    for (const charge of due) {
      const [span] = spansBetween(schedule, charge.from, addDays(charge.from, 1))
      if (!span || span.closes <= from) continue
      const { opens, closes } = span
      const sofar = periods.get(opens) ?? { line: of.line, from: opens, to: closes, before: 0n, after: 0n }
      periods.set(opens, { ...sofar, [side]: sofar[side] + charge.net })
    }
  }
  if (before) count(before, 'before')
  if (after) count(after, 'after')
  return [...periods.values()].filter((p) => p.before !== p.after).toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** Why a line could not be billed any more, where the change stands in its own way. */
export function blockAfter({ after }: Rehearsed, facts: ChargingFacts): Block | undefined {
  const due = after && shouldBe(after, facts)
  return due && isBlock(due) ? due : undefined
}

/** What the next run would propose because of the change, of what is charged already. */
export function differencesOf({ before, after }: Rehearsed, facts: ChargingFacts): readonly DueCharge[] {
  const corrections = (of: Billed | null): readonly DueCharge[] => {
    const due = of ? comparedCharges(of.line, facts, of.history) : []
    // Days that were charged once are charged anew where other terms hold.
    const charged = (day: Day): boolean => of?.history.charges.some(({ to }) => day < to) === true
    return isBlock(due) ? [] : due.filter(({ kind, from }) => kind !== 'charge' || charged(from))
  }
  const key = ({ from, to, net, kind, corrects }: DueCharge): string => `${from}|${to}|${net}|${kind}|${corrects}`
  const known = new Set(corrections(before).map(key))
  return corrections(after).filter((charge) => !known.has(key(charge)))
}

/** Sums by currency, in the order in which they occur. */
export function totalsOfEffects(periods: readonly PeriodEffect[]) {
  const totals = new Map<Currency, { before: bigint; after: bigint }>()
  for (const { line, before, after } of periods) {
    const sofar = totals.get(line.currency) ?? { before: 0n, after: 0n }
    totals.set(line.currency, { before: sofar.before + before, after: sofar.after + after })
  }
  return [...totals].map(([currency, { before, after }]) => ({ currency, before, after, difference: after - before }))
}
