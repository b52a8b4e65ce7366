import { useEffect, useState } from 'react'
import { currencies } from '../../../core/kernel/money.ts'
import { useAsk } from '../../app/ask.ts'
import { useSearchState, useTitle } from '../../app/go.tsx'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { ReferenceField, useLookup } from '../../kit/form/reference.tsx'
import { Card, Page, PageHead } from '../../kit/page.tsx'
import { Check, Segments } from '../../kit/choices.tsx'
import { Button, Choose, IconButton, TextField } from '../../kit/parts.tsx'
import { textIn, type ProductCard } from '../catalog/product-text.ts'
import { Compared } from './compared.tsx'
import { banded, draftFrom, emptyBand, example, models, readDraft, type BandDraft, type Draft } from './draft.ts'
import { ModelExplained } from './explained.tsx'
import styles from './pricing.module.css'
import { Priced } from './priced.tsx'

/** What a quantity costs, and why: for any price model, or with the prices of a product. */
export default function Calculator() {
  const say = useSay()
  const { culture, manifest } = useHarmony()
  const [{ product: asked }, setSearch] = useSearchState()
  const product = typeof asked === 'string' ? asked : ''
  const [draft, setDraft] = useState<Draft>(() => example(culture))
  const view = useLookup('products')
  const card = useAsk<ProductCard>('catalog.product', { product }, { enabled: product !== '' })
  const version = product === '' ? undefined : card.data?.versions.find((v) => v.version === card.data?.product.version)
  const title = say('pricing.ui.calculator')
  useTitle(title)
  // The prices of a chosen product fill the form; the quantity stays what was typed.
  useEffect(() => {
    const first = version?.prices.find((p) => p.currency === draft.currency) ?? version?.prices[0]
    if (version && first) setDraft((now) => draftFrom(culture, version, first, now.quantity))
  }, [version?.id])
  const { input, wrong } = readDraft(culture, draft)
  const chooseCurrency = (currency: string): void => {
    const own = version?.prices.find((p) => p.currency === currency)
    setDraft(version && own ? draftFrom(culture, version, own, draft.quantity) : { ...draft, currency })
  }
  return (
    <Page>
      <PageHead title={title} lead={say('pricing.ui.lead')} />
      <div className={styles['columns']}>
        <Card title={say('pricing.ui.given')}>
          <div className={styles['fields']}>
            {view ? (
              <ReferenceField
                label={say('pricing.ui.fromProduct')}
                view={view}
                value={product}
                onChange={(next) => setSearch({ product: next || undefined })}
                clearable
              />
            ) : null}
            <Fields draft={draft} onDraft={setDraft} onCurrency={chooseCurrency} wrong={wrong} />
          </div>
        </Card>
        <Priced
          input={input}
          {...(card.data
            ? { product: textIn(manifest.language, card.data.product.names), unit: textIn(manifest.language, card.data.product.unit) }
            : {})}
        />
      </div>
      <Compared input={input} />
      <ModelExplained model={draft.model} />
    </Page>
  )
}

interface FieldsProps {
  readonly draft: Draft
  readonly onDraft: (draft: Draft) => void
  readonly onCurrency: (currency: string) => void
  readonly wrong: ReadonlySet<string>
}
function Fields({ draft, onDraft, onCurrency, wrong }: FieldsProps) {
  const say = useSay()
  const field = (name: 'quantity' | 'unitPrice' | 'packageSize' | 'free', required: boolean) => (
    <TextField
      label={say(`field.${name}`)}
      value={draft[name]}
      onChange={(next) => onDraft({ ...draft, [name]: next })}
      figures
      required={required}
      error={wrong.has(name) && draft[name].trim() !== '' ? say('pricing.ui.noNumber') : undefined}
    />
  )
  return (
    <>
      <Segments
        label={say('field.model')}
        value={draft.model}
        onChange={(model) => onDraft({ ...draft, model, bands: draft.bands.length > 0 ? draft.bands : [emptyBand] })}
        options={models.map((value) => ({ value, label: say(`choice.model.${value}`) }))}
      />
      <div className={styles['pair']}>
        {field('quantity', true)}
        <Choose
          label={say('field.currency')}
          value={draft.currency}
          onChange={(next) => next && onCurrency(next)}
          options={currencies.map((c) => ({ value: c, label: c }))}
          searchable
        />
      </div>
      {banded(draft) ? (
        <Bands bands={draft.bands} onBands={(bands) => onDraft({ ...draft, bands })} wrong={wrong} />
      ) : (
        <div className={styles['pair']}>
          {field('unitPrice', true)}
          {draft.model === 'package' ? field('packageSize', true) : null}
        </div>
      )}
      <div className={styles['pair']}>{field('free', false)}</div>
      <Check
        label={say('field.chargeAtZero')}
        checked={draft.chargeAtZero}
        onChange={(chargeAtZero) => onDraft({ ...draft, chargeAtZero })}
      />
    </>
  )
}

function Bands({
  bands,
  onBands,
  wrong,
}: {
  bands: readonly BandDraft[]
  onBands: (bands: readonly BandDraft[]) => void
  wrong: ReadonlySet<string>
}) {
  const say = useSay()
  const cell = (i: number, name: keyof BandDraft, placeholder?: string) => (
    <td>
      <TextField
        bare
        label={say('pricing.ui.cell', { field: say(`field.${name}`), band: i + 1 })}
        value={bands[i]?.[name] ?? ''}
        onChange={(next) => onBands(bands.map((b, j) => (j === i ? { ...b, [name]: next } : b)))}
        figures
        {...(placeholder ? { placeholder } : {})}
        error={wrong.has(`${name}${i}`) && bands[i]?.[name] ? say('pricing.ui.noNumber') : undefined}
      />
    </td>
  )
  return (
    <div>
      <table className={styles['bands']}>
        <caption className="unseen">{say('field.bands')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('field.upTo')}</th>
            <th scope="col">{say('field.unitPrice')}</th>
            <th scope="col">{say('field.flatFee')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {bands.map((_, i) => (
            <tr key={i}>
              {cell(i, 'upTo', i === bands.length - 1 ? say('pricing.ui.open') : undefined)}
              {cell(i, 'unitPrice')}
              {cell(i, 'flatFee')}
              <td>
                {bands.length > 1 ? (
                  <IconButton
                    icon="trash"
                    label={say('app.form.remove', { row: i + 1 })}
                    onClick={() => onBands(bands.filter((_b, j) => j !== i))}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button small icon="plus" onClick={() => onBands([...bands.slice(0, -1), emptyBand, ...bands.slice(-1)])}>
        {say('pricing.ui.addBand')}
      </Button>
    </div>
  )
}
