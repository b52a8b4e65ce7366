import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Chip } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import styles from './approvals.module.css'
import { CreditText, type Credit } from './credit-text.tsx'

/** A customer's credit on their own page: the limit, what stands against it, and who set it. */
export function CreditCard({ customer, currency }: { customer: string; currency: string }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const [editing, setEditing] = useState(false)
  const { data } = useAsk<Credit>('approvals.credit', { customer }, { enabled: may('approvals.read') })
  if (!may('approvals.read')) return null
  const limit = data?.limit
  return (
    <Card
      title={say('approvals.ui.credit')}
      actions={
        may('approvals.grantCredit') ? (
          <Button small onClick={() => setEditing(true)}>
            {say(limit ? 'approvals.ui.changeCredit' : 'approvals.setCreditLimit')}
          </Button>
        ) : undefined
      }
    >
      <div className={styles['about']}>
        {data?.check?.exceeded || data?.toReview ? (
          <div className={styles['chips']}>
            {data.check?.exceeded ? <Chip tone="danger">{say('approvals.ui.exceeded')}</Chip> : null}
            {data.toReview ? <Chip tone="warn">{say('approvals.ui.toReview')}</Chip> : null}
          </div>
        ) : null}
        <CreditText customer={customer} />
        {limit ? (
          <p className={styles['quiet']}>
            {say('approvals.ui.setBy', { name: limit.setBy, day: culture.instant(limit.setAt) })}
            {limit.reviewOn ? ` · ${say('approvals.ui.reviewOn', { day: culture.day(limit.reviewOn) })}` : ''}
            {limit.note ? <span className={styles['note']}>{limit.note}</span> : null}
          </p>
        ) : null}
      </div>
      {editing ? (
        <FormDrawer
          operation="approvals.setCreditLimit"
          fixed={{ customer, ...(limit?.entity ? { entity: limit.entity } : {}) }}
          initial={{
            currency: limit?.currency ?? currency,
            ...(limit ? { amount: limit.amount, note: limit.note, ...(limit.reviewOn ? { reviewOn: limit.reviewOn } : {}) } : {}),
          }}
          fields={['currency', 'amount', 'reviewOn', 'note']}
          hints={{ amount: say('approvals.ui.hint.amount') }}
          at={{ 'approvals.negativeLimit': 'amount', 'approvals.reviewPast': 'reviewOn' }}
          onClose={() => setEditing(false)}
        />
      ) : null}
    </Card>
  )
}
