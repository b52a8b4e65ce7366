import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { LineChart } from '../../kit/line-chart.tsx'
import type { IndexValue } from './types.ts'

/** How an index went, month by month; every value stands in the list below as it was published. */
export function IndexChart({ values, label }: { values: readonly IndexValue[]; label: string }) {
  const say = useSay()
  const culture = useCulture()
  const [first, last] = [values[0], values.at(-1)]
  if (!first || !last) return null
  const month = (v: IndexValue): string => culture.month(`${v.month}-01`)
  return (
    <LineChart
      points={values.map(({ value }, i) => ({ at: i, height: Number(value), said: culture.decimal(value) }))}
      label={say('indexation.ui.chart', {
        index: label,
        from: month(first),
        base: culture.decimal(first.value),
        to: month(last),
        current: culture.decimal(last.value),
      })}
      begin={month(first)}
      end={month(last)}
    />
  )
}
