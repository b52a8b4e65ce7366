import { useState } from 'react'
import { Go, useGo } from '../../app/go.tsx'
import { useInField } from '../../app/field.ts'
import { useHarmony, useMay } from '../../app/harmony.tsx'
import { Pending } from '../../app/pending.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import styles from './capture.module.css'
import type { Order } from './types.ts'

/** Saves the signed PDF, made here and now, also without a network. */
export function SignedCopy({ signature, first }: { signature: string; first?: boolean }) {
  const say = useSay()
  const may = useMay()
  const { port } = useHarmony()
  const [busy, setBusy] = useState(false)
  if (!may('signing.sign')) return null
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      const saved = await port.download('signing.print', { signature })
      if (!saved.ok) toast({ tone: 'danger', text: saved.refusal.message })
    } catch (error) {
      toast({ tone: 'danger', text: error instanceof Error ? error.message : String(error) })
    }
    setBusy(false)
  }
  return (
    <Button icon="download" busy={busy} {...(first ? { look: 'primary' as const } : {})} onClick={() => void save()}>
      {say('orders.ui.copy')}
    </Button>
  )
}

/** The customer has signed: the copy for them at once, and where it goes from here. */
export function Signed({ order }: { order: Order }) {
  const say = useSay()
  const go = useGo()
  const inField = useInField()
  return (
    <Page narrow>
      <PageHead
        title={say('orders.ui.called', { number: order.number ?? order.reference ?? '' })}
        chip={<Pending record="orders" id={order.id} />}
      />
      <Notice tone="ok" title={say('orders.ui.signedTitle')}>
        {say(inField && order.number === null ? 'orders.ui.signedHere' : 'orders.ui.signedThere')}
      </Notice>
      <div className={styles['after']}>
        {order.signature ? <SignedCopy signature={order.signature} first /> : null}
        <Button icon="eye" onClick={() => go(`/orders/${order.id}`)}>
          {say('orders.ui.look')}
        </Button>
        {order.signature ? <Go to={`/signatures/${order.signature}`}>{say('orders.ui.evidence')}</Go> : null}
      </div>
    </Page>
  )
}
