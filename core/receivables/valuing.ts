import type { Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import type { Answer } from '../kernel/record.ts'
import { convert } from '../ledger/conversion.ts'
import type { PostingLine } from '../ledger/post-journal.ts'
import { account, accountOf, type AccountRole } from '../ledger/posting.ts'
import type { standingOn } from './facts.ts'

export type Standing = Answer<typeof standingOn>
type Rate = (from: Currency, to: Currency) => Ratio

/** Accounts of open items, and where what they are worth more or less stands until the next day. Consolidation values by the same table. */
export const valuedAccounts = {
  receivable: 'receivableRevaluation',
  payable: 'payableRevaluation',
  unapplied: 'payableRevaluation',
  intercompanyReceivable: 'intercompanyRevaluation',
  intercompanyPayable: 'intercompanyRevaluation',
} as const satisfies Partial<Record<AccountRole, AccountRole>>

const contraOf: ReadonlyMap<string, string> = new Map(
  Object.entries(valuedAccounts).map(([of, contra]) => [accountOf[of as keyof typeof valuedAccounts], accountOf[contra]]),
)
const contras: ReadonlySet<string> = new Set(contraOf.values())

/** What one account's items in one foreign currency are carried at, and what they are worth. */
export interface ValuedAccount {
  readonly account: Standing['account']
  readonly contra: Standing['account']
  readonly currency: Currency
  readonly partner: Standing['partner']
  readonly amount: bigint
  readonly entityAmount: bigint
  readonly worth: bigint
}
/** What is still to be posted onto a contra account, in one currency and against one partner. */
export interface Gain {
  readonly contra: Standing['account']
  readonly currency: Currency
  readonly partner: Standing['partner']
  readonly entityGain: bigint
}
export interface Valuation {
  readonly accounts: readonly ValuedAccount[]
  readonly gains: readonly Gain[]
}

/** Values what stands in foreign money at a day's rates, less what has been posted already: a second time nothing is left. Source: finance.md 1, 2.3 (9). */
export function valuationOf(standing: readonly Standing[], entityCurrency: Currency, rate: Rate): Valuation {
  const foreign = standing.filter(({ currency }) => currency !== entityCurrency)
  const accounts = foreign.flatMap(({ account: of, currency, partner, amount, entityAmount }): ValuedAccount[] => {
    const contra = contraOf.get(of)
    if (contra === undefined || (amount === 0n && entityAmount === 0n)) return []
    const worth = convert(amount, rate(currency, entityCurrency), currency, entityCurrency)
    return [{ account: of, contra: contra as Standing['account'], currency, partner, amount, entityAmount, worth }]
  })
  const gains = new Map<string, Gain>()
  const count = (contra: Standing['account'], currency: Currency, partner: Standing['partner'], minor: bigint): void => {
    const key = [contra, currency, partner ?? ''].join('/')
    gains.set(key, { contra, currency, partner, entityGain: (gains.get(key)?.entityGain ?? 0n) + minor })
  }
  for (const { contra, currency, partner, worth, entityAmount } of accounts) count(contra, currency, partner, worth - entityAmount)
  for (const one of foreign) if (contras.has(one.account)) count(one.account, one.currency, one.partner, -one.entityAmount)
  return { accounts, gains: [...gains].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, gain]) => gain).filter((gain) => gain.entityGain !== 0n) } // prettier-ignore
}

/** The lines of one currency: nothing in it, the difference in the entity's currency, and that translated. Each pair is nothing by itself. */
export function linesOf(gains: readonly Gain[], entityCurrency: Currency, groupCurrency: Currency, rate: Rate): PostingLine[] {
  return gains.flatMap(({ contra, partner, entityGain }) => {
    const groupGain = convert(entityGain, rate(entityCurrency, groupCurrency), entityCurrency, groupCurrency)
    return [
      { account: contra, minor: 0n, pinned: { entityMinor: entityGain, groupMinor: groupGain }, partner },
      { account: account('fxUnrealised'), minor: 0n, pinned: { entityMinor: -entityGain, groupMinor: -groupGain } },
    ]
  })
}
