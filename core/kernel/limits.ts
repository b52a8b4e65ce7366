import { isCurrency, majorText } from './money.ts'
import type { Change, Now, Operation } from './operation.ts'
import { refuse, type Refusal } from './refusal.ts'

/** Up to which amount a caller does something, by currency and in minor units. A currency that is not named is not theirs at all. */
export type Limits = ReadonlyMap<string, ReadonlyMap<string, bigint>>

/** What a command moves: the amounts of the rows of a record that it adds or replaces, each currency for itself. */
export interface Worth {
  readonly record: string
  readonly amount: string
  readonly currency: string
}

function movedBy(changes: readonly Change[], { record, amount, currency }: Worth): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const change of changes) {
    if ((change.does !== 'add' && change.does !== 'put') || change.kind.record !== record) continue
    const code = change.row[currency] as string
    sums.set(code, (sums.get(code) ?? 0n) + (change.row[amount] as bigint))
  }
  return sums
}

/** More than the caller's roles allow. Giving back is no less than taking, so signs do not count. */
export function beyondLimit(operation: Operation, changes: readonly Change[], { caller }: Now): Refusal | undefined {
  const limits = caller.limits?.get(operation.name)
  if (!limits || operation.does !== 'command' || !operation.worth) return undefined
  for (const [currency, minor] of movedBy(changes, operation.worth)) {
    const amount = minor < 0n ? -minor : minor
    const most = limits.get(currency) ?? 0n
    if (amount > most && isCurrency(currency))
      return refuse('limit.exceeded', { currency, amount: majorText(currency, amount), limit: majorText(currency, most) })
  }
  return undefined
}
