import styles from './line-chart.module.css'

export interface Point {
  /** Where it stands along the line, in any unit: a day, the place in a list. */
  readonly at: number
  /** How high it stands. A place on the screen only: the exact value is in words here, and in the table beside every chart. */
  readonly height: number
  readonly said: string
}

/** The drawing is stretched to its box; what is written stands beside it, in the size of all text. */
const box = 100

/** How one figure went. `label` says it to whoever does not see it; `begin` and `end` stand below. Nothing where there are fewer than two points. */
export function LineChart({ points, label, begin, end }: { points: readonly Point[]; label: string; begin: string; end: string }) {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2) return null
  const lowest = points.reduce((low, one) => (one.height < low.height ? one : low))
  const highest = points.reduce((high, one) => (one.height > high.height ? one : high))
  const span = highest.height - lowest.height
  const x = ({ at }: Point): number => (box * (at - first.at)) / (last.at - first.at || 1)
  const y = ({ height }: Point): number => (span === 0 ? box / 2 : (box * (highest.height - height)) / span)
  const line = points.map((one) => `${x(one)},${y(one)}`).join(' ')
  return (
    <figure className={styles['chart']} role="img" aria-label={label}>
      <span className={styles['highest']}>{highest.said}</span>
      <span className={styles['lowest']}>{lowest.said}</span>
      <svg viewBox={`0 0 ${box} ${box}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon className={styles['area']} points={`0,${box} ${line} ${box},${box}`} />
        <polyline className={styles['line']} points={line} />
      </svg>
      <span className={styles['begin']}>{begin}</span>
      <span className={styles['finish']}>{end}</span>
    </figure>
  )
}
