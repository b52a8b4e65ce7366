import { useState } from 'react'
import { useAct, useAsk } from '../../app/ask.ts'
import { useGo, useTitle } from '../../app/go.tsx'
import { useCulture } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Card, Page, PageHead, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { LongField } from '../../kit/long-field.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { price } from '../billing/amounts.ts'
import styles from './purchases.module.css'

interface Cost {
  readonly id: string
  readonly contractNumber: string
  readonly item: string
  readonly quantity: string
  readonly currency: string
  readonly unitCost: string
  readonly start: string
}
const equal = (field: string, value: string) => ({ field, is: 'equal', value })

/** A new order: a supplier, and what of its purchases nobody has ordered yet. */
export default function NewOrder() {
  const say = useSay()
  const culture = useCulture()
  const go = useGo()
  useTitle(say('purchases.draftOrder'))
  const suppliersView = useLookup('suppliers')
  const [head, setHead] = useState({ supplier: '', entity: '', note: '' })
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [trouble, setTrouble] = useState<string | null>(null)
  const { act, busy } = useAct<{ id: string }>('purchases.draftOrder')
  const entities = useAsk<{ rows: readonly { code: string; name: string }[] }>('entities.list', { limit: 1000 })
  const chosen = head.supplier !== '' && head.entity !== ''
  const filter = { all: [equal('supplier', head.supplier), equal('entity', head.entity), equal('state', 'planned')] }
  const costs = useAsk<{ rows: readonly Cost[] }>('purchases.list', { filter, limit: 200 }, { enabled: chosen })
  const wanted = (costs.data?.rows ?? []).filter(({ id }) => !left.has(id))
  const toggle = (id: string, on: boolean): void => setLeft(new Set(on ? [...left].filter((one) => one !== id) : [...left, id]))
  const send = async (): Promise<void> => {
    setTrouble(null)
    const reply = await act({ ...head, note: head.note.trim() || null, costLines: wanted.map(({ id }) => id) })
    if (!reply.ok) return setTrouble(reply.refusal.message)
    go(`/purchase-orders/${reply.result.id}`)
  }
  return (
    <Page>
      <PageHead title={say('purchases.draftOrder')} lead={say('purchases.ui.draftLead')} />
      {trouble ? <Notice tone="danger">{trouble}</Notice> : null}
      <Card title={say('purchases.purchaseOrder')}>
        <div className={styles['orderHead']}>
          {suppliersView ? <ReferenceField label={say('field.supplier')} view={suppliersView} value={head.supplier} onChange={(supplier) => setHead({ ...head, supplier })} required /> : null}
          <Choose
            label={say('field.entity')}
            value={head.entity === '' ? null : head.entity}
            onChange={(entity) => setHead({ ...head, entity: entity ?? '' })}
            options={(entities.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
            required
          />
        </div>
        <LongField label={say('field.note')} value={head.note} onChange={(note) => setHead({ ...head, note })} />
      </Card>
      <Card title={say('purchases.ui.planned')}>
        {!chosen ? <p>{say('purchases.ui.chooseFirst')}</p> : null}
        {chosen && !costs.data ? <Bones label={say('purchases.ui.planned')} lines={4} /> : null}
        {costs.data?.rows.length === 0 ? <Nothing icon="check" title={say('purchases.ui.nothingPlanned')} lead={say('purchases.ui.nothingPlannedLead')} /> : null}
        {costs.data && costs.data.rows.length > 0 ? (
          <>
            <Table
              stacks
              caption={say('purchases.ui.planned')}
              columns={[{ name: '' }, { name: say('field.item') }, { name: say('field.contract') }, { name: say('field.start') }, { name: say('field.quantity'), figures: true }, { name: say('field.unitCost'), figures: true }]}
              rows={costs.data.rows.map((cost) => [
                <Check key="c" bare label={cost.item} checked={!left.has(cost.id)} onChange={(on) => toggle(cost.id, on)} />,
                cost.item,
                cost.contractNumber,
                culture.day(cost.start),
                culture.decimal(cost.quantity),
                price(culture, cost.currency, cost.unitCost),
              ])}
            />
            <Button look="primary" busy={busy} disabled={wanted.length === 0} onClick={() => void send()}>
              {say('purchases.ui.makeDraft')}
            </Button>
          </>
        ) : null}
      </Card>
    </Page>
  )
} // prettier-ignore
