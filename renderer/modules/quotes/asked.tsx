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
            {one.note ? <span>{say('approvals.ui.quoted', { note: one.note })}</span> : null}
            {one.decidedByName && one.decidedAt ? (
              <small>
                {one.insteadOfName ? say('approvals.ui.for', { name: one.decidedByName, instead: one.insteadOfName }) : one.decidedByName},{' '}
                {culture.instant(one.decidedAt)}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
