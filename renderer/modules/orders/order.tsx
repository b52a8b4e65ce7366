import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { Go, useParam, useTitle } from '../../app/go.tsx'
import { useCulture, useMay } from '../../app/harmony.tsx'
import { History } from '../../app/history.tsx'
import { Pending } from '../../app/pending.tsx'
import { useSay } from '../../app/words.ts'
import { Chip, type Tone } from '../../kit/chip.tsx'
import { Card, Facts, Page, PageHead } from '../../kit/page.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Parts, Stack } from '../../kit/tall.tsx'
import { BeforeAndAfter } from '../purchases/figures.tsx'
import { AskedCard } from '../quotes/asked.tsx'
import { costText } from '../quotes/line-words.ts'
import { useProductNames } from '../quotes/lines-editor.tsx'
import { FoundLink } from '../quotes/found-link.tsx'
import { MarginTable } from '../quotes/margin.tsx'
import { SaleLines } from '../quotes/sale-lines.tsx'
import selling from '../quotes/selling.module.css'
import { SaleSums } from '../quotes/sums.tsx'
import { LinkCard } from '../signing/link-card.tsx'
import { OrderActs } from './acts.tsx'
import { Amending } from './amending.tsx'
import { ChangeCosts } from './change-costs.tsx'
import { Coach } from './coach.tsx'
import { SignedCard } from './signed-card.tsx'
import { SignedByLink } from './to-take.tsx'
import type { Check, OrderLine, OrderState, ShownOrder } from './types.ts'

export const tones: Readonly<Record<OrderState, Tone>> = {
  draft: 'neutral', captured: 'info', qualityCheck: 'warn', sentBack: 'danger', accepted: 'ok', executing: 'accent', complete: 'ok', cancelled: 'neutral',
} // prettier-ignore

/** An order: how it stands and what comes next, what it is, what is bought for it, who signed, who was asked. */
export default function OrderScreen() {
  const say = useSay()
  const id = useParam('order')
  const { data, error } = useAsk<ShownOrder>('orders.get', { order: id }, { keep: true })
  useTitle(data && say('orders.ui.called', { number: data.number ?? data.reference ?? '' }))
  if (error) return <Nothing whole icon="danger" title={say('orders.get')} lead={error.message} />
  return data ? <Shown order={data} /> : <Bones label={say('orders.get')} lines={8} />
}

function Shown({ order }: { order: ShownOrder }) {
  const say = useSay()
  const may = useMay()
  const customer = useAsk<{ customer: { name: string } }>('customers.get', { customer: order.customer })
  const open = order.state === 'draft' || order.state === 'captured' || order.state === 'qualityCheck' || order.state === 'sentBack'
  const check = useAsk<Check>('orders.check', { order: order.id }, { enabled: open, keep: true })
  return (
    <Page>
      <PageHead
        title={say('orders.ui.called', { number: order.number ?? order.reference ?? '' })}
        chip={
          <>
            <Chip tone={tones[order.state]}>{say(`choice.orderState.${order.state}`)}</Chip>
            <Pending record="orders" id={order.id} />
          </>
        }
        lead={<Go to={`/customers/${order.customer}`}>{customer.data?.customer.name ?? say('field.customer')}</Go>}
      >
        <OrderActs order={order} />
      </PageHead>
      {order.state === 'sentBack' && order.reason ? (
        <Notice tone="warn" title={say('orders.ui.sentBackBecause', { name: order.decidedBy ?? '' })}>
          {order.reason}
        </Notice>
      ) : null}
      <Amending order={order} />
      {order.state === 'draft' ? <SignedByLink subject={order.id} /> : null}
      <SaleSums sums={order} />
      <Parts aside={<Aside order={order} />}>
        {open && !check.error ? (
          <Card title={say('orders.ui.step.check')}>
            {check.data ? <Coach check={check.data} /> : <Bones label={say('orders.ui.step.check')} lines={6} />}
          </Card>
        ) : null}
        <LinesCard order={order} />
        {may('purchases.read') ? <PurchasesCard order={order} /> : null}
        <ChangesCard order={order} />
        <History record="orders" id={order.id} />
      </Parts>
    </Page>
  )
}

function LinesCard({ order }: { order: ShownOrder }) {
  const say = useSay()
  return (
    <Card title={say('field.lines')}>
      <SaleLines caption={say('field.lines')} lines={order.lines} />
    </Card>
  )
}

const signed: readonly OrderState[] = ['captured', 'qualityCheck', 'sentBack', 'accepted']
/** What is bought for each line; until it is executed it can be changed. */
function PurchasesCard({ order }: { order: ShownOrder }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const name = useProductNames()
  const [changing, setChanging] = useState<OrderLine | null>(null)
  const changes = signed.includes(order.state) && may('orders.write')
  const costsOf = (line: OrderLine) => order.costs.filter((cost) => cost.line === line.id)
  return (
    <Card title={say('orders.ui.purchases')}>
      <Stack>
        {order.costs.length === 0 && !changes ? <p className={selling['quiet']}>{say('orders.ui.noPurchases')}</p> : null}
        <ul className={selling['says']}>
          {order.lines
            .filter((line) => changes || costsOf(line).length > 0)
            .map((line) => (
              <li key={line.id}>
                <strong>
                  {line.number}. {line.description ?? name(line.product)}{' '}
                  {changes ? (
                    <Button
                      small
                      icon="exchange"
                      aria-label={say('orders.ui.changeOf', { number: line.number })}
                      onClick={() => setChanging(line)}
                    >
                      {say('orders.ui.changeCosts')}
                    </Button>
                  ) : null}
                </strong>
                {costsOf(line).map((cost) => (
                  <span key={cost.id}>
                    {cost.item}, {cost.supplierName ?? say('quotes.ui.ownStaff')}: {costText(say, culture, cost)}
                  </span>
                ))}
              </li>
            ))}
        </ul>
        <MarginTable figures={order.figures} />
      </Stack>
      {changing ? <ChangeCosts order={order} line={changing} costs={costsOf(changing)} onClose={() => setChanging(null)} /> : null}
    </Card>
  )
}

function ChangesCard({ order }: { order: ShownOrder }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  if (order.history.length === 0 || !may('purchases.read')) return null
  return (
    <Card title={say('orders.ui.changes')}>
      <Stack>
        {order.history.map((change) => (
          <div key={change.id} className={selling['form']}>
            <h3>{say('orders.ui.changeNumber', { number: change.number, reason: change.reason })}</h3>
            <p className={selling['quiet']}>
              {culture.instant(change.recordedAt)} · {change.recordedBy}
            </p>
            <BeforeAndAfter before={change.marginBefore} after={change.marginAfter} caption={say('orders.ui.marginBeforeAfter')} />
          </div>
        ))}
      </Stack>
    </Card>
  )
}

function Aside({ order }: { order: ShownOrder }) {
  const say = useSay()
  const culture = useCulture()
  const fact = (name: string, value: React.ReactNode) => (value ? [{ name: say(name), value, wide: true }] : [])
  return (
    <Stack>
      <SignedCard order={order} />
      {order.state === 'draft' ? (
        <LinkCard subject={{ record: 'orders', id: order.id, entity: order.entity, customer: order.customer }} />
      ) : null}
      {order.approvals.length > 0 ? <AskedCard approvals={order.approvals} /> : null}
      <Card title={say('orders.ui.about')}>
        <Facts
          facts={[
            ...fact('quotes.ui.subject', order.title),
            ...fact('field.entity', order.entity),
            ...fact('field.reference', order.reference),
            ...fact('field.poNumber', order.poNumber ?? (order.poFollows ? say('orders.ui.poFollows') : null)),
            ...fact('field.start', order.start && culture.day(order.start)),
            ...fact('field.owner', order.ownerName),
            ...fact(
              'field.contract',
              order.contract && <FoundLink list="contracts.list" by="id" value={order.contract} called={['number']} to="/contracts" />,
            ),
            ...fact(
              'orders.ui.fromQuote',
              order.quote && <FoundLink list="quotes.list" by="id" value={order.quote} called={['number', 'reference']} to="/quotes" />,
            ),
            ...fact('field.pricedOn', culture.day(order.pricedOn)),
            ...fact('field.note', order.note),
          ]}
        />
      </Card>
    </Stack>
  )
}
