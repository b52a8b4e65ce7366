import { useEffect, useState } from 'react'
import { useAsk } from '../../app/ask.ts'
import { useCulture, useHarmony, useMay, useToday } from '../../app/harmony.tsx'
import { toast } from '../../app/toasts.ts'
import { useSay } from '../../app/words.ts'
import { Switch } from '../../kit/choices.tsx'
import { Form } from '../../kit/form/form.tsx'
import { Facts, Table } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Drawer } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import { basisOf, priceText, textIn, type ProductCard } from '../catalog/product-text.ts'
import { Told, type CardText } from '../catalog/told.tsx'
import type { Typed } from './act-drawer.tsx'
import styles from './add-line.module.css'
import { RehearsalPanel } from './rehearsal.tsx'
import type { Contract } from './types.ts'

const plain = ['product', 'quantity', 'start', 'end', 'unitPrice', 'currency', 'description', 'poNumber', 'taxCodes'] as const
/** As the product says wherever they are left out. */
const agreed = ['months', 'timing', 'anchor', 'billedTo', 'project', 'costCentre', 'proration', 'measure', 'pool', 'fund', 'termEnd', 'boundUntil', 'anchorOn', 'awaits', 'renewal', 'uplift'] as const // prettier-ignore
const at = {
  'contracts.unknownProduct': 'product', 'contracts.projectNeeded': 'project', 'contracts.badRenewal': 'renewal', 'contracts.negativeQuantity': 'quantity', 'contracts.negativePrice': 'unitPrice',
  'contracts.noPrice': 'unitPrice', 'contracts.badPeriod': 'months', 'contracts.endBeforeStart': 'end', 'contracts.unknownTax': 'taxCodes', 'contracts.foreignTax': 'taxCodes',
  'contracts.joinsTooLate': 'start', 'contracts.noCoTerm': 'start',
} as const // prettier-ignore

/** Sells one more thing: its product read out beside the form, its price, where it joins another line the stub, and what billing makes of it. */
export function AddLine({ of, joins: joined, onClose }: { of: Contract; joins?: string; onClose: () => void }) {
  const { contract, customer, lines } = of
  const say = useSay()
  const today = useToday()
  const { manifest } = useHarmony()
  const [typed, setTyped] = useState<Typed | null>(null)
  const [all, setAll] = useState(false)
  const [joins, setJoins] = useState<string | null>(joined ?? null)
  const product = typeof typed?.input['product'] === 'string' ? typed.input['product'] : null
  const first = lines.find((line) => line.id === joined)
  const like = first ?? lines.at(-1)
  const hosts = lines.filter((line) => line.kind === 'recurring' && line.state !== 'ended')
  const fields = all ? [...plain, ...agreed] : plain
  return (
    <Drawer opened onClose={onClose} title={say('contracts.addLine')} close={say('app.close')} size="min(1120px, 100%)">
      <div className={styles['beside']}>
        <Form
          operation="contracts.addLine"
          fixed={{ contract: contract.id, ...(joins === null ? {} : { joins }) }}
          fields={fields}
          initial={{
            product: first?.product,
            currency: like?.currency ?? customer.currency,
            quantity: '1',
            start: today,
            taxCodes: like?.taxCodes ?? [],
          }}
          hints={{
            unitPrice: say('contracts.ui.priceHint'),
            billedTo: say('contracts.ui.billedToHint'),
            taxCodes: say('contracts.ui.taxHint', { entity: contract.entity }),
            ...(customer.poRequired ? { poNumber: say('contracts.ui.poHint') } : {}),
            ...Object.fromEntries(agreed.filter((field) => field !== 'billedTo').map((field) => [field, say('contracts.ui.asProduct')])),
          }}
          at={at}
          onInput={(input, complete) => setTyped({ input, complete })}
          onCancel={onClose}
          onDone={() => {
            toast({ tone: 'ok', text: say('contracts.ui.lineAdded') })
            onClose()
          }}
          below={
            <>
              {hosts.length > 0 ? (
                <Choose
                  label={say('field.joins')}
                  value={joins}
                  onChange={setJoins}
                  options={hosts.map((line) => ({
                    value: line.id,
                    label: say('contracts.ui.lineOf', {
                      line: line.number,
                      product: line.description ?? textIn(manifest.language, line.productNames),
                    }),
                  }))}
                  placeholder={say('contracts.ui.joinsNone')}
                  hint={say('contracts.ui.joinsHint')}
                  clearable
                />
              ) : null}
              <Switch label={say('contracts.ui.allTerms')} checked={all} onChange={setAll} />
              {joins !== null && typed ? <Stub joins={joins} typed={typed} /> : null}
              <RehearsalPanel contract={contract.id} operation="contracts.addLine" input={typed?.complete ? typed.input : null} />
            </>
          }
        />
        <ProductBeside product={product} currency={String(typed?.input['currency'] ?? customer.currency)} />
      </div>
    </Drawer>
  )
}

interface Part {
  readonly from: string
  readonly lastDay: string
  readonly days: number
  readonly of: number
  readonly amount: { readonly currency: string; readonly minor: string }
}
interface Joined {
  readonly end: string | null
  readonly stub: Part
  readonly next: Part | null
  readonly total: { readonly currency: string; readonly minor: string }
}
/** What it costs until the periods of both meet. */
function Stub({ joins, typed }: { joins: string; typed: Typed }) {
  const say = useSay()
  const culture = useCulture()
  const { product, quantity, unitPrice, start } = typed.input
  const ready = Boolean(quantity && start)
  const input = { joins, product: product ?? null, quantity, unitPrice: unitPrice ?? null, start }
  const [asked, setAsked] = useState(JSON.stringify(input))
  useEffect(() => {
    const timer = setTimeout(() => setAsked(JSON.stringify(input)), 350)
    return () => clearTimeout(timer)
  }, [JSON.stringify(input)])
  const { data, error } = useAsk<Joined>('contracts.coTerm', JSON.parse(asked), { enabled: ready, keep: true })
  if (!ready) return null
  if (error) return <Notice tone="warn">{error.message}</Notice>
  if (!data) return <Bones label={say('contracts.coTerm')} lines={3} />
  const money = ({ currency, minor }: Part['amount']) => culture.money(currency, minor)
  const row = (word: string, part: Part) => [
    word,
    `${culture.day(part.from)} – ${culture.day(part.lastDay)}`,
    say('contracts.ui.daysOf', { days: culture.count(part.days), of: culture.count(part.of) }),
    money(part.amount),
  ]
  return (
    <Table
      caption={say('contracts.coTerm')}
      columns={[
        { name: say('contracts.coTerm') },
        { name: say('contracts.ui.period') },
        { name: say('contracts.ui.days'), figures: true },
        { name: say('field.amount'), figures: true },
      ]}
      rows={[
        row(say('contracts.ui.stub'), data.stub),
        ...(data.next ? [row(say('contracts.ui.nextWhole'), data.next)] : []),
        [
          <strong key="t">{data.end ? say('contracts.ui.totalTo', { day: culture.day(data.end) }) : say('contracts.ui.total')}</strong>,
          '',
          '',
          <strong key="m">{money(data.total)}</strong>,
        ],
      ]}
    />
  )
}

interface ReadOut extends CardText {
  readonly steps: readonly Step[]
}
/** The product in plain language, its list price in the currency of the line first. */
function ProductBeside({ product, currency }: { product: string | null; currency: string }) {
  const say = useSay()
  const culture = useCulture()
  const may = useMay()
  const { manifest } = useHarmony()
  const reads = may('catalog.read') && product !== null
  const shown = useAsk<ProductCard>('catalog.product', { product }, { enabled: reads, keep: true })
  const version = shown.data?.product.version
  const card = useAsk<ReadOut>('catalog.card', { product, version, language: manifest.language }, { enabled: reads && version !== undefined, keep: true }) // prettier-ignore
  if (!may('catalog.read')) return null
  if (product === null)
    return (
      <aside className={styles['card']} aria-label={say('catalog.ui.card')}>
        <Nothing icon="box" title={say('contracts.ui.noProduct')} lead={say('contracts.ui.noProductLead')} />
      </aside>
    )
  const current = shown.data?.versions.find((one) => one.version === version)
  const listed = current?.prices.find((one) => one.currency === currency)
  const trouble = shown.error ?? card.error
  return (
    <aside className={styles['card']} aria-label={say('catalog.ui.card')}>
      {trouble ? (
        <Notice tone="danger">{trouble.message}</Notice>
      ) : !shown.data || !current || !card.data ? (
        <Bones label={say('catalog.ui.card')} lines={8} />
      ) : (
        <>
          <h3>{textIn(manifest.language, shown.data.product.names)}</h3>
          <Facts
            facts={[
              {
                name: say('contracts.ui.listPrice'),
                value: listed
                  ? priceText(say, culture, basisOf(shown.data.product.kind, current.basis), listed)
                  : say('contracts.ui.noListPrice', { currency }),
                wide: true,
              },
            ]}
          />
          {card.data.steps.slice(1).map((step, i) => (
            <p key={i}>{sentence(say, culture, step)}</p>
          ))}
          <Told card={card.data} />
        </>
      )}
    </aside>
  )
}
