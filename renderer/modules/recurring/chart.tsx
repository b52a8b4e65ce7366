import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import styles from './recurring.module.css'
import type { Bridge } from './types.ts'

/** The drawing is stretched to its box; what is written stands beside it, in the size of all text. */
const box = 100

/** How recurring revenue went, month by month. Numbers here are places on the screen only; every value stands in the table below. */
export function RevenueChart({ months, currency }: Pick<Bridge, 'months' | 'currency'>) {
  const say = useSay()
  const culture = useCulture()
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last || months.length < 2) return null
  const closings = months.map(({ closing }) => BigInt(closing))
  const [least, most] = closings.reduce(
    ([low, high], one) => [one < low ? one : low, one > high ? one : high],
    [closings[0]!, closings[0]!],
  )
  const x = (i: number): number => (box * i) / (months.length - 1)
  const y = (closing: bigint): number => (most === least ? box / 2 : Number(((most - closing) * 10_000n) / (most - least)) / 100)
  const points = closings.map((closing, i) => `${x(i)},${y(closing)}`).join(' ')
  const month = (period: string): string => culture.month(`${period}-01`)
  const money = (minor: bigint): string => culture.money(currency, `${minor}`)
  return (
    <figure
      className={styles['chart']}
      role="img"
      aria-label={say('recurring.ui.chart', {
        from: month(first.period),
        before: money(closings[0]!),
        to: month(last.period),
        value: money(closings.at(-1)!),
      })}
    >
      <span className={styles['highest']}>{money(most)}</span>
      <span className={styles['lowest']}>{money(least)}</span>
      <svg viewBox={`0 0 ${box} ${box}`} preserveAspectRatio="none" aria-hidden="true">
        <polygon className={styles['area']} points={`0,${box} ${points} ${box},${box}`} />
        <polyline className={styles['line']} points={points} />
      </svg>
      <span className={styles['begin']}>{month(first.period)}</span>
      <span className={styles['finish']}>{month(last.period)}</span>
    </figure>
  )
}
