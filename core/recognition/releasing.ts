import type { Day } from '../kernel/day.ts'
import { one, type Decimal } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Read } from '../kernel/operation.ts'
import type { Code, Id } from '../kernel/shape.ts'
import type { PostingLine } from '../ledger/post-journal.ts'
import { chargesOfLines, dueCharges, type DueCharge } from './facts.ts'
import { costReleased, dueCosts, type PrepaidCost } from './prepaid-cost.ts'
import type { Recognition } from './recognition.ts'
import { releaseOf, stretchesOf, stretchOf, type Release, type Stretch } from './rules.ts'

/** Charges that one portion recognises: one journal for an entity and currency, unless they are more. */
export const portion = 10_000
/** The first id there can be: pages start after it. */
export const beforeAll = '00000000-0000-0000-0000-000000000000'

/** A charge with the days and the share that earn it, as they are known at the end of a month. */
export interface Earning extends DueCharge {
  readonly stretch: Stretch
  readonly share: Decimal | null
}
/** Charges that a month recognises, the next of one legal entity and currency. */
export async function earningsOf(
  read: Read,
  entity: Code<'entities'>,
  currency: Currency,
  asOf: Day,
  after: Id<'charges'>,
): Promise<readonly Earning[]> {
  const due = await read.ask(dueCharges, { entity, currency, asOf, after, limit: portion })
  const lines = [...new Set(due.filter((charge) => charge.corrected).map((charge) => charge.line))]
  const stretches = stretchesOf(lines.length === 0 ? [] : await read.ask(chargesOfLines, { lines, asOf }))
  return due.map((charge) => ({
    ...charge,
    stretch: stretches.get(charge.id) ?? stretchOf(charge),
    // A delivery that the contract line tells counts as one that was recorded.
    share:
      charge.recorded ?? (charge.recognition === 'onDelivery' && charge.deliveredOn !== null && charge.deliveredOn < asOf ? one : null),
  }))
}

/** What a month releases of some charges, by the pair of accounts that it moves between. */
export class Releases {
  readonly #sums = new Map<
    string,
    { deferredAccount: Code<'accounts'>; revenueAccount: Code<'accounts'>; charges: number; amounts: [bigint, bigint, bigint] }
  >()
  count(
    { deferredAccount, revenueAccount }: Pick<Recognition, 'deferredAccount' | 'revenueAccount'>,
    { amount, entityAmount, groupAmount }: Pick<Release, 'amount' | 'entityAmount' | 'groupAmount'>,
  ): void {
    const key = `${deferredAccount}/${revenueAccount}`
    const sum = this.#sums.get(key) ?? { deferredAccount, revenueAccount, charges: 0, amounts: [0n, 0n, 0n] }
    const [a, b, c] = sum.amounts
    this.#sums.set(key, { ...sum, charges: sum.charges + 1, amounts: [a + amount, b + entityAmount, c + groupAmount] })
  }
  /** Cost stands on the other side: what was paid ahead is credited, and cost debited. */
  countCost({ prepaidAccount, costAccount }: PrepaidCost, { amount, entityAmount, groupAmount }: Pick<Release, 'amount' | 'entityAmount' | 'groupAmount'>): void {
    const turned = { amount: -amount, entityAmount: -entityAmount, groupAmount: -groupAmount }
    this.count({ deferredAccount: prepaidAccount, revenueAccount: costAccount }, turned)
  } // prettier-ignore
  get pairs() {
    return [...this.#sums.values()]
      .sort((x, y) => (x.deferredAccount + x.revenueAccount < y.deferredAccount + y.revenueAccount ? -1 : 1))
      .map(({ deferredAccount, revenueAccount, charges, amounts: [amount, entityAmount, groupAmount] }) => ({
        deferredAccount,
        revenueAccount,
        charges,
        amount,
        entityAmount,
        groupAmount,
      }))
  }
  /** Debits what was deferred, credits revenue: at the amounts of the day on which it was deferred, never at a rate of today. */
  get lines(): PostingLine[] {
    return this.pairs
      .filter(({ amount, entityAmount, groupAmount }) => amount !== 0n || entityAmount !== 0n || groupAmount !== 0n)
      .flatMap(({ deferredAccount, revenueAccount, amount, entityAmount, groupAmount }) => [
        { account: deferredAccount, minor: amount, pinned: { entityMinor: entityAmount, groupMinor: groupAmount } },
        { account: revenueAccount, minor: -amount, pinned: { entityMinor: -entityAmount, groupMinor: -groupAmount } },
      ])
  }
}

/** What suppliers invoiced ahead and a month takes as cost, the next of one legal entity and currency. What one portion has recognised, the next no longer finds. */
export const costsOf = (read: Read, entity: Code<'entities'>, currency: Currency, asOf: Day): Promise<readonly PrepaidCost[]> =>
  read.ask(dueCosts, { entity, currency, asOf, limit: portion })

/** Releases of some charges up to a day, and their rows afterwards. `current` are the rows as the call holds them. */
export function release(
  due: readonly Earning[],
  current: ReadonlyMap<string, Recognition>,
  asOf: Day,
): { readonly releases: Releases; readonly rows: readonly Recognition[] } {
  const releases = new Releases()
  const rows = due.flatMap((charge) => {
    const row = current.get(charge.id)
    // Recognised by somebody else in the meantime.
    if (!row || row.state === 'done' || row.recognisedTo >= asOf) return []
    const earnedNow = releaseOf(row, asOf, charge.stretch, charge.share)
    releases.count(row, earnedNow)
    return [earnedNow.after]
  })
  return { releases, rows }
}

/** The same of costs; they join the journal of the revenue that they belong to. */
export function releaseCosts(due: readonly PrepaidCost[], current: ReadonlyMap<string, PrepaidCost>, asOf: Day, releases: Releases): readonly PrepaidCost[] {
  return due.flatMap(({ id }) => {
    const row = current.get(id)
    if (!row || row.state !== 'open' || row.recognisedTo >= asOf) return []
    const released = costReleased(row, asOf)
    releases.countCost(row, released)
    return [released.after]
  })
} // prettier-ignore
