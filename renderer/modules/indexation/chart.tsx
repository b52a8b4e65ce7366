import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import styles from './indexation.module.css'
import type { IndexValue } from './types.ts'

/** The drawing is stretched to its box; what is written stands beside it, in the size of all text. */
const box = 100

/** How an index went, month by month. Numbers here are places on the screen only; every value stands in the list below as it was published. */
export function IndexChart({ values, label }: { values: readonly IndexValue[]; label: string }) {
  const say = useSay()
  const culture = useCulture()
  if (values.length < 2) return null
  const heights = values.map((v) => Number(v.value))
  const [least, most] = [Math.min(...heights), Math.max(...heights)]
  const x = (i: number): number => (box * i) / (values.length - 1)
  const y = (value: number): number => (most === least ? box / 2 : (box * (most - value)) / (most - least))
  const points = heights.map((value, i) => `${x(i)},${y(value)}`).join(' ')
  const [first, last] = [values[0]!, values.at(-1)!]
  const month = (v: IndexValue): string => culture.month(`${v.month}-01`)
  return (
    <figure
      className={styles['chart']}
      role="img"
      aria-label={say('indexation.ui.chart', {
        index: label,
        from: month(first),
        base: culture.decimal(first.value),
        to: month(last),
        current: culture.decimal(last.value),
      })}
    >
      <span className={styles['highest']}>{culture.decimal(values[heights.indexOf(most)]!.value)}</span>
      <span className={styles['lowest']}>{culture.decimal(values[heights.indexOf(least)]!.value)}</span>
      <svg viewBox={`0 0 ${box} ${box}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon className={styles['area']} points={`0,${box} ${points} ${box},${box}`} />
        <polyline className={styles['line']} points={points} />
      </svg>
      <span className={styles['begin']}>{month(first)}</span>
      <span className={styles['finish']}>{month(last)}</span>
    </figure>
  )
}
