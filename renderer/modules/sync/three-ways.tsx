import type { ReactNode } from 'react'
import type { Wire } from '../../../core/kernel/shape.ts'
import { same } from '../../../core/kernel/same.ts'
import { useSay, wordOr } from '../../app/words.ts'
import type { Attention } from './conflict.tsx'
import styles from './sync.module.css'

export type Side = 'mine' | 'theirs'

/** A captured value in words: nothing, yes or no, lists line by line. */
export function worded(say: ReturnType<typeof useSay>, value: unknown): string {
  if (value === null || value === undefined || value === '') return say('sync.ui.nothing')
  if (typeof value === 'boolean') return say(value ? 'app.yes' : 'app.no')
  if (Array.isArray(value)) return value.map((one) => worded(say, one)).join(', ') || say('sync.ui.nothing')
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => `${wordOr(say, `field.${name}`, name)}: ${worded(say, one)}`)
      .join('; ')
  return String(value)
}

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
  const { mine, original: base, theirs, fields } = attention
  const changed = Object.keys(base).filter(
    (field) => !same(mine[field] as Wire, base[field] as Wire) || !same(theirs[field] as Wire, base[field] as Wire),
  )
  const pick = (field: string, side: Side, value: unknown): ReactNode => {
    const text = worded(say, value)
    if (!fields.includes(field))
      return <span className={same(value as Wire, base[field] as Wire) ? styles['quiet'] : styles['changed']}>{text}</span>
    const word = say('sync.ui.take', { side: say(`sync.ui.${side}`), field: wordOr(say, `field.${field}`, field) })
    return (
      <label className={styles['pick']}>
        <input
          type="radio"
          name={field}
          aria-label={`${word}: ${text}`}
          checked={choices[field] === side}
          disabled={!onChoose}
          onChange={() => onChoose?.({ ...choices, [field]: side })}
        />
        <span>{text}</span>
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
                <td data-word={say('sync.ui.base')}>{worded(say, base[field])}</td>
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
