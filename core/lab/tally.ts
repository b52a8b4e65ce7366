import type { Decimal } from '../kernel/decimal.ts'
import type { Invoiced, Replayed } from './replaying.ts'
import { monthsBetween, volatilityOf } from './volatility.ts'

/** Amounts by month. Months in which nothing begins between two in which something does count as nothing. */
export class Tally {
  private readonly months = new Map<string, bigint>()
  total = 0n
  add(charge: Pick<Invoiced, 'from'>, amount: bigint): void {
    const month = charge.from.slice(0, 7)
    this.months.set(month, (this.months.get(month) ?? 0n) + amount)
    this.total += amount
  }
  in(month: string): bigint {
    return this.months.get(month) ?? 0n
  }
  names(): string[] {
    const named = [...this.months.keys()].sort()
    return named.length === 0 ? [] : monthsBetween(named[0]!, named.at(-1)!)
  }
  volatility(): Decimal | null {
    return volatilityOf(this.names().map((month) => this.in(month)))
  }
}

/** What charges came to, by whatever groups them. */
export interface Group {
  readonly first: Invoiced
  readonly lines: Set<string>
  readonly actual: Tally
  /** One for each price that was tried. */
  readonly tried: readonly Tally[]
}
/** `replays`: the same charges by each price that was tried. Groups are in the order of their first charge. */
export function grouped(
  charges: readonly Invoiced[],
  replays: readonly (readonly Replayed[])[],
  keyOf: (charge: Invoiced) => string,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const [i, charge] of charges.entries()) {
    const key = keyOf(charge)
    let group = groups.get(key)
    if (!group) groups.set(key, (group = { first: charge, lines: new Set(), actual: new Tally(), tried: replays.map(() => new Tally()) }))
    group.lines.add(charge.line)
    group.actual.add(charge, charge.net)
    for (const [n, replayed] of replays.entries()) group.tried[n]!.add(charge, replayed[i]!.replayed)
  }
  return groups
}
