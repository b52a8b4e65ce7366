import { Go } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { linesBehind } from './lines-behind.ts'
import { itemsBehind, sumOf, useAgeing } from './overdue.tsx'
import { Pinnable, type About, type FigureName } from './pinnable.tsx'
import { Unbilled } from './unbilled.tsx'
import { share, totalOf, turned } from './sums.ts'

/** Figures of accounts (demo group 4.11): work that is not invoiced yet, what customers owe, what is owed to them in advance, what exchange rates did this year. */
const ofAccounts = {
  wip: { accounts: ['1400'], flow: false, owed: false },
  owed: { accounts: ['1100', '1190'], flow: false, owed: false },
  deferred: { accounts: ['2200', '2210'], flow: false, owed: true },
  fx: { accounts: ['7100', '7110', '7120'], flow: true, owed: true },
} as const
const drawn = {
  revenue: Revenue,
  result: Result,
  margin: Margin,
  recurring: Recurring,
  overdue: Overdue,
  unbilled: Unbilled,
  unmatched: Unmatched,
} as const
export const isFigure = (name: string): name is FigureName => Object.hasOwn(drawn, name) || Object.hasOwn(ofAccounts, name)

/** One of the figures of the group by its name, wherever it stands. */
export function GroupFigure({ name, ...about }: About & { name: FigureName }) {
  if (name in ofAccounts) return <OfAccounts name={name as keyof typeof ofAccounts} {...about} />
  const Drawn = drawn[name as keyof typeof drawn]
  return <Drawn {...about} />
}

function Revenue({ statement, before }: About) {
  const say = useSay()
  const culture = useCulture()
  const { currency, income, from } = statement
  const revenue = turned(totalOf(income))
  const since = say('consolidation.ui.since', { month: culture.month(`${from}-01`) })
  const earlier = before?.currency === currency ? turned(totalOf(before.income)) : '0'
  const growth = share(`${BigInt(revenue) - BigInt(earlier)}`, earlier)
  const percent = growth === null ? null : `${growth.startsWith('-') ? '' : '+'}${culture.decimal(growth)}`
  const lead = percent === null ? since : `${since}, ${say('consolidation.ui.growth', { percent })}`
  return <Pinnable name="revenue" word={say('field.income')} value={culture.money(currency, revenue)} lead={lead} />
}
function Result({ statement: { currency, result } }: About) {
  const say = useSay()
  const profit = turned(result.group)
  const value = useCulture().money(currency, profit)
  return <Pinnable name="result" word={say('field.result')} value={value} tone={profit.startsWith('-') ? 'danger' : undefined} />
}
function Percent({ name, word, percent }: { name: FigureName; word: string; percent: string | null }) {
  const culture = useCulture()
  return <Pinnable name={name} word={word} value={percent === null ? '–' : `${culture.decimal(percent)} %`} />
}
function Margin({ statement: { income, result } }: About) {
  const say = useSay()
  return <Percent name="margin" word={say('consolidation.ui.margin')} percent={share(turned(result.group), turned(totalOf(income)))} />
}
function Recurring({ statement: { income } }: About) {
  const say = useSay()
  const recurring = turned(totalOf(income.filter((line) => line.account === '4100')))
  return <Percent name="recurring" word={say('consolidation.ui.recurring')} percent={share(recurring, turned(totalOf(income)))} />
}
function Unmatched({ statement: { currency, unmatched } }: About) {
  const say = useSay()
  const value = useCulture().money(currency, unmatched)
  return <Pinnable name="unmatched" word={say('field.unmatched')} value={value} tone={unmatched === '0' ? undefined : 'warn'} />
}

/** What stands open in the group, each figure with the journal lines behind it. */
function OfAccounts({ name, statement, entity }: About & { name: keyof typeof ofAccounts }) {
  const say = useSay()
  const culture = useCulture()
  const { currency, period, from } = statement
  const { accounts, flow, owed } = ofAccounts[name]
  const lines = [...statement.assets, ...statement.liabilities, ...statement.expenses, ...statement.income]
  const posted = totalOf(lines.filter((line) => (accounts as readonly string[]).includes(line.account)))
  const amount = culture.money(currency, owed ? turned(posted) : posted)
  const value = posted === '0' ? amount : <Go to={linesBehind(accounts, entity, flow ? from : null, period)}>{amount}</Go>
  return <Pinnable name={name} word={say(`consolidation.ui.${name}`)} value={value} />
}

/** What customers should have paid by today. Of several group currencies (companies that were bought) the card of ages tells each. */
function Overdue({ entity }: About) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const { data } = useAgeing(entity, may('receivables.read'))
  const [first] = data?.rows ?? []
  if (!data || !first || data.rows.some(({ groupCurrency }) => groupCurrency !== first.groupCurrency)) return null
  const overdue = sumOf(data.rows, 'overdue')
  const amount = culture.money(first.groupCurrency, overdue)
  const items = data.rows.reduce((sum, row) => sum + row.overdueItems, 0)
  const value = overdue === '0' ? amount : <Go to={itemsBehind('overdue', entity, data.day)}>{amount}</Go>
  const lead = overdue === '0' ? undefined : say('consolidation.ui.overdueItems', { count: culture.count(items) })
  return (
    <Pinnable name="overdue" word={say('consolidation.ui.overdue')} value={value} lead={lead} tone={overdue === '0' ? undefined : 'warn'} />
  )
}
