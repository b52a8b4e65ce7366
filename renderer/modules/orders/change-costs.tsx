import { useEffect, useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useCulture } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Button, Drawer, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { BeforeAndAfter } from '../purchases/figures.tsx'
import { CostsEditor } from '../quotes/costs-editor.tsx'
import { costDraft, givenCosts, type CostDraft } from '../quotes/sale-draft.ts'
import selling from '../quotes/selling.module.css'
import type { CostChange, OrderCost, OrderLine, ShownOrder } from './types.ts'

/** Milliseconds of quiet before what is being typed is worked out. */
const pause = 350

/** A change of what is bought for a signed order: while it is written, the margin before and after stands below. */
export function ChangeCosts({
  order,
  line,
  costs,
  onClose,
}: {
  order: ShownOrder
  line: OrderLine
  costs: readonly OrderCost[]
  onClose: () => void
}) {
  const say = useSay()
  const culture = useCulture()
  const [drafts, setDrafts] = useState<readonly CostDraft[]>(() => costs.map((cost) => costDraft(culture.name, cost)))
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<CostChange>('orders.changeCosts')
  const given = givenCosts(culture.name, drafts)
  const input = { order: order.id, line: line.number, reason: reason.trim(), costs: given ?? [] }
  const send = async (): Promise<void> => {
    const reply = await act(input)
    if (!reply.ok) return setTrouble(reply.refusal.message)
    toast({ tone: 'ok', text: say('orders.ui.changed') })
    onClose()
  }
  return (
    <Drawer opened onClose={onClose} title={say('orders.ui.changeOf', { number: line.number })} close={say('app.close')} size={680}>
      <form
        className={selling['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <Notice tone="info">{say('orders.ui.priceStays')}</Notice>
        <CostsEditor costs={drafts} onChange={setDrafts} currency={order.currency} />
        <TextField label={say('field.reason')} value={reason} onChange={setReason} required autoComplete="off" />
        {given ? <Rehearsed input={{ ...input, reason: input.reason || '-' }} /> : null}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={selling['foot']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={busy} disabled={!given || reason.trim() === ''}>
            {say('orders.changeCosts')}
          </Button>
        </div>
      </form>
    </Drawer>
  )
}

function Rehearsed({ input }: { input: object }) {
  const say = useSay()
  const text = JSON.stringify(input)
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pause)
    return () => clearTimeout(timer)
  }, [text])
  const { data, error } = useAsk<CostChange>('orders.rehearseCosts', JSON.parse(asked), { keep: true })
  if (error) return <Notice tone="info">{error.message}</Notice>
  return data ? (
    <section aria-label={say('orders.ui.marginBeforeAfter')} aria-live="polite">
      <BeforeAndAfter before={data.marginBefore} after={data.marginAfter} caption={say('orders.ui.marginBeforeAfter')} />
    </section>
  ) : null
}
