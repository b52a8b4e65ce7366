import { Go } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { linesAt } from './asked.ts'
import styles from './recurring.module.css'
import { steps, type Asked, type Step, type Sums } from './types.ts'

interface Bar {
  readonly step: Step
  readonly amount: bigint
  /** Where the bar begins and ends, in the currency. */
  readonly from: bigint
  readonly to: bigint
}

/** Each step begins where the one before it ended. */
function barsOf(sums: Sums): readonly Bar[] {
  let standing = 0n
  return steps.flatMap((step): Bar[] => {
    const amount = BigInt(sums[step])
    if (step === 'opening' || step === 'closing') {
      standing = amount
      return [{ step, amount, from: 0n, to: amount }]
    }
    if (amount === 0n) return []
    const from = standing
    standing += amount
    return [{ step, amount, from, to: standing }]
  })
}

/** What brought recurring revenue from one month to another, as bars of one scale. The figure beside each bar says it in words and leads to its lines. */
export function BridgeBars({ sums, currency, asked }: { sums: Sums; currency: string; asked: Asked }) {
  const say = useSay()
  const culture = useCulture()
  const bars = barsOf(sums)
  const ends = bars.flatMap(({ from, to }) => [from, to])
  const [least, most] = ends.reduce(([low, high], one) => [one < low ? one : low, one > high ? one : high], [0n, 1n])
  // A place on the screen, in per cent of the whole width; every value stands beside it.
  const place = (at: bigint): number => Number(((at - least) * 10_000n) / (most - least)) / 100
  return (
    <dl className={styles['bars']}>
      {bars.map(({ step, amount, from, to }) => {
        const [low, high] = from < to ? [place(from), place(to)] : [place(to), place(from)]
        const figure = `${amount > 0n && step !== 'opening' && step !== 'closing' ? '+' : ''}${culture.money(currency, `${amount}`)}`
        return (
          <div key={step}>
            <dt>{say(`field.${step}`)}</dt>
            <dd>
              <span className={styles['track']} aria-hidden="true">
                <span
                  className={styles['bar']}
                  data-kind={step === 'opening' || step === 'closing' ? 'ends' : amount < 0n ? 'less' : 'more'}
                  style={{ marginInlineStart: `${low}%`, inlineSize: `${high - low}%` }}
                />
              </span>
              <span className="figures">{amount === 0n ? figure : <Go to={linesAt(asked, step)}>{figure}</Go>}</span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
