import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import styles from './rates.module.css'
import type { RateRow } from './types.ts'

/** The drawing is stretched to its box; what is written stands beside it, in the size of all text. */
const box = 100

/** How a rate went, day by day. Numbers here are places on the screen only; every value stands in the list below as it was published. */
export function RateChart({ rates, pair }: { rates: readonly RateRow[]; pair: string }) {
  const say = useSay()
  const culture = useCulture()
  const [first, last] = [rates[0], rates.at(-1)]
  if (!first || !last || rates.length < 2) return null
  const heights = rates.map((rate) => Number(rate.value))
  const times = rates.map((rate) => Date.parse(rate.day))
  const [least, most] = [Math.min(...heights), Math.max(...heights)]
  const [begin, end] = [times[0]!, times.at(-1)!]
  const x = (i: number): number => (box * (times[i]! - begin)) / (end - begin || 1)
  const y = (value: number): number => (most === least ? box / 2 : (box * (most - value)) / (most - least))
  const points = heights.map((value, i) => `${x(i)},${y(value)}`).join(' ')
  return (
    <figure
      className={styles['chart']}
      role="img"
      aria-label={say('rates.ui.chart', {
        pair,
        from: culture.day(first.day),
        before: culture.decimal(first.value),
        to: culture.day(last.day),
        value: culture.decimal(last.value),
      })}
    >
      <span className={styles['highest']}>{culture.decimal(rates[heights.indexOf(most)]!.value)}</span>
      <span className={styles['lowest']}>{culture.decimal(rates[heights.indexOf(least)]!.value)}</span>
      <svg viewBox={`0 0 ${box} ${box}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon className={styles['area']} points={`0,${box} ${points} ${box},${box}`} />
        <polyline className={styles['line']} points={points} />
      </svg>
      <span className={styles['begin']}>{culture.day(first.day)}</span>
      <span className={styles['finish']}>{culture.day(last.day)}</span>
    </figure>
  )
}
