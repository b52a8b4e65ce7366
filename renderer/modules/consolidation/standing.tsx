import { Go } from '../../app/go.tsx'
import { useCulture, useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bars } from '../../kit/bars.tsx'
import { Card } from '../../kit/page.tsx'
import { linesBehind } from './lines-behind.ts'
import { turned } from './sums.ts'
import type { Line, Statement } from './types.ts'

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
