import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Track } from '../../kit/bars.tsx'
import styles from './lab.module.css'
import type { Replayed } from './types.ts'

/** Month by month, what was invoiced and what each model would have brought, as bars of one scale. The figures stand beside them. */
export function Bars({ found }: { found: Replayed }) {
  const say = useSay()
  const culture = useCulture()
  const names = [say('lab.ui.actual'), ...found.models.map(({ name }) => name)]
  const rows = found.months.map(({ month, actual, models }) => ({ month, amounts: [actual, ...models] }))
  const greatest = rows.flatMap(({ amounts }) => amounts.map(BigInt)).reduce((most, one) => (one > most ? one : most), 1n)
  const share = (amount: string): number => (amount.startsWith('-') ? 0 : Number((BigInt(amount) * 1000n) / greatest) / 10)
  return (
    <dl className={styles['months']}>
      {rows.map(({ month, amounts }) => (
        <div key={month}>
          <dt>{culture.month(`${month}-01`)}</dt>
          {amounts.map((amount, i) => (
            <dd key={i}>
              <span className={styles['barName']}>{names[i]}</span>
              <Track to={share(amount)} tone={i === 0 ? 'quiet' : undefined} />
              <span className={`${styles['barFigure']} figures`}>{culture.money(found.currency, amount)}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
