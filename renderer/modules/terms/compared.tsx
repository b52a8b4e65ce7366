import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bones, Notice } from '../../kit/state.tsx'
import { Quiet } from '../../kit/tall.tsx'
import type { Comparison, Stretch } from './types.ts'
import styles from './terms.module.css'

/** Two versions in one text: what is gone is struck out, what is new is underlined. */
export function Compared({ older, newer, language }: { older: string; newer: string; language: string }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<Comparison>('terms.compare', { older, newer, language }, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('terms.compare')} lines={4} />
  const same = [...data.heading, ...data.wording].every(({ change }) => change === 'same')
  return (
    <div className={styles['words']} lang={language}>
      <Quiet>
        {same
          ? say('terms.ui.same')
          : say('terms.ui.changedFrom', { older: culture.count(data.older.version), newer: culture.count(data.newer.version) })}
      </Quiet>
      <h3 className={styles['heading']}>
        <Stretches of={data.heading} />
      </h3>
      <p className={styles['text']}>
        <Stretches of={data.wording} />
      </p>
    </div>
  )
}

const Stretches = ({ of }: { of: readonly Stretch[] }) =>
  of.map(({ change, text }, i) =>
    change === 'added' ? <ins key={i}>{text}</ins> : change === 'removed' ? <del key={i}>{text}</del> : <span key={i}>{text}</span>,
  )
