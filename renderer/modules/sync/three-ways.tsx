import type { ReactNode } from 'react'
import type { Wire } from '../../../core/kernel/shape.ts'
import { same } from '../../../core/kernel/same.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay, wordOr } from '../../app/words.ts'
import type { Attention } from './conflict.tsx'
import styles from './sync.module.css'
import { worded } from './worded.ts'

export type Side = 'mine' | 'theirs'

/** Three versions side by side. Of each field that both changed, a person takes one; a radio group per field, by keyboard too. */
export function ThreeWays({
  attention,
  choices,
  onChoose,
}: {
  attention: Attention
  choices: Readonly<Record<string, Side>>
  onChoose?: (choices: Readonly<Record<string, Side>>) => void
}) {
  const say = useSay()
  const culture = useCulture()
  // An id that two people changed still has to be chosen.
  const text = (value: unknown): string => worded(say, culture, value) ?? String(value)
  const { mine, original: base, theirs, fields } = attention
  const changed = Object.keys(base).filter(
    (field) => !same(mine[field] as Wire, base[field] as Wire) || !same(theirs[field] as Wire, base[field] as Wire),
  )
  const pick = (field: string, side: Side, value: unknown): ReactNode => {
    const shown = text(value)
    if (!fields.includes(field))
      return <span className={same(value as Wire, base[field] as Wire) ? styles['quiet'] : styles['changed']}>{shown}</span>
    const word = say('sync.ui.take', { side: say(`sync.ui.${side}`), field: wordOr(say, `field.${field}`, field) })
    return (
      <label className={styles['pick']}>
        <input
          type="radio"
          name={field}
          aria-label={`${word}: ${shown}`}
          checked={choices[field] === side}
          disabled={!onChoose}
          onChange={() => onChoose?.({ ...choices, [field]: side })}
        />
        <span>{shown}</span>
      </label>
    )
  }
  return (
    <div className={styles['about']}>
      <div className={styles['scroll']}>
        <table className={styles['ways']}>
          <thead>
            <tr>
              <th>{say('sync.ui.field')}</th>
              <th>{say('sync.ui.base')}</th>
              <th>{say('sync.ui.theirs')}</th>
              <th>{say('sync.ui.mine')}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map((field) => (
              <tr key={field}>
                <td className={styles['changed']}>{wordOr(say, `field.${field}`, field)}</td>
                <td data-word={say('sync.ui.base')}>{text(base[field])}</td>
                <td data-word={say('sync.ui.theirs')}>{pick(field, 'theirs', theirs[field])}</td>
                <td data-word={say('sync.ui.mine')}>{pick(field, 'mine', mine[field])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles['quiet']}>{say('sync.ui.mergeAll')}</p>
    </div>
  )
}
