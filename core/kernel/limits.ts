import type { Worth } from './bounds.ts'
import { isCurrency, majorText } from './money.ts'
import type { Change, Now, Operation } from './operation.ts'
import { refuse, type Refusal } from './refusal.ts'

function movedBy(changes: readonly Change[], { record, amount, currency }: Worth): ReadonlyMap<string, { comes: bigint; goes: bigint }> {
  const sums = new Map<string, { readonly comes: bigint; readonly goes: bigint }>()
  for (const change of changes) {
    if ((change.does !== 'add' && change.does !== 'put') || change.kind.record !== record) continue
    const code = change.row[currency] as string
    const minor = (change.row[amount] as bigint | null) ?? 0n
    const { comes, goes } = sums.get(code) ?? { comes: 0n, goes: 0n }
    sums.set(code, minor < 0n ? { comes, goes: goes - minor } : { comes: comes + minor, goes })
  }
  return sums
}

/** More than the caller's roles allow. Giving back is no less than taking, so signs do not count. */
export function beyondLimit(operation: Operation, changes: readonly Change[], { caller }: Now): Refusal | undefined {
  const limits = caller.limits?.get(operation.name)
  if (!limits || operation.does !== 'command' || !operation.worth) return undefined
  for (const [currency, { comes, goes }] of movedBy(changes, operation.worth)) {
    const amount = comes > goes ? comes : goes
    const most = limits.get(currency) ?? 0n
    if (amount > most && isCurrency(currency))
      return refuse('limit.exceeded', { currency, amount: majorText(currency, amount), limit: majorText(currency, most) })
  }
  return undefined
}
