import { useEffect, useState } from 'react'
import { currencies } from '../../../core/kernel/money.ts'
import type { FieldPlan } from '../../../core/kernel/shape.ts'
import { useAsk } from '../../app/ask.ts'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useHarmony, useOperation } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { draftOf, readDraft, type DraftShape } from '../../kit/form/draft.ts'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Check } from '../../kit/choices.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button } from '../../kit/parts.tsx'
import { Bones, Nothing, Notice } from '../../kit/state.tsx'
import { Stack } from '../../kit/tall.tsx'
import type { WireDocument } from '../catalog/document-draft.ts'
import { useSettled } from '../pricing/settled.ts'
import { Comparison } from './comparison.tsx'
import styles from './lab.module.css'
import { ModelFields } from './model-fields.tsx'
import type { Replayed } from './types.ts'

/** Models that one comparison may hold. */
const most = 6

/** Twelve months of real quantities through any price model, beside what was invoiced. */
export default function PriceLab() {
  const say = useSay()
  const plan = useOperation('lab.replay')?.input.fields?.['models']?.inner
  useTitle(say('lab.replay'))
  return (
    <Page>
      <PageHead title={say('lab.replay')} lead={say('lab.ui.lead')} />
      {plan ? <Bench plan={plan} /> : <Nothing icon="help" title={say('app.lost.title')} lead={say('app.lost.lead')} />}
    </Page>
  )
}

function Bench({ plan }: { plan: FieldPlan }) {
  const say = useSay()
  const { culture } = useHarmony()
  const [search, setSearch] = useSearchState()
  const product = typeof search['product'] === 'string' ? search['product'] : ''
  const customer = typeof search['customer'] === 'string' ? search['customer'] : ''
  const currency = typeof search['currency'] === 'string' ? search['currency'] : 'GBP'
  const [agreedToo, setAgreedToo] = useState(false)
  const [models, setModels] = useState<readonly DraftShape[]>([])
  const [productView, customerView] = [useLookup('products'), useLookup('customers')]
  const document = useAsk<{ behaviours: WireDocument }>('catalog.document', { product }, { enabled: product !== '' })
  const sell = document.data?.behaviours.sell
  // A product brings its own list price, so that the first comparison is with what is on sale.
  useEffect(() => {
    if (!sell) return
    const prices = sell['prices'] as readonly { readonly currency: string }[]
    const own = prices.find((p) => p.currency === currency)
    if (!own) {
      if (prices[0]) setSearch({ currency: prices[0].currency })
      return
    }
    const { currency: _, ...terms } = own
    setModels([draftOf(plan, { name: say('lab.ui.list'), model: sell['model'], basis: sell['basis'], ...terms }, culture) as DraftShape])
  }, [document.data, currency])
  const read = models.map((model, i) => readDraft(plan, model, `models[${i}]`, culture))
  const errors = new Map(
    read.flatMap(({ troubles }) =>
      troubles.filter(({ kind }) => kind !== 'required').map(({ at }) => [at, say('lab.ui.noNumber')] as const),
    ),
  )
  const ready = (product !== '' || customer !== '') && read.every(({ troubles }) => troubles.length === 0)
  const input = useSettled({
    ...(product ? { product } : {}),
    ...(customer ? { customer } : {}),
    currency,
    models: read.map(({ value }) => value),
    agreedToo,
  })
  const { data, error, isPlaceholderData } = useAsk<Replayed>('lab.replay', input, { enabled: ready, keep: true })
  const change = (i: number, next: DraftShape): void => setModels(models.map((model, j) => (j === i ? next : model)))
  return (
    <>
      <Card title={say('lab.ui.what')}>
        <Stack>
          <div className={styles['choice']}>
            {productView ? (
              <ReferenceField
                label={say('field.product')}
                view={productView}
                value={product}
                onChange={(next) => setSearch({ product: next || undefined })}
                clearable
              />
            ) : null}
            {customerView ? (
              <ReferenceField
                label={say('field.customer')}
                view={customerView}
                value={customer}
                onChange={(next) => setSearch({ customer: next || undefined })}
                clearable
              />
            ) : null}
            <Choose
              label={say('field.currency')}
              value={currency}
              onChange={(next) => next && setSearch({ currency: next })}
              options={currencies.map((c) => ({ value: c, label: c }))}
              searchable
            />
          </div>
          <Check label={say('lab.ui.agreedToo')} checked={agreedToo} onChange={setAgreedToo} />
        </Stack>
      </Card>
      <Card
        title={say('field.models')}
        actions={
          <Button
            small
            icon="plus"
            disabled={models.length >= most}
            onClick={() =>
              setModels([
                ...models,
                {
                  ...(models.at(-1) ?? (draftOf(plan, { model: 'flat', basis: 'month' }, culture) as DraftShape)),
                  name: say('lab.ui.modelName', { number: `${models.length + 1}` }),
                },
              ])
            }
          >
            {say('lab.ui.addModel')}
          </Button>
        }
      >
        {models.length === 0 ? <p className={styles['quiet']}>{say('lab.ui.noModels')}</p> : null}
        <div className={styles['models']}>
          {models.map((model, i) => (
            <ModelFields
              key={i}
              at={`models[${i}]`}
              model={model}
              errors={errors}
              onChange={(next) => change(i, next)}
              onRemove={() => setModels(models.filter((_, j) => j !== i))}
            />
          ))}
        </div>
      </Card>
      {product === '' && customer === '' ? (
        <Nothing icon="chart" title={say('lab.ui.choose')} lead={say('lab.ui.chooseLead')} />
      ) : !ready ? (
        <Notice tone="info">{say('lab.ui.incomplete')}</Notice>
      ) : error ? (
        <Notice tone="warn">{error.message}</Notice>
      ) : data ? (
        <div className={isPlaceholderData ? styles['stale'] : undefined} aria-live="polite">
          {data.charges === 0 ? (
            <Nothing icon="inbox" title={say('lab.ui.nothing')} lead={say('lab.ui.nothingLead')} />
          ) : (
            <Comparison found={data} />
          )}
        </div>
      ) : (
        <Bones label={say('lab.replay')} lines={8} />
      )}
    </>
  )
}
