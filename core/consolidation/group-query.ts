import { entities, houseGroup } from '../entities/entity.ts'
import { query } from '../kernel/operation.ts'
import { refuse, refused } from '../kernel/refusal.ts'
import { aCurrency, choice, codeOf, flag, many, maybe, minorIn, shape, someData, text, type Value } from '../kernel/shape.ts'
import { accounts } from '../ledger/journal.ts'
import { monthTotals, type MonthTotal } from './facts.ts'
import { inHouseCurrency } from './foreign-groups.ts'
import { monthOf } from './period.ts'
import { balanceFaults } from './trial-balance.ts'

const sides = ['asset', 'liability', 'equity', 'income', 'expense'] as const
/** What amounts can be asked for by. `currency` is that of the documents, `partner` the other legal entity of the group. */
const dimensions = ['account', 'side', 'entity', 'month', 'currency', 'partner'] as const
type Dimension = (typeof dimensions)[number]
const mostAccounts = 10_000

const aCell = shape({
  row: text,
  column: maybe(text),
  amount: minorIn('currency'),
})
type Cell = Value<typeof aCell>

/**
 * A question of one's own to the group's books: amounts by one thing and across another, of some accounts, sides or legal entities. It reads the running totals,
 * so it costs accounts and months, not journal lines. Amounts + debit, as posted, in the currency of the house's group.
 */
export const groupQuery = query({
  name: 'consolidation.query',
  zone: 'finance',
  permit: 'consolidation.read',
  input: shape({
    /** Left out: from the beginning, as a balance sheet has it. */
    from: maybe(text),
    to: text,
    rowsBy: choice(...dimensions),
    columnsBy: maybe(choice(...dimensions)),
    onlySides: maybe(many(choice(...sides), 5)),
    entity: maybe(codeOf('entities')),
    account: maybe(codeOf('accounts')),
    /** With what legal entities of the group have with each other; without it the group's own figures. */
    withInternal: flag,
  }),
  output: shape({
    currency: aCurrency,
    cells: many(aCell),
    /** Names of the accounts and legal entities that occur, by code; those of accounts by language. */
    names: someData,
    sum: minorIn('currency'),
  }),
  refusals: [...balanceFaults, 'consolidation.sameTwice', 'consolidation.badSpan'],
  ask: async (asked, read, now) => {
    const { from, to, rowsBy, columnsBy } = asked
    if (!monthOf(to)) return refuse('consolidation.badPeriod', { period: to })
    if (from !== null && !monthOf(from)) return refuse('consolidation.badPeriod', { period: from })
    if (from !== null && from > to) return refuse('consolidation.badSpan', { from, to })
    if (columnsBy === rowsBy) return refuse('consolidation.sameTwice', {})
    const members = await read.list(entities, { order: ['code'], limit: 1000 })
    const house = await houseGroup(read)
    if (!house || members.length === 0) return refuse('consolidation.noGroup', {})
    const rows = await inHouseCurrency(await read.ask(monthTotals, { to }), read, now)
    if (refused(rows)) return rows
    const chart = new Map((await read.list(accounts, { limit: mostAccounts })).map((a) => [a.code as string, a]))
    const wanted = rows.filter((row) => matches(row, asked, chart.get(row.account)?.side ?? 'asset'))
    const valueOf = (row: MonthTotal, dimension: Dimension): string =>
      dimension === 'month' ? row.period : dimension === 'side' ? (chart.get(row.account)?.side ?? 'asset') : (row[dimension] ?? '')
    const cells = summed(wanted.map((row) => ({ row: valueOf(row, rowsBy), column: columnsBy === null ? null : valueOf(row, columnsBy), amount: row.groupAmount }))) // prettier-ignore
    const used = new Set(cells.flatMap((cell) => [cell.row, cell.column ?? '']))
    return {
      currency: house.currency,
      cells,
      names: Object.fromEntries([
        ...[...chart].filter(([code]) => used.has(code)).map(([code, { names }]) => [code, names]),
        ...members.filter(({ code }) => used.has(code)).map(({ code, name }) => [code, name]),
      ]),
      sum: cells.reduce((sum, cell) => sum + cell.amount, 0n),
    }
  },
})

interface Wanted {
  readonly from: string | null
  readonly onlySides: readonly (typeof sides)[number][] | null
  readonly entity: string | null
  readonly account: string | null
  readonly withInternal: boolean
}
const matches = (row: MonthTotal, { from, onlySides, entity, account, withInternal }: Wanted, side: (typeof sides)[number]): boolean =>
  (from === null || row.period >= from) &&
  (onlySides === null || onlySides.length === 0 || onlySides.includes(side)) &&
  (entity === null || row.entity === entity) &&
  (account === null || row.account === account) &&
  (withInternal || row.partner === null)

/** One cell for each pair that occurs and comes to something, in the order of their names. */
function summed(rows: readonly Cell[]): readonly Cell[] {
  const sums = new Map<string, Cell>()
  for (const row of rows) {
    const key = JSON.stringify([row.row, row.column])
    const known = sums.get(key)
    sums.set(key, known ? { ...known, amount: known.amount + row.amount } : row)
  }
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return [...sums.values()]
    .filter(({ amount }) => amount !== 0n)
    .toSorted((a, b) => order(a.row, b.row) || order(a.column ?? '', b.column ?? ''))
}
