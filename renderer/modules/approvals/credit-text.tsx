import { useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Bones, Notice } from '../../kit/state.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import styles from './approvals.module.css'

interface Money {
  readonly currency: string
  readonly minor: string
}
export interface Credit {
  readonly limit: {
    readonly currency: string
    readonly amount: string
    readonly entity: string | null
    readonly note: string | null
    readonly reviewOn: string | null
    readonly setAt: string
    readonly setBy: string
  } | null
  readonly check: { readonly total: Money; readonly left: Money; readonly exceeded: boolean } | null
  readonly steps: readonly Step[]
  readonly toReview: boolean
}

/** What a customer may owe, owes and has ordered, in sentences. */
export function CreditText({ customer, entity }: { customer: string; entity?: string }) {
  const say = useSay()
  const culture = useCulture()
  const { data, error } = useAsk<Credit>('approvals.credit', { customer, entity: entity ?? null })
  if (error) return <Notice tone="warn">{error.message}</Notice>
  if (!data) return <Bones label={say('approvals.credit')} lines={3} />
  if (!data.limit) return <p className={styles['quiet']}>{say('approvals.ui.noCredit')}</p>
  return (
    <ul>
      {data.steps.map((step, i) => (
        <li key={i} data-tone={step.say === 'approvals.credit.exceeded' ? 'danger' : undefined}>
          {sentence(say, culture, step)}
        </li>
      ))}
    </ul>
  )
}
