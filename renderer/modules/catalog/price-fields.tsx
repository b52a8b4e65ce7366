import { useState } from 'react'
import { currencies } from '../../../core/kernel/money.ts'
import { useHarmony } from '../../app/harmony.tsx'
import { useSay } from '../../app/words.ts'
import { Check } from '../../kit/choices.tsx'
import type { DraftShape } from '../../kit/form/draft.ts'
import { Choose } from '../../kit/choose.tsx'
import { Button, IconButton, TextField } from '../../kit/parts.tsx'
import styles from './designer.module.css'

const emptyBand = { upTo: '', unitPrice: '', flatFee: '' }
const emptyPrice = (currency: string): DraftShape => ({
  currency,
  unitPrice: '',
  packageSize: '',
  bands: [],
  minimum: '',
  cap: '',
  free: '',
  commit: { quantity: '', overage: '' },
  guard: null,
})

interface PricesProps {
  readonly model: string
  readonly prices: readonly DraftShape[]
  readonly onChange: (prices: readonly DraftShape[]) => void
  readonly errors: ReadonlyMap<string, string>
  /** What a price is for, as in `per unit and month`. */
  readonly each: string
}
/** The list price in each currency that the product is sold in. */
export function PriceFields({ model, prices, onChange, errors, each }: PricesProps) {
  const say = useSay()
  const used = new Set(prices.map((price) => price['currency']))
  const next = ['GBP', 'EUR', 'USD', ...currencies].find((currency) => !used.has(currency)) ?? 'GBP'
  return (
    <fieldset className={styles['prices']}>
      <legend>{say('field.prices')}</legend>
      {prices.length === 0 ? <p className={styles['quiet']}>{say('catalog.ui.noPrices')}</p> : null}
      {prices.map((price, i) => (
        <PriceCard
          key={i}
          at={`sell.prices[${i}]`}
          model={model}
          price={price}
          each={each}
          errors={errors}
          onChange={(changed) => onChange(prices.map((p, j) => (j === i ? changed : p)))}
          onRemove={() => onChange(prices.filter((_, j) => j !== i))}
        />
      ))}
      <Button small icon="plus" onClick={() => onChange([...prices, withBands(model, emptyPrice(next))])}>
        {say('catalog.ui.addPrice')}
      </Button>
    </fieldset>
  )
}
export const banded = (model: string): boolean => model === 'fillUp' || model === 'lookUp'
/** A model of bands begins with two, the last one open. */
export const withBands = (model: string, price: DraftShape): DraftShape =>
  banded(model) && (price['bands'] as readonly DraftShape[]).length === 0 ? { ...price, bands: [emptyBand, emptyBand] } : price

interface CardProps {
  readonly at: string
  readonly model: string
  readonly price: DraftShape
  readonly each: string
  readonly errors: ReadonlyMap<string, string>
  readonly onChange: (price: DraftShape) => void
  readonly onRemove: () => void
}
function PriceCard({ at, model, price, each, errors, onChange, onRemove }: CardProps) {
  const say = useSay()
  const { manifest } = useHarmony()
  const names = new Intl.DisplayNames([manifest.language], { type: 'currency' })
  const set = (name: string, value: DraftShape[string]): void => onChange({ ...price, [name]: value })
  const bands = price['bands'] as readonly DraftShape[]
  const showBands = banded(model) || (model === 'package' && bands.length > 0)
  const figure = (name: string, label: string) => (
    <TextField
      label={label}
      value={String(price[name] ?? '')}
      onChange={(text) => set(name, text)}
      figures
      autoComplete="off"
      error={errors.get(`${at}.${name}`)}
    />
  )
  return (
    <section className={styles['priceCard']} aria-label={String(price['currency'])}>
      <div className={styles['priceHead']}>
        <Choose
          label={say('field.currency')}
          value={String(price['currency'])}
          onChange={(currency) => currency && set('currency', currency)}
          options={currencies.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))}
          searchable
          error={errors.get(at) ?? errors.get(`${at}.currency`)}
        />
        {!banded(model) && !showBands ? figure('unitPrice', model === 'package' ? say('catalog.ui.pricePackage') : each) : null}
        {model === 'package' ? figure('packageSize', say('field.packageSize')) : null}
        <IconButton icon="trash" label={say('catalog.ui.removePrice', { currency: String(price['currency']) })} onClick={onRemove} />
      </div>
      {showBands ? <Bands at={at} bands={bands} each={each} errors={errors} onChange={(next) => set('bands', next)} /> : null}
      {model === 'lookUp' ? <CliffGuard price={price} onChange={onChange} /> : null}
      <Bounds at={at} price={price} errors={errors} onChange={onChange} />
    </section>
  )
}

/** Of look-up bands: no quantity costs more than a later band does where it begins. */
export function CliffGuard({ price, onChange }: Pick<CardProps, 'price' | 'onChange'>) {
  const say = useSay()
  return (
    <div>
      <Check label={say('catalog.ui.guard')} checked={price['guard'] === true} onChange={(guard) => onChange({ ...price, guard })} />
    </div>
  )
}

/** Included units, least and greatest amount, and a commitment: what most prices do without. */
export function Bounds({ at, price, errors, onChange }: Pick<CardProps, 'at' | 'price' | 'errors' | 'onChange'>) {
  const say = useSay()
  const commit = price['commit'] as DraftShape
  // Open where there is something inside at first; after that whoever opens and closes it decides.
  const [opened] = useState(() => ['minimum', 'cap', 'free'].some((n) => price[n] !== '') || commit['quantity'] !== '')
  const figure = (name: string, label: string) => (
    <TextField
      label={label}
      value={String(price[name] ?? '')}
      onChange={(text) => onChange({ ...price, [name]: text })}
      figures
      autoComplete="off"
      error={errors.get(`${at}.${name}`)}
    />
  )
  const committed = (name: 'quantity' | 'overage', label: string) => (
    <TextField
      label={label}
      value={String(commit[name] ?? '')}
      onChange={(text) => onChange({ ...price, commit: { ...commit, [name]: text } })}
      figures
      autoComplete="off"
      error={errors.get(`${at}.commit.${name}`)}
    />
  )
  return (
    <details className={styles['more']} open={opened}>
      <summary>{say('catalog.ui.moreTerms')}</summary>
      <div className={styles['terms']}>
        {figure('free', say('field.free'))}
        {figure('minimum', say('field.minimum'))}
        {figure('cap', say('field.cap'))}
        {committed('quantity', say('catalog.ui.committed'))}
        {committed('overage', say('catalog.ui.overage'))}
      </div>
    </details>
  )
}

/** Bands as rows: each ends where it says, inclusively; the last one is open. */
export function Bands({
  at,
  bands,
  each,
  errors,
  onChange,
}: {
  at: string
  bands: readonly DraftShape[]
  each: string
  errors: ReadonlyMap<string, string>
  onChange: (bands: readonly DraftShape[]) => void
}) {
  const say = useSay()
  const cell = (i: number, name: string, label: string, hint?: string) => (
    <TextField
      bare
      label={`${label}, ${say('catalog.ui.band', { band: `${i + 1}` })}`}
      value={String(bands[i]![name] ?? '')}
      onChange={(text) => onChange(bands.map((band, j) => (j === i ? { ...band, [name]: text } : band)))}
      figures
      autoComplete="off"
      error={errors.get(`${at}.bands[${i}].${name}`)}
      {...(hint ? { placeholder: hint } : {})}
    />
  )
  return (
    <table className={styles['bands']}>
      <caption className="unseen">{say('field.bands')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('field.upTo')}</th>
          <th scope="col">{each}</th>
          <th scope="col">{say('field.flatFee')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {bands.map((_, i) => (
          <tr key={i}>
            <td>{cell(i, 'upTo', say('field.upTo'), i === bands.length - 1 ? say('catalog.ui.openBand') : undefined)}</td>
            <td>{cell(i, 'unitPrice', each)}</td>
            <td>{cell(i, 'flatFee', say('field.flatFee'))}</td>
            <td>
              <IconButton
                icon="trash"
                label={say('catalog.ui.removeBand', { band: `${i + 1}` })}
                onClick={() => onChange(bands.filter((_band, j) => j !== i))}
                disabled={bands.length === 1}
              />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>
            <Button small look="quiet" icon="plus" onClick={() => onChange([...bands.slice(0, -1), emptyBand, ...bands.slice(-1)])}>
              {say('catalog.ui.addBand')}
            </Button>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
