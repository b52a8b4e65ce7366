import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { announce, toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './approvals.module.css'
import type { Approval, Outcome } from './types.ts'

export type Decision = 'approve' | 'decline'

/** Decides one or several. Declining says why; what could not be decided is listed with its reason, and the rest stands. */
export function DecideDialog({
  decision,
  approvals,
  onClose,
  onDone,
}: {
  decision: Decision
  approvals: readonly Approval[]
  onClose: () => void
  onDone: () => void
}) {
  const say = useSay()
  const { act, busy } = useAct<{ outcomes: readonly Outcome[] }>('approvals.decide')
  const [note, setNote] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [left, setLeft] = useState<readonly Outcome[] | null>(null)
  const decide = async (): Promise<void> => {
    if (decision === 'decline' && note.trim() === '') return setFault(say('approvals.ui.noteWanted'))
    try {
      const reply = await act({
        ids: approvals.map((a) => a.id),
        decision,
        note: note.trim() === '' ? null : note.trim().replace(/\s+/g, ' '),
      })
      if (!reply.ok) return setFault(reply.refusal.message)
      const undone = reply.result.outcomes.filter((o) => !o.done)
      const done = say(`approvals.ui.done.${decision}`, { count: reply.result.outcomes.length - undone.length })
      toast({ tone: undone.length > 0 ? 'info' : 'ok', text: done })
      announce(done)
      onDone()
      if (undone.length > 0) setLeft(undone)
      else onClose()
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  const [only] = approvals
  const title = approvals.length === 1 && only ? only.subject : say('approvals.ui.count', { count: approvals.length })
  return (
    <Modal opened onClose={onClose} title={`${say(`choice.decision.${decision}`)} · ${title}`} close={say('app.close')}>
      {left ? (
        <div className={styles['dialog']}>
          <p>{say('approvals.ui.leftOpen', { count: left.length })}</p>
          <ul className={styles['left']}>
            {left.map((o) => (
              <li key={o.id}>{o.refusal ? say(o.refusal, o.about) : o.subject}</li>
            ))}
          </ul>
          <div className={styles['buttons']}>
            <Button look="primary" onClick={onClose}>
              {say('app.close')}
            </Button>
          </div>
        </div>
      ) : (
        <form
          className={styles['dialog']}
          onSubmit={(e) => {
            e.preventDefault()
            void decide()
          }}
        >
          <p>{say(`approvals.ui.lead.${decision}`, { count: approvals.length })}</p>
          {fault ? <Notice tone="danger">{fault}</Notice> : null}
          <LongField
            label={say(decision === 'decline' ? 'approvals.ui.reason' : 'field.note')}
            value={note}
            onChange={(next) => {
              setNote(next)
              setFault(null)
            }}
            rows={3}
            first
            {...(decision === 'decline' ? { required: true } : {})}
          />
          <div className={styles['buttons']}>
            <Button onClick={onClose}>{say('app.cancel')}</Button>
            <Button look={decision === 'approve' ? 'primary' : 'danger'} type="submit" busy={busy}>
              {say(`choice.decision.${decision}`)}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
