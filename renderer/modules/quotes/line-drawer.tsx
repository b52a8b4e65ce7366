import { useCulture, useHarmony, useMay } from '../../app/harmony.tsx'
import { useAsk } from '../../app/ask.ts'
import { useSay } from '../../app/words.ts'
import { Segments, Switch } from '../../kit/choices.tsx'
import { DayField } from '../../kit/form/day-field.tsx'
import { Choose } from '../../kit/choose.tsx'
import { Button, Drawer, TextField } from '../../kit/parts.tsx'
import { Notice } from '../../kit/state.tsx'
import { price, sentence } from '../billing/amounts.ts'
import type { Step } from '../billing/types.ts'
import { CostsEditor } from './costs-editor.tsx'
import { DiscountLimit } from './discount-limit.tsx'
import { LineMarginCard } from './margin.tsx'
import { costDraft, type LineDraft } from './sale-draft.ts'
import styles from './selling.module.css'
import type { LineMargin, SaleLineWithCosts } from './types.ts'

interface Props {
  readonly number: number
  readonly name: string
  readonly draft: LineDraft
  readonly worked: SaleLineWithCosts | undefined
  readonly margin: LineMargin | undefined
  readonly currency: string
  readonly options: boolean
  readonly bundles: readonly string[]
  readonly onPut: (more: Partial<LineDraft>) => void
  readonly onClose: () => void
}
/** Everything about one line: how it behaves, how it is priced, when it begins, and what is bought for it. */
export function LineDrawer(props: Props) {
  const { number, name, draft, worked, onPut, onClose } = props
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const costs = draft.costs ?? (worked?.costs ?? []).map((cost) => costDraft(culture.name, cost))
  return (
    <Drawer opened onClose={onClose} title={say('quotes.ui.lineOf', { number, name })} close={say('app.close')} size={680}>
      <div className={styles['form']}>
        <Behaviour product={draft.product} version={worked?.version ?? draft.version} />
        <Pricing {...props} />
        {may('purchases.read') ? <LineMarginCard margin={props.margin} /> : null}
        <Terms {...props} />
        {may('purchases.read') ? (
          <section className={styles['form']} aria-label={say('field.costs')}>
            <h3>{say('field.costs')}</h3>
            <p className={styles['quiet']}>{say(draft.costs === null ? 'quotes.ui.costsAsProduct' : 'quotes.ui.costsOwn')}</p>
            <CostsEditor costs={costs} onChange={(own) => onPut({ costs: own })} currency={props.currency} />
            {draft.costs === null ? null : (
              <div>
                <Button small icon="refresh" onClick={() => onPut({ costs: null })}>
                  {say('quotes.ui.costsReset')}
                </Button>
              </div>
            )}
          </section>
        ) : null}
        <div className={styles['foot']}>
          <Button look="primary" onClick={onClose}>
            {say('app.close')}
          </Button>
        </div>
      </div>
    </Drawer>
  )
}

/** Where the list has no price of one unit: prices in bands have none of that kind; what could not be priced, or was agreed, stands in no list. */
const unlisted = (worked: SaleLineWithCosts | undefined): 'quotes.ui.byBands' | 'quotes.ui.unlisted' =>
  worked?.priceBy === 'list' ? 'quotes.ui.byBands' : 'quotes.ui.unlisted'

/** How the product behaves, in sentences. */
function Behaviour({ product, version }: { product: string; version: number | null }) {
  const say = useSay()
  const may = useMay()
  const culture = useCulture()
  const { manifest } = useHarmony()
  const { data } = useAsk<{ steps: readonly Step[] }>(
    'catalog.card',
    { product, ...(version === null ? {} : { version }), language: manifest.language },
    { enabled: may('catalog.read') && version !== null, keep: true },
  )
  return data ? (
    <ul className={styles['told']} aria-label={say('quotes.ui.behaviour')}>
      {data.steps.slice(1).map((step, i) => (
        <li key={i}>{sentence(say, culture, step)}</li>
      ))}
    </ul>
  ) : null
}

function Pricing({ draft, worked, bundles, options, onPut }: Props) {
  const say = useSay()
  const culture = useCulture()
  const ways = ['list', 'discount', 'price', 'markUp', 'margin'] as const
  const bundled = draft.bundle !== ''
  return (
    <section className={styles['form']} aria-label={say('quotes.ui.pricing')}>
      <h3>{say('quotes.ui.pricing')}</h3>
      {bundled ? (
        <Notice tone="info">{say('quotes.ui.bundlePrices', { bundle: draft.bundle })}</Notice>
      ) : (
        <>
          <Segments
            label={say('field.priceBy')}
            value={draft.priceBy}
            onChange={(priceBy) => onPut({ priceBy })}
            options={ways.map((value) => ({ value, label: say(`quotes.ui.way.${value}`) }))}
          />
          <div className={styles['pair']}>
            {draft.priceBy === 'price' ? (
              <TextField label={say('field.unitPrice')} value={draft.unitPrice} onChange={(unitPrice) => onPut({ unitPrice })} figures />
            ) : draft.priceBy === 'list' ? null : (
              <TextField
                label={say(`choice.priceBy.${draft.priceBy}`)}
                value={draft.percent}
                onChange={(percent) => onPut({ percent })}
                end="%"
                figures
              />
            )}
            <span className={styles['two']}>
              <small>{say('quotes.ui.listed')}</small>
              {worked?.listPrice ? price(culture, worked.currency, worked.listPrice) : say(unlisted(worked))}
            </span>
            <span className={styles['two']}>
              <small>{say('quotes.ui.comesTo')}</small>
              {worked?.unitPrice ? price(culture, worked.currency, worked.unitPrice) : say('app.none')}
            </span>
          </div>
          <DiscountLimit of={options ? 'quotes' : 'orders'} />
        </>
      )}
      {options ? (
        <>
          <Switch label={say('quotes.ui.isOption')} checked={draft.optional} onChange={(optional) => onPut({ optional })} />
          {bundles.length > 0 ? (
            <Choose
              label={say('field.bundle')}
              value={draft.bundle || null}
              onChange={(bundle) => onPut({ bundle: bundle ?? '' })}
              options={bundles.map((value) => ({ value, label: value }))}
              clearable
            />
          ) : null}
        </>
      ) : null}
    </section>
  )
}

function Terms({ draft, worked, onPut }: Props) {
  const say = useSay()
  const once = worked?.per === 'once'
  const typed = (field: 'description' | 'project' | 'costCentre', word: string) => (
    <TextField label={say(word)} value={draft[field]} onChange={(value) => onPut({ [field]: value })} autoComplete="off" />
  )
  return (
    <section className={styles['form']} aria-label={say('quotes.ui.lineTerms')}>
      <h3>{say('quotes.ui.lineTerms')}</h3>
      <div className={styles['pair']}>
        {typed('description', 'quotes.ui.description')}
        <DayField label={say('field.start')} value={draft.start} onChange={(start) => onPut({ start })} hint={say('quotes.ui.asSale')} />
        {once ? null : (
          <>
            <TextField
              label={say('quotes.ui.firstTerm')}
              value={draft.termMonths}
              onChange={(termMonths) => onPut({ termMonths })}
              hint={worked?.termMonths ? '' : say('quotes.ui.untilNotice')}
              figures
            />
            <TextField label={say('field.months')} value={draft.months} onChange={(months) => onPut({ months })} figures />
            <Choose
              label={say('field.timing')}
              value={draft.timing || worked?.timing || null}
              onChange={(timing) => onPut({ timing: (timing ?? '') as LineDraft['timing'] })}
              options={(['advance', 'arrears'] as const).map((value) => ({ value, label: say(`choice.timing.${value}`) }))}
            />
          </>
        )}
        <TaxChoice draft={draft} worked={worked} onPut={onPut} />
        {typed('project', 'field.project')}
        {typed('costCentre', 'field.costCentre')}
      </div>
    </section>
  )
}

/** One tax code or as the product has it; several stand as they were saved. */
function TaxChoice({ draft, worked, onPut }: Pick<Props, 'draft' | 'worked' | 'onPut'>) {
  const say = useSay()
  const may = useMay()
  const { data } = useAsk<{ rows: readonly { code: string }[] }>('tax.list', { limit: 200 }, { enabled: may('tax.read') })
  const now = draft.taxCodes ?? worked?.taxCodes ?? []
  const several = now.length > 1 ? [{ value: now.join('|'), label: now.join(', ') }] : []
  return (
    <Choose
      label={say('quotes.ui.tax')}
      value={now.length === 0 ? null : now.join('|')}
      onChange={(code) => onPut({ taxCodes: code === null ? null : code.split('|') })}
      options={[...several, ...(data?.rows ?? []).map(({ code }) => ({ value: code, label: code }))]}
      searchable
      clearable
      hint={draft.taxCodes === null ? say('quotes.ui.taxByItself') : ''}
    />
  )
}
