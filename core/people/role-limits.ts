import type { Limits } from '../kernel/bounds.ts'
import type { RoleBounds } from './role-bounds.ts'

interface Held {
  readonly role: string
  /** Operations that the role opens. */
  readonly opens: (operation: string) => boolean
}

/** Amounts up to which a person does something. A role that opens it and names no limit has none; of several limits the highest counts. */
export function limitsOf(held: readonly Held[], bounds: readonly RoleBounds[]): Limits | undefined {
  const named = [...new Set(bounds.flatMap(({ limits }) => limits.map(({ operation }) => operation)))]
  const found = new Map<string, Map<string, bigint>>()
  for (const operation of named) {
    const opening = held.filter(({ opens }) => opens(operation)).map(({ role }) => (bounds.find((of) => of.role === role)?.limits ?? []).filter((limit) => limit.operation === operation)) // prettier-ignore
    if (opening.length === 0 || opening.some((limits) => limits.length === 0)) continue
    const most = new Map<string, bigint>()
    for (const { currency, amount } of opening.flat())
      most.set(currency, amount > (most.get(currency) ?? 0n) ? amount : most.get(currency)!)
    found.set(operation, most)
  }
  return found.size === 0 ? undefined : found
}
