import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import styles from './indexation.module.css'
import type { IndexValue } from './types.ts'

const wide = 640
const high = 180
const left = 48
const bottom = 24

/** How an index went, month by month. Numbers here are places on the screen only; every value stands in the list below as it was published. */
export function IndexChart({ values, label }: { values: readonly IndexValue[]; label: string }) {
  const say = useSay()
  const culture = useCulture()
  if (values.length < 2) return null
  const heights = values.map((v) => Number(v.value))
  const [least, most] = [Math.min(...heights), Math.max(...heights)]
  const room = (most - least || 1) * 0.12
  const x = (i: number): number => left + ((wide - left - 8) * i) / (values.length - 1)
  const y = (value: number): number => 8 + ((high - bottom - 8) * (most + room - value)) / (most - least + 2 * room || 1)
  const points = heights.map((value, i) => `${Math.round(x(i) * 10) / 10},${Math.round(y(value) * 10) / 10}`)
  const [first, last] = [values[0]!, values.at(-1)!]
  const month = (v: IndexValue): string => culture.month(`${v.month}-01`)
  const lowest = values[heights.indexOf(least)]!
  const highest = values[heights.indexOf(most)]!
  return (
    <svg
      className={styles['chart']}
      viewBox={`0 0 ${wide} ${high}`}
      role="img"
      aria-label={say('indexation.ui.chart', {
        index: label,
        from: month(first),
        base: culture.decimal(first.value),
        to: month(last),
        current: culture.decimal(last.value),
      })}
    >
      {[lowest, ...(lowest === highest ? [] : [highest])].map((v) => (
        <g key={v.month}>
          <line className={styles['rule']} x1={left} x2={wide} y1={y(Number(v.value))} y2={y(Number(v.value))} />
          <text className={styles['tick']} x={left - 6} y={y(Number(v.value)) + 4} textAnchor="end">
            {culture.decimal(v.value)}
          </text>
        </g>
      ))}
      <polygon
        className={styles['area']}
        points={`${left},${high - bottom} ${points.join(' ')} ${x(values.length - 1)},${high - bottom}`}
      />
      <polyline className={styles['line']} points={points.join(' ')} />
      <circle className={styles['point']} cx={x(values.length - 1)} cy={y(heights.at(-1)!)} r={4} />
      <text className={styles['tick']} x={left} y={high - 6}>
        {month(first)}
      </text>
      <text className={styles['tick']} x={wide - 8} y={high - 6} textAnchor="end">
        {month(last)}
      </text>
    </svg>
  )
}
