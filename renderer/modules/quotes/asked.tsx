import { useCulture } from '../../app/harmony.tsx'
import { Go } from '../../app/go.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { Card } from '../../kit/page.tsx'
import { tones } from '../approvals/about.tsx'
import { sentence } from '../billing/amounts.ts'
import styles from './selling.module.css'
import type { Asked } from './types.ts'

/** Who was asked about it, why, and what they said. */
export function AskedCard({ approvals }: { approvals: readonly Asked[] }) {
  const say = useSay()
  const culture = useCulture()
  return (
    <Card title={say('approvals.list')}>
      <ul className={styles['says']}>
        {approvals.map((one) => (
          <li key={one.id}>
            <span>
              <Go to={`/approvals/${one.id}`}>{say(`approvals.kind.${one.kind}`)}</Go>{' '}
              <Chip tone={one.current ? tones[one.state] : 'neutral'}>{say(`choice.state.${one.state}`)}</Chip>
            </span>
            {one.reasons.map((step, i) => (
              <span key={i}>{sentence(say, culture, step)}</span>
            ))}
            {one.note ? <small>{one.note}</small> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
