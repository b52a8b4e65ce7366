import type { ReactNode } from 'react'
import styles from './bars.module.css'

export interface Bar {
  readonly key: string
  readonly word: string
  /** Where the bar begins and ends, in the unit of all of them. */
  readonly from: bigint
  readonly to: bigint
  /** What the bar means beside its length; the figure says it too. */
  readonly tone?: 'more' | 'less'
  readonly figure: ReactNode
}

/** One bar, in per cent of its room. It tells nothing that the figure beside it does not say. */
export function Track({ from = 0, to, tone }: { from?: number; to: number; tone?: 'more' | 'less' | 'quiet' | undefined }) {
  return (
    <span className={styles['track']} aria-hidden="true">
      <span className={styles['bar']} data-tone={tone} style={{ marginInlineStart: `${from}%`, inlineSize: `${to - from}%` }} />
    </span>
  )
}

/** Amounts as bars of one scale. The figure beside each bar says it in words, and leads to what is behind it. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const ends = bars.flatMap(({ from, to }) => [from, to])
  const [least, most] = ends.reduce(([low, high], one) => [one < low ? one : low, one > high ? one : high], [0n, 0n])
  // A place on the screen, in per cent of the whole width; every value stands beside it.
  const place = (at: bigint): number => (most === least ? 0 : Number(((at - least) * 10_000n) / (most - least)) / 100)
  return (
    <dl className={styles['bars']}>
      {bars.map(({ key, word, from, to, tone, figure }) => {
        const [low, high] = from < to ? [place(from), place(to)] : [place(to), place(from)]
        return (
          <div key={key}>
            <dt>{word}</dt>
            <dd>
              <Track from={low} to={high} tone={tone} />
              <span className="figures">{figure}</span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
