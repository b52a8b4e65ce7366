import { useState } from 'react'
import { useSay } from '../../app/words.ts'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { useDo } from './acting.ts'
import styles from './billing.module.css'
import type { Decision } from './review-types.ts'

/** Says something of some charges of a proposal. Holding says what for, so that whoever comes later knows. */
export function DecideDialog({
  run,
  decision,
  charges,
  onDone,
  onClose,
}: {
  run: string
  decision: Decision
  charges: readonly string[]
  onDone: () => void
  onClose: () => void
}) {
  const say = useSay()
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const review = useDo<{ charges: number }>('billing.review', (r) => say('billing.ui.decided', { count: r.charges }))
  const needsWords = decision !== 'approve'
  const decide = async (): Promise<void> => {
    if (needsWords && comment.trim() === '') return setMissing(true)
    const done = await review.go({
      run,
      charges,
      decision,
      ...(comment.trim() === '' ? {} : { comment: comment.trim().replace(/\s+/g, ' ') }),
    })
    if (!done) return
    onDone()
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${say(`choice.decision.${decision}`)} · ${say('billing.ui.chargeCount', { count: charges.length })}`}
      close={say('app.close')}
    >
      <form
        className={styles['dialog']}
        onSubmit={(e) => {
          e.preventDefault()
          void decide()
        }}
      >
        <p>{say(`billing.ui.lead.${decision}`)}</p>
        <LongField
          label={say('field.comment')}
          value={comment}
          onChange={(next) => {
            setComment(next)
            setMissing(false)
          }}
          rows={3}
          {...(needsWords ? { required: true } : {})}
          error={missing ? say('billing.ui.commentWanted') : undefined}
        />
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={review.busy}>
            {say(`choice.decision.${decision}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
