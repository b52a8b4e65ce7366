import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bars } from '../../kit/bars.tsx'
import { Card, Figure, Figures } from '../../kit/page.tsx'
import { linesBehind } from './lines-behind.ts'
import { totalOf, turned } from './sums.ts'
import type { Line, Statement } from './types.ts'

/** Figures of accounts (demo group 4.11): work that is not invoiced yet, what customers owe, what is owed to them in advance, what exchange rates did this year. */
const standing = [
  { word: 'consolidation.ui.wip', accounts: ['1400'], flow: false, owed: false },
  { word: 'consolidation.ui.owed', accounts: ['1100', '1190'], flow: false, owed: false },
  { word: 'consolidation.ui.deferred', accounts: ['2200', '2210'], flow: false, owed: true },
  { word: 'consolidation.ui.fx', accounts: ['7100', '7110', '7120'], flow: true, owed: true },
] as const

/** What stands open in the group, each figure with the journal lines behind it. */
export function Standing({ statement, entity }: { statement: Statement; entity: string | null }) {
  const say = useSay()
  const culture = useCulture()
  const { currency, period, from } = statement
  const lines = [...statement.assets, ...statement.liabilities, ...statement.expenses, ...statement.income]
  return (
    <Figures>
      {standing.map(({ word, accounts, flow, owed }) => {
        const posted = totalOf(lines.filter((line) => (accounts as readonly string[]).includes(line.account)))
        const amount = culture.money(currency, owed ? turned(posted) : posted)
        const to = linesBehind(accounts, entity, flow ? from : null, period)
        return <Figure key={word} word={say(word)} value={posted === '0' ? amount : <Go to={to}>{amount}</Go>} />
      })}
    </Figures>
  )
}

/** Income by kind as bars of one scale; the figure beside each bar says it in words and leads to its lines. */
export function IncomeBars({ statement, entity }: { statement: Statement; entity: string | null }) {
  const say = useSay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const { currency, period, from } = statement
  const rows = statement.income.map((line) => ({ line, earned: turned(line.group) })).filter(({ earned }) => earned !== '0')
  if (rows.length === 0) return null
  const nameOf = ({ names, account }: Line): string => names[manifest.language] ?? names['en'] ?? account
  return (
    <Card title={say('consolidation.ui.byType')}>
      <Bars
        bars={rows.map(({ line, earned }) => ({
          key: line.account,
          word: nameOf(line),
          from: 0n,
          to: BigInt(earned),
          ...(earned.startsWith('-') ? { tone: 'less' } : {}),
          figure: <Go to={linesBehind([line.account], entity, from, period)}>{culture.money(currency, earned)}</Go>,
        }))}
      />
    </Card>
  )
}
