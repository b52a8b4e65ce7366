import { useAsk } from '../../app/ask.ts'
import { useSay } from '../../app/words.ts'
import { Bones, Notice } from '../../kit/state.tsx'
import { Judge } from './judge.tsx'
import styles from './review.module.css'
import type { Run, Why } from './types.ts'
import { WhyText } from './why.tsx'

/** Why this amount, below its row: the explanation beside what can be said of it. */
export function WhyInline({ charge, run }: { charge: string; run: Run }) {
  const say = useSay()
  const { data, error } = useAsk<Why>('billing.why', { charge }, { keep: true })
  if (error) return <Notice tone="danger">{error.message}</Notice>
  if (!data) return <Bones label={say('billing.why')} lines={4} />
  return (
    <div className={styles['inline']}>
      <WhyText why={data} />
      <Judge run={run} charge={charge} />
    </div>
  )
}
