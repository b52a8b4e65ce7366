import { entities, houseGroup } from '../entities/entity.ts'
import type { Currency } from '../kernel/money.ts'
import { query, type Now, type Read } from '../kernel/operation.ts'
import type { Row } from '../kernel/record.ts'
import { refuse, refused, type Refusal } from '../kernel/refusal.ts'
import { aCurrency, aDay, choice, codeOf, idOf, many, maybe, minorIn, shape, someData, text, type Value } from '../kernel/shape.ts'
import { convert } from '../ledger/conversion.ts'
import { accounts } from '../ledger/journal.ts'
import { account } from '../ledger/posting.ts'
import type { RateFault } from '../rates/exchange.ts'
import { accountTotals, monthTotals, type AccountTotal } from './facts.ts'
import { inHouseCurrency } from './foreign-groups.ts'
import { inForce, reportedIn, totalsOf } from './in-currency.ts'
import { totalsIn } from './layer.ts'
import { closingRates, monthOf, yearBegan, type ClosingRates } from './period.ts'
import { asTransacted, atClosing, type Cell, type Side } from './translating.ts'

const mostAccounts = 10_000
const sides = ['asset', 'liability', 'equity', 'income', 'expense'] as const

const aLine = shape({
  account: codeOf('accounts'),
  /** By language. */
  names: someData,
  side: choice(...sides),
  entities: many(
    shape({
      entity: codeOf('entities'),
      entityCurrency: aCurrency,
      /** + debit. */
      entityAmount: minorIn('entityCurrency'),
      groupAmount: minorIn('currency'),
      /** Of it, what is with others of the group. */
      internal: minorIn('currency'),
    }),
  ),
  /** What is between legal entities of the group, taken out. */
  eliminated: minorIn('currency'),
  /** All entities together without that. */
  group: minorIn('currency'),
})
export type BalanceLine = Value<typeof aLine>

export const balanceInput = {
  /** `2026-11` */
  period: text,
  view: choice('transacted', 'closing'),
  /** Left out: the one in which the group reports that month. One that was agreed to is a ledger of its own; any other a translation for convenience, at the rate of the closing day. */
  currency: maybe(aCurrency),
}
export const balanceFaults = ['consolidation.badPeriod', 'consolidation.noGroup', 'rates.missing', 'rates.stale'] as const
export const balanceShape = shape({
  period: text,
  view: choice('transacted', 'closing'),
  currency: aCurrency,
  groupCurrency: aCurrency,
  /** The agreement by which the group's figures stand in this currency; empty where it is that of the books or a convenience. */
  retranslation: maybe(idOf('retranslations')),
  /** Of income and expenses: the first month of the year. */
  from: text,
  /** Rates of the closing day, where the view or the currency needs any. */
  rates: many(shape({ from: aCurrency, to: aCurrency, day: aDay, type: text, value: text })),
  entities: many(shape({ entity: codeOf('entities'), name: text, entityCurrency: aCurrency })),
  lines: many(aLine),
  /** Dealings within the group that one side has booked and the other has not: money on its way. */
  unmatched: minorIn('currency'),
  /** Of all lines and what is unmatched: zero. */
  sum: minorIn('currency'),
})
export type TrialBalance = Value<typeof balanceShape>

interface Asked {
  readonly period: string
  readonly view: 'transacted' | 'closing'
  readonly currency: Currency | null
}

/** The group's trial balance of a month, by account and legal entity, from the running totals: at every moment it is as new as the last posting. */
export async function trialBalanceOf(
  { period, view, currency }: Asked,
  read: Read,
  now: Now,
): Promise<TrialBalance | Refusal<(typeof balanceFaults)[number]>> {
  const month = monthOf(period)
  if (!month) return refuse('consolidation.badPeriod', { period })
  const members = await read.list(entities, { order: ['code'], limit: 1000 })
  const from = yearBegan(members, month)
  const posted = await postedIn(read, { from, to: period }, now)
  if (refused(posted)) return posted
  const groupCurrency = posted[0]?.groupCurrency
  const chart = new Map((await read.list(accounts, { limit: mostAccounts })).map((a) => [a.code as string, a]))
  const sideOf = (code: string): Side => chart.get(code)?.side ?? 'asset'
  if (!groupCurrency) return nothingYet({ period, view, currency }, members, from, (await houseGroup(read))?.currency)
  const layers = await inForce(read)
  const shown = currency ?? reportedIn(layers, period) ?? groupCurrency
  const layer = layers.find((one) => one.currency === shown)
  const totals = layer ? await totalsOf(layer, { from, to: period, sideOf }, read, now) : posted
  if (refused(totals)) return totals
  // What the totals stand in: of an agreed currency nothing is left to be translated.
  const base = layer ? shown : groupCurrency
  const closing = await closingRates(read, month, now.today)
  const scope = new Set(members.map((m) => m.code as string))
  if (view === 'closing' || shown !== base) {
    const wanted = totals.flatMap((t) => [[t.currency, t.entityCurrency], [t.currency, base], [t.entityCurrency, base]] as const) // prettier-ignore
    for (const [a, b] of view === 'closing' ? [...wanted, [base, shown] as const] : ([[base, shown]] as const)) {
      const fault = closing.fault(a, b)
      if (fault) return fault
    }
  }
  const cells = view === 'closing' ? atClosing(totals, { sideOf, scope, closing: closing.rate }) : asTransacted(totals, { sideOf, scope })
  const translated = shown === base ? cells : inCurrency(cells, base, shown, closing)
  const lines = linesOf(translated, members, chart)
  const unmatched = translated.reduce((sum, cell) => sum + cell.internal, 0n)
  return {
    period, view, currency: shown, groupCurrency, retranslation: layer?.id ?? null, from, rates: closing.used(),
    entities: members.map(({ code, name, currency: entityCurrency }) => ({ entity: code, name, entityCurrency })),
    lines, unmatched, sum: lines.reduce((sum, line) => sum + line.group, 0n) + unmatched,
  } // prettier-ignore
}

/** What stands on the accounts in the currency of the house's group, whatever groups it has bought. */
async function postedIn(read: Read, asked: { readonly from: string; readonly to: string }, now: Now): Promise<readonly AccountTotal[] | Refusal<RateFault>> {
  const posted = await read.ask(accountTotals, asked)
  const house = posted[0] && (await houseGroup(read))
  if (!house || posted.every((total) => total.groupCurrency === house.currency)) return posted
  const rows = await inHouseCurrency(await read.ask(monthTotals, { to: asked.to }), read, now)
  if (refused(rows)) return rows
  return totalsIn(rows.map((row) => ({ row, type: '', amount: row.groupAmount })), house.currency, asked.from)
} // prettier-ignore

const nothingYet = (
  { period, view, currency }: Asked,
  members: readonly Row<typeof entities>[],
  from: string,
  own: Currency | undefined,
): TrialBalance | Refusal<'consolidation.noGroup'> => {
  if (!own) return refuse('consolidation.noGroup', {})
  return {
    period, view, currency: currency ?? own, groupCurrency: own, retranslation: null, from, rates: [], lines: [], unmatched: 0n, sum: 0n,
    entities: members.map(({ code, name, currency: entityCurrency }) => ({ entity: code, name, entityCurrency })),
  } // prettier-ignore
}

/** In another currency, each amount by itself; what that rounds away is translation. */
function inCurrency(cells: readonly Cell[], from: Currency, to: Currency, closing: ClosingRates): Cell[] {
  const rate = closing.rate(from, to)
  const turned = (minor: bigint): bigint => convert(minor, rate, from, to)
  const translated = cells.map((cell) => ({ ...cell, groupAmount: turned(cell.groupAmount), internal: turned(cell.internal) }))
  const rest = translated.reduce((sum, cell) => sum + cell.groupAmount, 0n)
  const first = translated[0]
  return rest === 0n || !first
    ? translated
    : [...translated, { account: account('translationReserve'), entity: first.entity, entityAmount: 0n, groupAmount: -rest, internal: 0n }]
}

function linesOf(
  cells: readonly Cell[],
  members: readonly Row<typeof entities>[],
  chart: ReadonlyMap<string, Row<typeof accounts>>,
): BalanceLine[] {
  const codes = [...new Set(cells.map((cell) => cell.account))].sort()
  return codes.map((code) => {
    const own = cells.filter((cell) => cell.account === code)
    const columns = members.flatMap((member) => {
      const ofEntity = own.filter((cell) => cell.entity === member.code)
      if (ofEntity.length === 0) return []
      const sum = (of: 'entityAmount' | 'groupAmount' | 'internal'): bigint => ofEntity.reduce((total, cell) => total + cell[of], 0n)
      return [
        {
          entity: member.code,
          entityCurrency: member.currency,
          entityAmount: sum('entityAmount'),
          groupAmount: sum('groupAmount'),
          internal: sum('internal'),
        },
      ]
    })
    const eliminated = -own.reduce((sum, cell) => sum + cell.internal, 0n)
    const known = chart.get(code)
    return {
      account: code as BalanceLine['account'],
      names: known?.names ?? {},
      side: known?.side ?? 'asset',
      entities: columns,
      eliminated,
      group: columns.reduce((sum, column) => sum + column.groupAmount, 0n) + eliminated,
    }
  })
}

export const trialBalance = query({
  name: 'consolidation.trialBalance',
  zone: 'finance',
  permit: 'consolidation.read',
  input: shape(balanceInput),
  output: balanceShape,
  refusals: balanceFaults,
  ask: (input, read, now) => trialBalanceOf(input, read, now),
})
