import { useState } from 'react'
import { useAct } from '../../app/ask.ts'
import { useGo } from '../../app/go.tsx'
import { useMay } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button, Modal, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import selling from '../quotes/selling.module.css'
import type { OrderState, ShownOrder } from './types.ts'

interface Act {
  readonly name: 'accept' | 'sendBack' | 'execute' | 'complete' | 'cancel'
  readonly operation: string
  readonly permit: string
  readonly states: readonly OrderState[]
  /** What is asked for: a reason, the number of the contract, or nothing. */
  readonly asks?: 'reason' | 'contractNumber'
  readonly look?: 'primary' | 'danger'
}
const acts: readonly Act[] = [
  { name: 'cancel', operation: 'orders.cancel', permit: 'orders.write', states: ['draft', 'captured', 'qualityCheck', 'sentBack', 'accepted'], asks: 'reason' },
  { name: 'sendBack', operation: 'orders.sendBack', permit: 'orders.accept', states: ['qualityCheck', 'accepted'], asks: 'reason' },
  { name: 'accept', operation: 'orders.acceptQuality', permit: 'orders.accept', states: ['qualityCheck'], look: 'primary' },
  { name: 'execute', operation: 'orders.execute', permit: 'orders.execute', states: ['accepted'], asks: 'contractNumber', look: 'primary' },
  { name: 'complete', operation: 'orders.complete', permit: 'orders.execute', states: ['executing'], look: 'primary' },
] // prettier-ignore
const completed: readonly OrderState[] = ['captured', 'qualityCheck', 'sentBack', 'accepted']

/** What may be done with the order as it stands, by whoever looks at it. */
export function OrderActs({ order }: { order: ShownOrder }) {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const [asking, setAsking] = useState<Act | null>(null)
  const [supplementing, setSupplementing] = useState(false)
  return (
    <>
      {order.state === 'draft' && may('orders.write') ? (
        <Button look="primary" icon="draft" onClick={() => go(`/orders/capture?order=${order.id}`)}>
          {say('orders.ui.edit')}
        </Button>
      ) : null}
      {completed.includes(order.state) && may('orders.write') ? (
        <Button icon="draft" {...(order.state === 'sentBack' ? { look: 'primary' as const } : {})} onClick={() => setSupplementing(true)}>
          {say('orders.ui.supplement')}
        </Button>
      ) : null}
      {completed.includes(order.state) && may('orders.write') ? <Amend order={order} /> : null}
      {order.contract && (order.state === 'executing' || order.state === 'complete') && may('contracts.write') ? (
        <Button icon="exchange" onClick={() => go(`/contracts/${order.contract}`)}>
          {say('orders.ui.atContract')}
        </Button>
      ) : null}
      {acts
        .filter((act) => act.states.includes(order.state) && may(act.permit))
        .map((act) => (
          <ActButton key={act.name} act={act} order={order} onAsk={() => setAsking(act)} />
        ))}
      {asking ? <AskFor act={asking} order={order} onClose={() => setAsking(null)} /> : null}
      {supplementing ? (
        <FormDrawer
          operation="orders.supplement"
          title={say('orders.ui.supplement')}
          submit={say('orders.supplement')}
          fixed={{ order: order.id }}
          initial={{ poNumber: order.poNumber, contact: order.contact, projects: order.lines.flatMap(({ number, project }) => (project ? [{ line: number, project }] : [])) }} // prettier-ignore
          fields={['poNumber', 'contact', 'projects']}
          at={{ 'orders.foreignContact': 'contact', 'orders.unknownLine': 'projects' }}
          onClose={() => setSupplementing(false)}
        />
      ) : null}
    </>
  )
}

/** Leads to the change order: the one that was begun, or a new one. */
function Amend({ order }: { order: ShownOrder }) {
  const say = useSay()
  const go = useGo()
  const { act: call, busy } = useAct<{ id: string }>('orders.amend')
  const begun = order.amendments.find(({ state }) => state === 'draft')
  const does = async (): Promise<void> => {
    if (begun) return go(`/orders/capture?order=${begun.id}`)
    const reply = await call({ order: order.id }).catch((error: unknown) => ({ ok: false as const, refusal: { message: String(error) } }))
    if (reply.ok) return go(`/orders/capture?order=${reply.result.id}`)
    toast({ tone: 'danger', text: reply.refusal.message })
  }
  return (
    <Button icon="exchange" busy={busy} onClick={() => void does()}>
      {say(begun ? 'orders.ui.amendOn' : 'orders.ui.amend')}
    </Button>
  )
}

function ActButton({ act, order, onAsk }: { act: Act; order: ShownOrder; onAsk: () => void }) {
  const say = useSay()
  const { act: call, busy } = useAct(act.operation)
  const does = async (): Promise<void> => {
    if (act.asks) return onAsk()
    const reply = await call({ order: order.id }).catch((error: unknown) => ({ ok: false as const, refusal: { message: String(error) } }))
    toast(
      reply.ok
        ? { tone: 'ok', text: say('app.form.done', { operation: say(act.operation) }) }
        : { tone: 'danger', text: reply.refusal.message },
    )
  }
  return (
    <Button busy={busy} {...(act.look ? { look: act.look } : {})} onClick={() => void does()}>
      {say(`orders.ui.${act.name}`)}
    </Button>
  )
}

function AskFor({ act, order, onClose }: { act: Act; order: ShownOrder; onClose: () => void }) {
  const say = useSay()
  const { act: call, busy } = useAct(act.operation)
  const [typed, setTyped] = useState('')
  const [trouble, setTrouble] = useState<string | null>(null)
  const reason = act.asks === 'reason'
  const does = async (): Promise<void> => {
    const said = typed.trim() === '' ? null : typed.trim()
    const reply = await call({ order: order.id, [act.asks ?? 'reason']: said }).catch((error: unknown) => ({
      ok: false as const,
      refusal: { message: String(error) },
    }))
    if (!reply.ok) return setTrouble(reply.refusal.message)
    toast({ tone: 'ok', text: say('app.form.done', { operation: say(act.operation) }) })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={say(`orders.ui.${act.name}`)} close={say('app.close')}>
      <form
        className={selling['form']}
        onSubmit={(event) => {
          event.preventDefault()
          void does()
        }}
      >
        {act.name === 'execute' || act.name === 'cancel' ? <p>{say(`orders.ui.${act.name}Lead`)}</p> : null}
        {reason ? (
          <LongField label={say('orders.ui.why')} value={typed} onChange={setTyped} rows={3} required first />
        ) : (
          <TextField
            label={say('orders.ui.contractNumber')}
            value={typed}
            onChange={setTyped}
            hint={say('orders.ui.contractHint')}
            autoComplete="off"
          />
        )}
        {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
        <div className={selling['foot']}>
          <Button onClick={onClose}>{say('app.cancel')}</Button>
          <Button look={act.name === 'cancel' ? 'danger' : 'primary'} type="submit" busy={busy} disabled={reason && typed.trim() === ''}>
            {say(`orders.ui.${act.name}`)}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
