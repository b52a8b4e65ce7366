import type { Ratio } from '../kernel/decimal.ts'
import type { Currency } from '../kernel/money.ts'
import { assert } from '../kernel/refusal.ts'
import type { Code } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import { account } from '../ledger/posting.ts'
import type { AccountTotal, MonthTotal } from './facts.ts'
import type { Side } from './translating.ts'

export interface LayerRate {
  readonly type: string
  readonly rate: Ratio
}
export type RateOfMonth = (period: string, side: Side) => LayerRate

/** A running total in both currencies. */
export interface Translated {
  readonly row: MonthTotal
  readonly type: string
  readonly amount: bigint
}
/** What a month's result at one rate and what stands at another differ by: translation (IAS 21.39(c)). */
export const translationType = 'translation'
/** What rounding each running total by itself leaves. */
export const residueType = 'residue'

interface Left {
  readonly row: MonthTotal
  readonly byRate: Map<string, { readonly rate: Ratio; posted: bigint }>
  sum: bigint
}
/** Of an entity's month: translation and rounding, each by name. */
export function leftOf({ row, byRate, sum }: Left, to: Currency): { readonly translation: bigint; readonly residue: bigint } {
  const whole = [...byRate.values()].reduce((all, { rate, posted }) => all + convert(posted, rate, row.groupCurrency, to), 0n)
  return { translation: -whole, residue: whole - sum }
}

/**
 * Each running total at the rate of its month and of what it is. What the two rates of an entity's month differ by and what rounding leaves are named, on the
 * translation reserve. Rows of one pair of entities are turned round on the other side, so they come to nothing in any currency.
 */
export function translated(rows: readonly MonthTotal[], to: Currency, sideOf: (account: string) => Side, rateOf: RateOfMonth): readonly Translated[] {
  const left = new Map<string, Left>()
  const out = rows.map((row): Translated => {
    const { type, rate } = rateOf(row.period, sideOf(row.account))
    const amount = convert(row.groupAmount, rate, row.groupCurrency, to)
    const key = `${row.entity}/${row.period}`
    const known = left.get(key) ?? { row, byRate: new Map(), sum: 0n }
    const ofRate = known.byRate.get(type) ?? { rate, posted: 0n }
    ofRate.posted += row.groupAmount
    known.byRate.set(type, ofRate)
    known.sum += amount
    left.set(key, known)
    return { row, type, amount }
  })
  for (const one of left.values()) {
    const { translation, residue } = leftOf(one, to)
    for (const [type, amount] of [[translationType, translation], [residueType, residue]] as const)
      if (amount !== 0n) out.push({ row: reserveRow(one.row, type), type, amount })
  }
  return out
} // prettier-ignore

const reserveRow = (row: MonthTotal, type: string): MonthTotal => ({
  ...row,
  balance: `${row.entity}/${account('translationReserve')}/${row.period}/${type}`,
  account: account('translationReserve'),
  partner: null,
  amount: 0n,
  entityAmount: 0n,
  groupAmount: 0n,
})

/** The totals that views read, in the other currency: everything up to the end of a month, and of it the year's. */
export function totalsIn(rows: readonly Translated[], to: Currency, yearFrom: string): readonly AccountTotal[] {
  const totals = new Map<string, AccountTotal>()
  for (const { row, amount } of rows) {
    const { entity, account: code, currency, partner, entityCurrency } = row
    const key = [entity, code, currency, partner ?? ''].join('/')
    const ofYear = row.period >= yearFrom
    const known = totals.get(key)
    totals.set(key, {
      entity, account: code, currency, partner, entityCurrency, groupCurrency: to, amount: (known?.amount ?? 0n) + row.amount, entityAmount: (known?.entityAmount ?? 0n) + row.entityAmount,
      groupAmount: (known?.groupAmount ?? 0n) + amount, yearEntityAmount: (known?.yearEntityAmount ?? 0n) + (ofYear ? row.entityAmount : 0n),
      yearGroupAmount: (known?.yearGroupAmount ?? 0n) + (ofYear ? amount : 0n),
    })
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total)
} // prettier-ignore

export interface Proved {
  readonly entity: string
  readonly accounts: readonly { readonly account: string; readonly before: string; readonly after: string }[]
  /** Of both columns: nothing. */
  readonly sumBefore: string
  readonly sumAfter: string
  /** What the rates of its months differ by, and what rounding left of them, together. */
  readonly translation: string
  readonly residue: string
}
/** The trial balance of each entity in both currencies. */
export function proofOf(rows: readonly Translated[]): readonly Proved[] {
  const entities = [...new Set(rows.map(({ row }) => row.entity as string))].sort()
  const sum = (some: readonly Translated[], of: (one: Translated) => bigint): bigint => some.reduce((all, one) => all + of(one), 0n)
  const before = ({ row }: Translated): bigint => row.groupAmount
  const after = ({ amount }: Translated): bigint => amount
  return entities.map((entity) => {
    const own = rows.filter(({ row }) => row.entity === entity)
    const codes = [...new Set(own.map(({ row }) => row.account as string))].sort()
    assert(sum(own, after) === 0n, `${entity} balances in the new currency`)
    return {
      entity,
      accounts: codes.map((code) => {
        const some = own.filter(({ row }) => row.account === (code as Code<'accounts'>))
        return { account: code, before: `${sum(some, before)}`, after: `${sum(some, after)}` }
      }),
      sumBefore: `${sum(own, before)}`,
      sumAfter: `${sum(own, after)}`,
      translation: `${sum(own.filter(({ type }) => type === translationType), after)}`,
      residue: `${sum(own.filter(({ type }) => type === residueType), after)}`,
    }
  })
} // prettier-ignore
