import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { LineChart } from '../../kit/line-chart.tsx'
import type { RateRow } from './types.ts'

/** How a rate went, day by day; every value stands in the list below as it was published. */
export function RateChart({ rates, pair }: { rates: readonly RateRow[]; pair: string }) {
  const say = useSay()
  const culture = useCulture()
  const [first, last] = [rates[0], rates.at(-1)]
  if (!first || !last) return null
  return (
    <LineChart
      points={rates.map(({ day, value }) => ({ at: Date.parse(day), height: Number(value), said: culture.decimal(value) }))}
      label={say('rates.ui.chart', {
        pair,
        from: culture.day(first.day),
        before: culture.decimal(first.value),
        to: culture.day(last.day),
        value: culture.decimal(last.value),
      })}
      begin={culture.day(first.day)}
      end={culture.day(last.day)}
    />
  )
}
