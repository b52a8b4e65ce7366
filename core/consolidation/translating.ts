import type { Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { convert } from '../ledger/conversion.ts'
import { account, accountOf } from '../ledger/posting.ts'
import type { AccountTotal } from './facts.ts'

export type Side = 'asset' | 'liability' | 'equity' | 'income' | 'expense'
/** `transacted`: each line as it was posted. `closing`: what stands at the end at the rate of that day (IAS 21). */
export type View = 'transacted' | 'closing'

/** What one account of one legal entity comes to, before the group's own dealings are taken out. Signed minor units, + debit. */
export interface Cell {
  readonly account: string
  readonly entity: string
  readonly entityAmount: bigint
  readonly groupAmount: bigint
  /** The part that is between legal entities of the group. */
  readonly internal: bigint
}
export interface TranslatingFacts {
  readonly sideOf: (account: string) => Side
  /** Legal entities that consolidate. */
  readonly scope: ReadonlySet<string>
  /** The rate of the closing day. Only `closing` asks. */
  readonly closing: (from: Currency, to: Currency) => Ratio
}

/** What a year's income and expenses came to is equity from the next year on. */
export const retainedAccount: string = accountOf.retained
const reserveAccount: string = account('translationReserve')
const unrealisedAccount: string = account('fxUnrealised')

/** Accounts of money that is owed or held: at the end of a month they are worth what their currency is worth then. What is deferred is no money. */
const contraOf: ReadonlyMap<string, string | null> = new Map([
  [accountOf.receivable, accountOf.receivableRevaluation],
  [accountOf.bank, null],
  [accountOf.cardClearing, null],
  [accountOf.intercompanyReceivable, accountOf.intercompanyRevaluation],
  [accountOf.intercompanyPayable, accountOf.intercompanyRevaluation],
  [accountOf.payable, accountOf.payableRevaluation],
  [accountOf.unapplied, accountOf.payableRevaluation],
  [accountOf.receivedNotInvoiced, null],
])
const isResult = (side: Side): boolean => side === 'income' || side === 'expense'

class Cells {
  readonly #cells = new Map<string, { account: string; entity: string; entityAmount: bigint; groupAmount: bigint; internal: bigint }>()
  add(to: string, entity: string, entityAmount: bigint, groupAmount: bigint, internal: boolean): void {
    const key = `${to}/${entity}`
    const cell = this.#cells.get(key) ?? { account: to, entity, entityAmount: 0n, groupAmount: 0n, internal: 0n }
    cell.entityAmount += entityAmount
    cell.groupAmount += groupAmount
    if (internal) cell.internal += groupAmount
    this.#cells.set(key, cell)
  }
  /** Without those on which nothing ever stood. */
  all(): Cell[] {
    return [...this.#cells.values()].filter((c) => c.entityAmount !== 0n || c.groupAmount !== 0n || c.internal !== 0n)
  }
}

/** Each journal balances in the group's currency, so the sum of all that was posted does, at every moment. */
export function asTransacted(totals: readonly AccountTotal[], { sideOf, scope }: Pick<TranslatingFacts, 'sideOf' | 'scope'>): Cell[] {
  const cells = new Cells()
  for (const t of totals) {
    const internal = t.partner !== null && scope.has(t.partner)
    if (!isResult(sideOf(t.account))) {
      cells.add(t.account, t.entity, t.entityAmount, t.groupAmount, internal)
      continue
    }
    cells.add(t.account, t.entity, t.yearEntityAmount, t.yearGroupAmount, internal)
    cells.add(retainedAccount, t.entity, t.entityAmount - t.yearEntityAmount, t.groupAmount - t.yearGroupAmount, internal)
  }
  return cells.all()
}

/**
 * At closing: what is owned and owed at the rate of the closing day, results as they were earned, and the translation reserve takes the rest. Foreign money is
 * valued first, as a posted revaluation would, less what one has posted already. Dealings within the group go straight from their own currency, so that both
 * sides come to the same. Source: finance.md 2.4.
 */
export function atClosing(totals: readonly AccountTotal[], { sideOf, scope, closing }: TranslatingFacts): Cell[] {
  const cells = new Cells()
  const own = new Map<string, bigint>()
  const valued = postedValuations(totals, { closing })
  for (const t of totals) {
    const side = sideOf(t.account)
    const internal = t.partner !== null && scope.has(t.partner)
    const toGroup = (minor: bigint): bigint => convert(minor, closing(t.entityCurrency, t.groupCurrency), t.entityCurrency, t.groupCurrency)
    const put = (to: string, entityAmount: bigint, groupAmount: bigint, between = internal): void => {
      cells.add(to, t.entity, entityAmount, groupAmount, between)
      own.set(t.entity, (own.get(t.entity) ?? 0n) + groupAmount)
    }
    if (isResult(side)) {
      put(t.account, t.yearEntityAmount, t.yearGroupAmount)
      put(retainedAccount, t.entityAmount - t.yearEntityAmount, t.groupAmount - t.yearGroupAmount)
      continue
    }
    if (t.account === reserveAccount) continue
    if (side === 'equity') {
      put(t.account, t.entityAmount, t.groupAmount)
      continue
    }
    if (!contraOf.has(t.account) || t.currency === t.entityCurrency) {
      put(t.account, t.entityAmount, internal && contraOf.has(t.account) ? straight(t, closing) : toGroup(t.entityAmount))
      continue
    }
    const worth = convert(t.amount, closing(t.currency, t.entityCurrency), t.currency, t.entityCurrency)
    const posted = valued.get(keyOf(t.entity, t.account, t.currency, t.partner)) ?? 0n
    const gain = worth - t.entityAmount - posted
    // What was posted stands on the contra account, which is taken out as well.
    put(t.account, t.entityAmount + gain, internal ? straight(t, closing) - toGroup(posted) : toGroup(t.entityAmount + gain))
    put(unrealisedAccount, -gain, -toGroup(gain), false)
  }
  for (const [entity, rest] of own) cells.add(reserveAccount, entity, 0n, -rest, false)
  return cells.all()
}

const straight = (t: AccountTotal, closing: TranslatingFacts['closing']): bigint =>
  convert(t.amount, closing(t.currency, t.groupCurrency), t.currency, t.groupCurrency)

const keyOf = (entity: string, of: string, currency: string, partner: string | null): string =>
  [entity, of, currency, partner ?? ''].join('/')
/**
 * What of their worth revaluations have posted already, by what they value. Several accounts share a contra account: each has what it is worth more or less, and
 * the last one what is left of what was posted.
 */
function postedValuations(totals: readonly AccountTotal[], { closing }: Pick<TranslatingFacts, 'closing'>): ReadonlyMap<string, bigint> {
  const left = new Map<string, bigint>()
  for (const t of totals)
    if (contras.has(t.account)) {
      const key = keyOf(t.entity, t.account, t.currency, t.partner)
      left.set(key, (left.get(key) ?? 0n) + t.entityAmount)
    }
  const valued = totals.filter((t) => t.currency !== t.entityCurrency && (left.get(contraKey(t)) ?? 0n) !== 0n)
  const last = new Map(valued.map((t) => [contraKey(t), t]))
  const posted = new Map<string, bigint>()
  for (const t of valued) {
    const gain = convert(t.amount, closing(t.currency, t.entityCurrency), t.currency, t.entityCurrency) - t.entityAmount
    const own = last.get(contraKey(t)) === t ? left.get(contraKey(t))! : gain
    left.set(contraKey(t), left.get(contraKey(t))! - own)
    posted.set(keyOf(t.entity, t.account, t.currency, t.partner), own)
  }
  return posted
}
const contras: ReadonlySet<string> = new Set([...contraOf.values()].filter((contra) => contra !== null))
const contraKey = (t: AccountTotal): string => keyOf(t.entity, contraOf.get(t.account) ?? '', t.currency, t.partner)
