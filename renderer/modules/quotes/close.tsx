import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Modal } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './selling.module.css'
import type { Quote } from './types.ts'

/** The customer says no, or we take it back; each with the reason, so that the next quote learns from it. */
export function CloseDialog({ quote, how, onClose }: { quote: Quote; how: 'decline' | 'withdraw'; onClose: () => void }) {
  const say = useSay()
  const { act, busy } = useAct<Quote>(`quotes.${how}`)
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const close = async (): Promise<void> => {
    const reply = await act({ quote: quote.id, reason: reason.trim() === '' ? null : reason.trim() })
    if (!reply.ok) return setTrouble(reply.refusal.message)
    toast({ tone: 'ok', text: say('app.form.done', { operation: say(`quotes.${how}`) }) })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={say(`quotes.${how}`)} close={say('app.close')}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void close()
        }}
      >
        <LongField label={say('quotes.ui.reason')} value={reason} onChange={setReason} rows={3} />
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={styles['foot']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={how === 'decline' && reason.trim() === ''}>
            {say(`quotes.${how}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
