import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useDo } from '../../app/do.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Chip, toneOf } from '../../kit/chip.tsx'
import { FormDrawer } from '../../kit/form/form-drawer.tsx'
import { Card, Facts, Page, PageHead, Table } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { price } from '../billing/amounts.ts'
import styles from './purchases.module.css'

interface Order {
  readonly id: string
  readonly number: string | null
  readonly entity: string
  readonly supplier: string
  readonly currency: string
  readonly amount: string
  readonly state: string
  readonly version: number
  readonly orderedOn: string | null
  readonly note: string | null
  readonly reason: string | null
  readonly createdBy: string
  readonly changedBy: string
  readonly changedAt: string
}
interface Line {
  readonly id: string
  readonly position: number
  readonly costLine: string
  readonly contract: string
  readonly contractNumber: string
  readonly item: string
  readonly quantity: string
  readonly unitCost: string
  readonly months: number | null
  readonly start: string
  readonly amount: string
}
interface Answer {
  readonly supplierOrder: Order
  readonly supplierName: string
  readonly terms: { readonly language: string }
  readonly lines: readonly Line[]
  readonly linesBefore: readonly Line[]
}

/** An order to a supplier: what it names, how it stands, and what may be done with it next. */
export default function PurchaseOrderScreen() {
  const say = useSay()
  const { data, error } = useAsk<Answer>('purchases.purchaseOrder', { supplierOrder: useParam('id') })
  useTitle(data ? (data.supplierOrder.number ?? say('purchases.ui.draftTo', { supplier: data.supplierName })) : undefined)
  if (error) return <Nothing whole icon="danger" title={say('purchases.purchaseOrder')} lead={error.message} />
  return data ? <Shown {...data} /> : <Bones label={say('purchases.purchaseOrder')} lines={8} />
}

function Shown({ supplierOrder: order, supplierName, terms, lines, linesBefore }: Answer) {
  const say = useSay()
  const culture = useCulture()
  const before = new Map(linesBefore.map((line) => [line.costLine, line]))
  const changed = (line: Line): boolean => {
    const old = before.get(line.costLine)
    return order.version > 1 && (!old || old.quantity !== line.quantity || old.unitCost !== line.unitCost || old.start !== line.start)
  }
  return (
    <Page>
      <PageHead
        title={order.number ?? say('purchases.ui.draftTo', { supplier: supplierName })}
        chip={<Chip tone={order.state === 'draft' ? 'neutral' : toneOf(order.state)}>{say(`choice.state.${order.state}`)}</Chip>}
        lead={`${supplierName} · ${order.entity} · ${culture.money(order.currency, order.amount)}`}
      >
        <Acts order={order} lines={lines} />
      </PageHead>
      {order.reason ? <Notice tone="info">{order.reason}</Notice> : null}
      <Card title={say('purchases.purchaseOrder')}>
        <Facts
          facts={[
            { name: say('field.supplier'), value: <Go to={`/suppliers/${order.supplier}`}>{supplierName}</Go> },
            { name: say('field.orderedOn'), value: order.orderedOn === null ? '–' : culture.day(order.orderedOn) },
            { name: say('field.version'), value: culture.count(order.version) },
            { name: say('field.language'), value: say(`choice.language.${terms.language}`) },
            { name: say('field.changedBy'), value: `${order.changedBy}, ${culture.instant(order.changedAt)}` },
            ...(order.note ? [{ name: say('field.note'), value: order.note, wide: true }] : []),
          ]}
        />
      </Card>
      <Card title={say('purchases.ui.orderLines')}>
        <Table
          stacks
          caption={say('purchases.ui.orderLines')}
          columns={[{ name: say('field.item') }, { name: say('field.contract') }, { name: say('field.start') }, { name: say('field.quantity'), figures: true }, { name: say('field.unitCost'), figures: true }, { name: say('field.amount'), figures: true }]}
          rows={lines.map((line) => [
            <span key="i" className={styles['what']}>
              {line.item}
              {changed(line) ? <Chip tone="warn">{say('purchases.ui.changedSince')}</Chip> : null}
            </span>,
            <Go key="c" to={`/contracts/${line.contract}/purchases`}>{line.contractNumber}</Go>,
            culture.day(line.start),
            culture.decimal(line.quantity),
            price(culture, order.currency, line.unitCost),
            culture.money(order.currency, line.amount),
          ])}
        />
      </Card>
      <History record="purchaseOrders" id={order.id} />
    </Page>
  )
} // prettier-ignore

type Doing = 'revise' | 'end' | 'receive'
function Acts({ order, lines }: { order: Order; lines: readonly Line[] }) {
  const say = useSay()
  const may = useMay()
  const today = useToday()
  const { port } = useHarmony()
  const [doing, setDoing] = useState<Doing | null>(null)
  const send = useDo<Order>('purchases.sendOrder', ({ number }) => say('purchases.ui.sent', { number: number ?? '' }))
  const print = async (): Promise<void> => {
    const saved = await port.download('purchases.printOrder', { supplierOrder: order.id })
    if (saved && 'refusal' in saved) toast({ tone: 'danger', text: say('purchases.printOrder') })
  }
  const open = ['ordered', 'partlyReceived'].includes(order.state)
  const close = () => setDoing(null)
  return (
    <>
      {order.state === 'draft' && may('purchases.write') ? (
        <Button look="primary" icon="check" busy={send.busy} onClick={() => void send.go({ supplierOrder: order.id, orderedOn: today })}>
          {say('purchases.sendOrder')}
        </Button>
      ) : null}
      {order.number ? (
        <Button look={open ? 'plain' : 'primary'} icon="download" onClick={() => void print()}>
          {say('purchases.ui.print')}
        </Button>
      ) : null}
      {open && lines.length === 1 && may('payables.receive') ? <Button icon="box" onClick={() => setDoing('receive')}>{say('payables.receive')}</Button> : null}
      {open && may('purchases.write') ? <Button onClick={() => setDoing('revise')}>{say('purchases.ui.revise')}</Button> : null}
      {(open || order.state === 'draft' || order.state === 'received') && may('purchases.write') ? <Button onClick={() => setDoing('end')}>{say('purchases.ui.end')}</Button> : null}
      {doing === 'revise' ? (
        <FormDrawer operation="purchases.reviseOrder" fixed={{ supplierOrder: order.id }} fields={['reason', 'note']} onClose={close}>
          <p>{say('purchases.ui.reviseLead')}</p>
        </FormDrawer>
      ) : null}
      {doing === 'end' ? <FormDrawer operation="purchases.endOrder" fixed={{ supplierOrder: order.id }} fields={['reason']} onClose={close} /> : null}
      {doing === 'receive' ? <FormDrawer operation="payables.receive" fixed={{ costLine: lines[0]!.costLine }} fields={['day', 'quantity', 'reference']} initial={{ day: today, quantity: lines[0]!.quantity }} onClose={close} /> : null}
    </>
  )
} // prettier-ignore
