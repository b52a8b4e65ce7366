import { useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useGo, useSearchState, useTitle } from '../../app/go.tsx'
import { useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check, Segments } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { useDo } from './acting.ts'
import styles from './billing.module.css'
import review from './review.module.css'

interface Line {
  readonly key: number
  readonly product: string
  readonly description: string
  readonly quantity: string
  readonly unitPrice: string
  readonly tax: string
}
const blank = (key: number): Line => ({ key, product: '', description: '', quantity: '1', unitPrice: '', tax: '' })

/** Decimal text of what somebody typed in the culture's own way; what is no number goes as it is and is refused by name. */
function decimalOf(culture: string, typed: string): string {
  const decimal = new Intl.NumberFormat(culture).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.'
  const [whole = '', fraction] = typed.trim().split(decimal)
  const digits = whole.replace(/[\s.,'’]/g, '')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

/** Bills something outside of any schedule. It stands on a contract all the same, so that every amount has a line behind it. */
export default function ByHand() {
  const say = useSay()
  const go = useGo()
  const may = useMay()
  const today = useToday()
  const { culture } = useHarmony()
  const [search] = useSearchState()
  useTitle(say('billing.invoiceByHand'))
  const contractsView = useLookup('contracts')
  const customersView = useLookup('customers')
  const productsView = useLookup('products')
  const [on, setOn] = useState<'contract' | 'customer'>(search['customer'] ? 'customer' : 'contract')
  const [contract, setContract] = useState(String(search['contract'] ?? ''))
  const [customer, setCustomer] = useState(String(search['customer'] ?? ''))
  const [entity, setEntity] = useState('')
  const [issued, setIssued] = useState(today)
  const [poNumber, setPoNumber] = useState('')
  const [lines, setLines] = useState<readonly Line[]>([blank(1)])
  const [post, setPost] = useState(true)
  const entities = useAsk<{ rows: readonly { code: string; name: string; country: string }[] }>('entities.list', { limit: 1000 })
  const own = useAsk<{ rows: readonly { entity: string }[] }>(
    'contracts.list',
    { filter: { field: 'id', is: 'equal', value: contract }, limit: 1 },
    { enabled: contract !== '' },
  )
  const code =
    on === 'contract' ? own.data?.rows[0]?.entity : entity || (entities.data?.rows.length === 1 ? entities.data.rows[0]!.code : '')
  const country = entities.data?.rows.find((e) => e.code === code)?.country
  const taxes = useAsk<{ rows: readonly { code: string }[] }>(
    'tax.list',
    { filter: { field: 'country', is: 'equal', value: country ?? '' }, limit: 200 },
    { enabled: Boolean(country) },
  )
  const bill = useDo<{ posted: boolean; invoice: string; run: string; number: string | null }>('billing.invoiceByHand', (r) =>
    r.number ? say('billing.ui.handPosted', { number: r.number }) : say('choice.state.proposed'),
  )
  const change = (key: number, next: Partial<Line>): void => setLines((now) => now.map((l) => (l.key === key ? { ...l, ...next } : l)))
  const ready =
    (on === 'contract' ? contract !== '' : customer !== '' && code !== '') &&
    lines.every((l) => l.product !== '' && l.quantity.trim() !== '')
  const send = async (): Promise<void> => {
    let made: { posted: boolean; invoice: string; run: string } | undefined
    const done = await bill.go(
      {
        ...(on === 'contract' ? { contract } : { customer, entity: code }),
        issued,
        lines: lines.map((l) => ({
          product: l.product,
          quantity: decimalOf(culture, l.quantity),
          taxCodes: l.tax === '' ? [] : l.tax.split('+'),
          ...(l.description.trim() ? { description: l.description.trim() } : {}),
          ...(l.unitPrice.trim() ? { unitPrice: decimalOf(culture, l.unitPrice) } : {}),
        })),
        ...(poNumber.trim() ? { poNumber: poNumber.trim() } : {}),
        ...(post ? {} : { post: false }),
      },
      (result) => (made = result),
    )
    if (done && made) go(made.posted ? `/invoices/${made.invoice}` : `/billing/runs/${made.run}`)
  }
  // India has two halves of its tax within a state.
  const codes = (taxes.data?.rows ?? []).map((t) => t.code)
  const halves = codes.flatMap((c) => {
    const other = c.replace('-CG', '-SG')
    return other !== c && codes.includes(other) ? [`${c}+${other}`] : []
  })
  const options = [...halves, ...codes.filter((c) => !halves.some((pair) => pair.split('+').includes(c)))].map((c) => ({
    value: c,
    label: c.replace('+', ' + '),
  }))
  return (
    <Page>
      <PageHead title={say('billing.invoiceByHand')} lead={say('billing.ui.handLead')} />
      <form
        className={styles['dialog']}
        onSubmit={(e) => {
          e.preventDefault()
          if (ready) void send()
        }}
      >
        <Card title={say('billing.ui.handWhom')}>
          <div className={styles['dialog']}>
            <Segments<'contract' | 'customer'>
              label={say('billing.ui.handWhom')}
              value={on}
              onChange={setOn}
              options={[
                { value: 'contract', label: say('billing.ui.onContract') },
                { value: 'customer', label: say('billing.ui.onCustomer') },
              ]}
            />
            <div className={review['head']}>
              {on === 'contract' && contractsView ? (
                <ReferenceField label={say('field.contract')} view={contractsView} value={contract} onChange={setContract} required />
              ) : null}
              {on === 'customer' && customersView ? (
                <ReferenceField label={say('field.customer')} view={customersView} value={customer} onChange={setCustomer} required />
              ) : null}
              {on === 'customer' ? (
                <Choose
                  label={say('field.entity')}
                  value={code === '' ? null : (code ?? null)}
                  onChange={(next) => setEntity(next ?? '')}
                  options={(entities.data?.rows ?? []).map((e) => ({ value: e.code, label: `${e.code} · ${e.name}` }))}
                  required
                />
              ) : null}
              <DayField label={say('field.issued')} value={issued} onChange={setIssued} required />
              <TextField label={say('field.poNumber')} value={poNumber} onChange={setPoNumber} />
            </div>
          </div>
        </Card>
        <Card title={say('billing.ui.lines')}>
          {lines.map((line, i) => (
            <div key={line.key} className={review['handLine']} role="group" aria-label={`${say('field.line')} ${i + 1}`}>
              {productsView ? (
                <ReferenceField
                  label={say('field.product')}
                  view={productsView}
                  value={line.product}
                  onChange={(product) => change(line.key, { product })}
                  required
                />
              ) : null}
              <TextField
                label={say('field.description')}
                value={line.description}
                onChange={(description) => change(line.key, { description })}
              />
              <TextField
                label={say('field.quantity')}
                figures
                value={line.quantity}
                onChange={(quantity) => change(line.key, { quantity })}
                required
              />
              <TextField
                label={say('field.unitPrice')}
                figures
                value={line.unitPrice}
                onChange={(unitPrice) => change(line.key, { unitPrice })}
                placeholder={say('billing.ui.listPrice')}
              />
              <Choose
                label={say('field.taxCodes')}
                value={line.tax === '' ? null : line.tax}
                onChange={(tax) => change(line.key, { tax: tax ?? '' })}
                options={options}
                nothing={say('billing.ui.chooseFirst')}
                placeholder={say('billing.ui.taxByRule')}
                clearable
              />
              <IconButton
                icon="close"
                label={say('billing.ui.removeLine', { line: `${i + 1}` })}
                disabled={lines.length === 1}
                onClick={() => setLines((now) => now.filter((l) => l.key !== line.key))}
              />
            </div>
          ))}
          <div className={review['judge']}>
            <Button icon="plus" onClick={() => setLines((now) => [...now, blank(Math.max(...now.map((l) => l.key)) + 1)])}>
              {say('billing.ui.addLine')}
            </Button>
          </div>
        </Card>
        <Check label={say('billing.ui.postAtOnce')} checked={post} onChange={setPost} />
        {post ? <Notice tone="info">{say('billing.ui.handEffect')}</Notice> : null}
        <div className={styles['buttons']}>
          <Button onClick={() => go('/invoices')}>{say('app.cancel')}</Button>
          <Button look="primary" type="submit" busy={bill.busy} disabled={!ready || !may('billing.post')}>
            {say(post ? 'billing.ui.handPost' : 'billing.ui.handPropose')}
          </Button>
        </div>
      </form>
    </Page>
  )
}
