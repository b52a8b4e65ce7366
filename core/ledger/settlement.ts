import { ratio, roundHalfAway } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { refuse, type Refusal } from '../kernel/refusal.ts'
import { convert, convertColumn, type Currencies, type Leg, type Rates, type ThreeAmounts } from './conversion.ts'

/** What an item is still carried at, in signed minor units. */
export interface Carried {
  readonly open: bigint
  readonly entityOpen: bigint
  readonly groupOpen: bigint
}
export interface Cleared {
  readonly entityMinor: bigint
  readonly groupMinor: bigint
}

/**
 * What a payment takes off the carrying amounts of an item: its share of what is **left**, so that the last payment clears all three currencies to nothing.
 * `paid` has the sign of `open` and is never more. Source: finance.md 2.2.
 */
export function cleared({ open, entityOpen, groupOpen }: Carried, paid: bigint): Cleared {
  if (paid === open) return { entityMinor: entityOpen, groupMinor: groupOpen }
  const share = (carried: bigint): bigint => roundHalfAway(ratio(carried * paid, open))
  return { entityMinor: share(entityOpen), groupMinor: share(groupOpen) }
}

/** A line of a journal in which amounts are cleared that were fixed at other rates. */
export interface MixedLeg extends Leg {
  readonly currency: Currency
}
export interface MixedLine extends ThreeAmounts {
  readonly currency: Currency
}
export interface Mixed {
  /** As they were given, each in three currencies. */
  readonly lines: readonly MixedLine[]
  /** One leg for each currency that does not balance by itself; together they are nothing in the entity's and the group's currency. */
  readonly clearing: readonly MixedLine[]
  /** What the fixed amounts differ by: a result in the entity's currency, and that result translated. Nothing is `null`. */
  readonly difference: ThreeAmounts | null
  /** What is left in the group's currency alone: translation, which is no result (IAS 21). */
  readonly translation: ThreeAmounts | null
}
export interface MixedRates {
  /** Of each currency of the lines. */
  readonly of: (currency: Currency) => Rates | undefined
  readonly entityToGroup: ReturnType<typeof ratio>
}
export type MixedFault = 'ledger.unbalanced' | 'ledger.missingRate'

interface Columns {
  readonly entity: readonly bigint[]
  readonly group: readonly bigint[]
}

/**
 * A column of one currency's lines: control lines on their own, fixed ones as they are, the others shared as if the fixed ones had been converted too, so that
 * no difference of rates ever slips into revenue or cost.
 */
function column(
  legs: readonly MixedLeg[],
  rate: Rates['toEntity'],
  from: Currency,
  to: Currency,
  fixed: (leg: Leg) => bigint | undefined,
): bigint[] {
  if (from === to) return legs.map((leg) => fixed(leg) ?? leg.minor)
  const { amounts, remainder } = convertColumn(
    legs.map((leg) => (fixed(leg) === undefined ? leg : { minor: leg.minor, control: true })),
    rate,
    from,
    to,
  )
  const shared = remainder === 0n ? amounts : legs.map(({ minor }) => convert(minor, rate, from, to))
  return legs.map((leg, i) => fixed(leg) ?? shared[i]!)
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)

/**
 * A journal in one or several transaction currencies that may clear carrying amounts: each currency balances by itself, with a clearing leg where it does not, and
 * what fixed amounts differ by is measured in the entity's currency (`difference`), the rest in the group's is translation. Source: finance.md 0.3 and 2.2.
 */
export function mixedJournal(
  legs: readonly MixedLeg[],
  currencies: Omit<Currencies, 'transaction'>,
  rates: MixedRates,
): Mixed | Refusal<MixedFault> {
  const found = [...new Set(legs.map((leg) => leg.currency))]
  const off = new Map(found.map((currency) => [currency, sum(legs.filter((leg) => leg.currency === currency).map((leg) => leg.minor))]))
  const unbalanced = found.filter((currency) => off.get(currency) !== 0n)
  if (unbalanced.length === 1) return refuse('ledger.unbalanced', { currency: unbalanced[0]!, minor: `${off.get(unbalanced[0]!)!}` })
  const { entity, group } = currencies
  const columns = new Map<Currency, Columns>()
  for (const currency of found) {
    const own = legs.filter((leg) => leg.currency === currency)
    const rate = rates.of(currency)
    if (!rate) return refuse('ledger.missingRate', { from: currency, to: entity })
    // A clearing leg stands in for what is missing, so that the others are shared as in any journal.
    const missing = { currency, minor: -off.get(currency)!, control: true }
    const inEntity = column([...own, missing], rate.toEntity, currency, entity, (leg) => leg.pinned?.entityMinor)
    const inGroup = entity === group ? inEntity : column([...own, missing], rate.toGroup, currency, group, (leg) => leg.pinned?.groupMinor)
    columns.set(currency, { entity: inEntity, group: inGroup })
  }
  const at = new Map<Currency, number>()
  const lines = legs.map(({ currency, minor }): MixedLine => {
    const i = at.get(currency) ?? 0
    at.set(currency, i + 1)
    const own = columns.get(currency)!
    return { currency, amount: minor, entityAmount: own.entity[i]!, groupAmount: own.group[i]! }
  })
  const clearing = clearingLegs(unbalanced, off, columns, legs)
  const all = [...lines, ...clearing]
  const result = -sum(all.map((line) => line.entityAmount))
  const translated = entity === group ? result : convert(result, rates.entityToGroup, entity, group)
  const rest = -sum(all.map((line) => line.groupAmount)) - translated
  return {
    lines,
    clearing,
    difference: result === 0n ? null : { amount: 0n, entityAmount: result, groupAmount: translated },
    translation: rest === 0n ? null : { amount: 0n, entityAmount: 0n, groupAmount: rest },
  }
}

/** The currency in which something is cleared takes what the others are worth; so the legs come to nothing in the entity's and the group's currency. */
function clearingLegs(
  unbalanced: readonly Currency[],
  off: ReadonlyMap<Currency, bigint>,
  columns: ReadonlyMap<Currency, Columns>,
  legs: readonly MixedLeg[],
): MixedLine[] {
  if (unbalanced.length === 0) return []
  const takes =
    unbalanced.find((currency) => legs.some((leg) => leg.currency === currency && leg.pinned)) ?? unbalanced[unbalanced.length - 1]!
  const worth = unbalanced
    .filter((currency) => currency !== takes)
    .map((currency) => {
      const { entity, group } = columns.get(currency)!
      return { currency, amount: -off.get(currency)!, entityAmount: entity[entity.length - 1]!, groupAmount: group[group.length - 1]! }
    })
  const last = {
    currency: takes,
    amount: -off.get(takes)!,
    entityAmount: -sum(worth.map((leg) => leg.entityAmount)),
    groupAmount: -sum(worth.map((leg) => leg.groupAmount)),
  }
  return unbalanced.map((currency) => (currency === takes ? last : worth.find((leg) => leg.currency === currency)!))
}
