import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { LineChart } from '../../kit/line-chart.tsx'
import type { Bridge } from './types.ts'

/** How recurring revenue went, month by month. */
export function RevenueChart({ months, currency }: Pick<Bridge, 'months' | 'currency'>) {
  const say = useSay()
  const culture = useCulture()
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) return null
  const month = (period: string): string => culture.month(`${period}-01`)
  const money = (minor: string): string => culture.money(currency, minor)
  return (
    <LineChart
      points={months.map(({ closing }, i) => ({ at: i, height: Number(closing), said: money(closing) }))}
      label={say('recurring.ui.chart', {
        from: month(first.period),
        before: money(first.closing),
        to: month(last.period),
        value: money(last.closing),
      })}
      begin={month(first.period)}
      end={month(last.period)}
    />
  )
}
